package io.github.wechatpayfeign.cli.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.api.notification.Notice;
import io.github.wechatpayfeign.api.notification.NotificationAnswer;
import io.github.wechatpayfeign.api.notification.NotificationException;
import io.github.wechatpayfeign.api.notification.Notifications;
import io.github.wechatpayfeign.api.notification.TransactionNotice;
import io.github.wechatpayfeign.api.prepay.Prepay;
import io.github.wechatpayfeign.api.prepay.PrepayOrder;
import io.github.wechatpayfeign.api.refund.RefundRequest;
import io.github.wechatpayfeign.api.refund.Refunds;
import io.github.wechatpayfeign.api.refund.RefundsApi;
import io.github.wechatpayfeign.client.RetryPolicy;
import io.github.wechatpayfeign.merchant.Merchant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * An application as a team writes it, with an API of its own: {@code POST /orders/NO}, {@code POST
 * /refunds/NO}, {@code GET /paid/NO}. The time to pay ends for all orders with the first refund, so
 * that the test never depends on the speed of the machine.
 */
final class Shop implements AutoCloseable {

  private static final long TOTAL = 100;

  private final Set<ShopFault> faults;
  private final Set<String> paid = ConcurrentHashMap.newKeySet();
  private final Set<String> waiting = ConcurrentHashMap.newKeySet();
  private final AtomicInteger refunds = new AtomicInteger();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
  private final HttpServer server;
  private volatile @Nullable WechatPay wechatPay;
  private volatile String appid = "";

  Shop(Set<ShopFault> faults) {
    this.faults = faults;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Starts to work; until then every request is answered 503. */
  void configure(Map<String, String> settings) {
    appid = setting(settings, "WECHATPAY_APPID");
    Merchant merchant =
        Merchant.builder()
            .mchid(setting(settings, "WECHATPAY_MCHID"))
            .merchantSerial(setting(settings, "WECHATPAY_MERCHANT_SERIAL"))
            .privateKey(Path.of(setting(settings, "WECHATPAY_PRIVATE_KEY")))
            .wechatPayPublicKey(
                setting(settings, "WECHATPAY_PUBLIC_KEY_ID"),
                Path.of(setting(settings, "WECHATPAY_PUBLIC_KEY")))
            .apiV3Key(setting(settings, "WECHATPAY_API_V3_KEY"))
            .build();
    wechatPay =
        WechatPay.builder(merchant)
            .baseUrl(setting(settings, "WECHATPAY_BASE_URL"))
            .retryPolicy(RetryPolicy.off())
            .build();
  }

  private static String setting(Map<String, String> settings, String name) {
    return Objects.requireNonNull(settings.get(name), name);
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void handle(HttpExchange request) throws IOException {
    String path = request.getRequestURI().getPath();
    String number = path.substring(path.lastIndexOf('/') + 1);
    WechatPay client = wechatPay;
    if (client == null) {
      answer(request, 503, "");
    } else if (path.startsWith("/orders/")) {
      place(client, number);
      answer(request, 201, "");
    } else if (path.startsWith("/refunds/")) {
      refund(request, client, number);
    } else if (path.startsWith("/paid/")) {
      answer(request, paid.contains(number) ? 200 : 404, "");
    } else {
      notified(request, client);
    }
  }

  private void place(WechatPay client, String number) {
    Prepay.of(client, appid)
        .nativePay(
            PrepayOrder.builder(number)
                .description("A cup of tea")
                .total(TOTAL)
                .notifyUrl(url() + "/notices")
                .build());
    waiting.add(number);
  }

  /** The time of all orders is up that wait for their payment. */
  private void closeWaitingOrders(WechatPay client) {
    for (String number : List.copyOf(waiting)) {
      if (waiting.remove(number) && !faults.contains(ShopFault.NEVER_CLOSES)) {
        timer.execute(() -> close(client, number));
      }
    }
  }

  private void close(WechatPay client, String number) {
    if (faults.contains(ShopFault.CLOSES_ONCE)) {
      client.closeOrder(number);
      return;
    }
    switch (client.closeDecisively(number).kind()) {
      case PAID -> paid.add(number);
      case UNSETTLED -> {
        Future<?> unused = timer.schedule(() -> close(client, number), 50, TimeUnit.MILLISECONDS);
      }
      default -> {
        // The order is closed.
      }
    }
  }

  private void refund(HttpExchange request, WechatPay client, String number) throws IOException {
    boolean once = faults.contains(ShopFault.REFUNDS_ONCE);
    int before = refunds.getAndIncrement();
    closeWaitingOrders(client);
    if (once && before > 0) {
      answer(request, 409, "");
      return;
    }
    String suffix = faults.contains(ShopFault.NEW_REFUND_NUMBERS) ? "-" + before : "";
    RefundRequest refund =
        RefundRequest.ofOrder(number)
            .outRefundNo("REFUND-" + number + suffix)
            .refund(TOTAL / 2)
            .total(TOTAL)
            .notifyUrl(url() + "/notices")
            .build();
    try {
      if (once || !suffix.isEmpty()) {
        var unused = client.create(RefundsApi.class).apply(refund);
      } else {
        var unused = Refunds.of(client).refundDecisively(refund);
      }
      answer(request, 200, "");
    } catch (RuntimeException e) {
      answer(request, 502, "");
    }
  }

  private void notified(HttpExchange request, WechatPay client) throws IOException {
    try {
      Notice notice =
          Notifications.of(client)
              .parse(name -> request.getRequestHeaders().get(name), request.getRequestBody());
      if (!(notice instanceof TransactionNotice payment)) {
        answer(request, notice.accepted());
      } else if (payment.total() != TOTAL && !faults.contains(ShopFault.IGNORES_THE_AMOUNT)) {
        answer(request, 500, "{\"code\":\"FAIL\",\"message\":\"amount\"}");
      } else if (!pays(payment.outTradeNo())
          && faults.contains(ShopFault.REFUSES_REPEATED_NOTICES)) {
        answer(request, 500, "{\"code\":\"FAIL\",\"message\":\"paid before\"}");
      } else {
        answer(request, notice.accepted());
      }
    } catch (NotificationException e) {
      if (faults.contains(ShopFault.ACCEPTS_FORGED_NOTICES)) {
        answer(request, 204, "");
      } else {
        answer(request, e.answer());
      }
    }
  }

  private boolean pays(String number) {
    waiting.remove(number);
    return paid.add(number);
  }

  private static void answer(HttpExchange request, NotificationAnswer answer) throws IOException {
    answer(request, answer.status(), answer.body());
  }

  private static void answer(HttpExchange request, int status, String text) throws IOException {
    byte[] body = text.getBytes(UTF_8);
    request.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    request.getResponseBody().write(body);
    request.close();
  }

  @Override
  public void close() {
    timer.shutdownNow();
    server.stop(0);
    threads.shutdownNow();
    WechatPay client = wechatPay;
    if (client != null) {
      client.close();
    }
  }
}
