package io.github.wechatpayfeign.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.simulator.internal.admin.Command;
import io.github.wechatpayfeign.simulator.internal.admin.Parameter;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the Java API can, HTTP can: the commands name every member of it. */
class CommandListTest extends SimulatorTest {

  private static final List<Class<?>> API =
      List.of(
          WechatPaySimulator.class,
          OrderBook.class,
          RefundBook.class,
          Notices.class,
          SimulatedNotice.class,
          SimulatedMerchant.class);

  /** The members without a command, and why. */
  private static final Map<String, String> IN_JAVA_ONLY =
      Map.of(
          "WechatPaySimulator.start()", "without a simulator there is no port to ask",
          "WechatPaySimulator.builder()", "without a simulator there is no port to ask",
          "WechatPaySimulator.close()", "the process that started the simulator ends it",
          "WechatPaySimulator.failWhen(FaultPlan)", "code cannot be sent; failPath has patterns",
          "WechatPaySimulator.addMerchant(String,KeyPair)",
              "saves time with thousands of merchants in one JVM");

  @Test
  void everyMemberHasACommandOrAReason() {
    Set<String> covered = new HashSet<>(IN_JAVA_ONLY.keySet());
    Commands.of(simulator).forEach(command -> covered.addAll(command.members()));

    assertThat(members()).isNotEmpty().allMatch(covered::contains);
  }

  @Test
  void everyMemberThatIsNamedExists() {
    assertThat(members()).containsAll(IN_JAVA_ONLY.keySet());
    assertThat(Commands.of(simulator))
        .allSatisfy(
            command -> {
              assertThat(command.members()).as(command.id()).isNotEmpty();
              assertThat(members()).containsAll(command.members());
            });
  }

  @Test
  void describesEveryCommandInBothLanguages() {
    assertThat(Commands.of(simulator))
        .allSatisfy(
            command -> {
              assertThat(command.english()).matches("[A-Z][ -~]+\\.");
              assertThat(command.chinese()).matches("[^ ]*[\\x{4e00}-\\x{9fff}][^ ]*。");
              assertThat(names(command)).containsAll(command.variables()).doesNotHaveDuplicates();
            })
        .extracting(Command::id)
        .doesNotHaveDuplicates();
  }

  private static List<String> names(Command command) {
    return command.parameters().stream().map(Parameter::name).toList();
  }

  private static Set<String> members() {
    return API.stream()
        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
        .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
        .filter(method -> !method.getName().equals("toString"))
        .map(CommandListTest::text)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String text(Method method) {
    return "%s.%s(%s)"
        .formatted(
            method.getDeclaringClass().getSimpleName(),
            method.getName(),
            Arrays.stream(method.getParameterTypes())
                .map(Class::getSimpleName)
                .collect(Collectors.joining(",")));
  }
}
