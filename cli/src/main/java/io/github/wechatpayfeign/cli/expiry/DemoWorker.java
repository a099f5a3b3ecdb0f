package io.github.wechatpayfeign.cli.expiry;

import io.github.wechatpayfeign.api.CloseDecision;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.expiry.ExpiredOrder;
import io.github.wechatpayfeign.expiry.ExpiryListener;
import io.github.wechatpayfeign.expiry.OrderExpiry;
import io.github.wechatpayfeign.expiry.Transactions;
import io.github.wechatpayfeign.merchant.Merchant;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.Writer;
import java.time.Duration;
import org.h2.jdbcx.JdbcConnectionPool;

/** What a shop's process does: it closes expired orders, and settles them in its database. */
final class DemoWorker {

  /** What a worker writes to its standard output, a line each. */
  static final String FENCED = "fenced";

  static final String REVIVED = "revived";

  private static final int THREADS = 8;
  private static final Duration POLL = Duration.ofMillis(200);

  private DemoWorker() {}

  /** Works until the input ends. */
  static void run(DemoSettings settings, PrintWriter events, Reader input) throws IOException {
    JdbcConnectionPool pool = DemoDatabase.pool(settings.jdbcUrl(), settings.password());
    Transactions transactions = Transactions.of(pool);
    try (WechatPay wechatPay = wechatPay(settings);
        OrderExpiry expiry =
            OrderExpiry.builder(pool, transactions)
                .wechatPay(wechatPay)
                .handler(
                    (order, decision) ->
                        DemoDatabase.settle(
                            transactions,
                            order.outTradeNo(),
                            decision.kind().name(),
                            decision.kind() == CloseDecision.Kind.PAID,
                            settings.worker()))
                .policy(DemoSettings.POLICY)
                .listener(new Events(events))
                .requestsPerSecond(settings.requestsPerSecond())
                .threads(THREADS)
                .pollInterval(POLL)
                .build()) {
      expiry.start();
      // Nothing is said after the settings; the end counts.
      input.transferTo(Writer.nullWriter());
    } finally {
      pool.dispose();
    }
  }

  private static WechatPay wechatPay(DemoSettings settings) {
    return WechatPay.builder(
            Merchant.builder()
                .mchid(settings.mchid())
                .merchantSerial(settings.merchantSerial())
                .privateKeyPem(settings.privateKeyPem())
                .wechatPayPublicKeyPem(settings.publicKeyId(), settings.publicKeyPem())
                .build())
        .baseUrl(settings.baseUrl())
        .listener(OrderExpiry.requestCounter())
        .build();
  }

  /** Tells the demo what the journal cannot show. */
  private record Events(PrintWriter out) implements ExpiryListener {

    @Override
    public void fenced(ExpiredOrder order) {
      say(FENCED);
    }

    @Override
    public void revived(String outTradeNo) {
      say(REVIVED);
    }

    private void say(String event) {
      out.println(event);
      out.flush();
    }
  }
}
