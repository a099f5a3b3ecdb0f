package io.github.wechatpayfeign.orderexpirytests.support;

import io.github.wechatpayfeign.simulator.order.OrderState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Compares the journal of a shop with the order book of the gateway.
 *
 * @param orders how many orders there were
 * @param lost orders that nobody settled
 * @param twice orders that were settled more than once
 * @param wrong orders that were settled otherwise than the book says
 * @param released how many settlements gave a piece back
 */
public record Audit(
    int orders, List<String> lost, List<String> twice, List<String> wrong, long released) {

  private static final Set<String> DELIVERED = Set.of("PAID", "NOTIFIED");
  private static final Set<String> CLOSED = Set.of("CLOSED", "ALREADY_CLOSED");

  /** Compares them; the book must not change meanwhile. */
  public static Audit of(Shop shop, Map<String, OrderState> book) {
    Map<String, List<String>> journal = shop.journal();
    return new Audit(
        journal.size(),
        numbers(journal, kinds -> kinds.isEmpty()),
        numbers(journal, kinds -> kinds.size() > 1),
        journal.entrySet().stream()
            .filter(
                entry ->
                    entry.getValue().stream()
                        .anyMatch(kind -> !fits(kind, book.get(entry.getKey()))))
            .map(
                entry ->
                    entry.getKey() + " " + entry.getValue() + " but " + book.get(entry.getKey()))
            .toList(),
        journal.values().stream()
            .flatMap(List::stream)
            .filter(kind -> !DELIVERED.contains(kind) && !kind.equals("REFUNDED"))
            .count());
  }

  private static boolean fits(String kind, @Nullable OrderState state) {
    return switch (Optional.ofNullable(state).map(OrderState::name).orElse("NONE")) {
      case "PAID" -> DELIVERED.contains(kind);
      case "CLOSED", "REVOKED" -> CLOSED.contains(kind);
      case "REFUNDED" -> kind.equals("REFUNDED");
      case "NONE" -> kind.equals("NOT_FOUND");
      default -> false;
    };
  }

  private static List<String> numbers(
      Map<String, List<String>> journal, Predicate<List<String>> condition) {
    return journal.entrySet().stream()
        .filter(entry -> condition.test(entry.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Whether every order was settled once and as the book says. */
  public boolean isClean() {
    return lost.isEmpty() && twice.isEmpty() && wrong.isEmpty();
  }
}
