package io.github.wechatpayfeign.integrationtests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.api.refund.RefundDecision;
import io.github.wechatpayfeign.api.refund.RefundStatus;
import io.github.wechatpayfeign.api.refund.Refunds;
import io.github.wechatpayfeign.integrationtests.support.SimulatedGateway;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page about refunds: its snippets do what it says, and its table has every decision. */
class RefundPageTest {

  private static final String ORDER = "ORDER-20261123-1";
  private static final Path PAGE = Path.of("..", "docs", "refunds.md");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\|");

  private final WechatPaySimulator simulator = WechatPaySimulator.start();
  private final WechatPay wechatPay = SimulatedGateway.clientOf(simulator);

  @BeforeEach
  void payAnOrder() {
    simulator.book().create(ORDER, 1000);
    simulator.pay(ORDER);
  }

  @AfterEach
  void stop() {
    wechatPay.close();
    simulator.close();
  }

  @Test
  void refundsAPart() {
    assertThat(RefundSnippets.first(wechatPay)).isInstanceOf(RefundDecision.Refunded.class);
    assertThat(RefundSnippets.later(RefundSnippets.quick(wechatPay)))
        .isEqualTo(RefundStatus.SUCCESS);
    assertThat(simulator.book().refunds().refunded(ORDER)).isEqualTo(100);
  }

  @Test
  void refundsEverythingAfterAClose() {
    RefundSnippets reader = new RefundSnippets();

    reader.afterAClose(wechatPay, Refunds.of(wechatPay));

    assertThat(reader.decisions).singleElement().isInstanceOf(RefundDecision.Refunded.class);
    assertThat(simulator.book().refunds().refunded(ORDER)).isEqualTo(1000);
  }

  @Test
  void namesTheSubMerchant() {
    assertThat(RefundSnippets.ofSubMerchant(wechatPay)).hasToString("Refunds[of 1900000222]");
  }

  @Test
  void listsEveryDecision() throws IOException {
    List<String> decisions =
        Arrays.stream(RefundDecision.class.getPermittedSubclasses())
            .map(Class::getSimpleName)
            .toList();

    assertThat(ROW.matcher(Files.readString(PAGE)).results().map(RefundPageTest::name))
        .containsExactlyElementsOf(decisions);
  }

  private static String name(MatchResult row) {
    return row.group(1);
  }
}
