package io.github.wechatpayfeign.integrationtests.notification;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.api.notification.Notice;
import io.github.wechatpayfeign.api.notification.NotificationAnswer;
import io.github.wechatpayfeign.api.notification.NotificationException;
import io.github.wechatpayfeign.api.notification.Notifications;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that is notified; the page shows how it handles a request. */
final class NoticeServer implements AutoCloseable {

  private final WechatPay wechatPay;
  private final HttpServer server;
  private final List<Notice> received = new CopyOnWriteArrayList<>();
  private final List<NotificationException> refused = new CopyOnWriteArrayList<>();

  NoticeServer(WechatPay wechatPay) {
    this.wechatPay = wechatPay;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/notices";
  }

  List<Notice> received() {
    return received;
  }

  List<NotificationException> refused() {
    return refused;
  }

  private void handle(HttpExchange request) throws IOException {
    Notifications notifications = Notifications.of(wechatPay);
    try {
      Notice notice =
          notifications.parse(
              name -> request.getRequestHeaders().get(name), request.getRequestBody());
      act(notice);
      answer(request, notice.accepted());
    } catch (NotificationException e) {
      log(e);
      answer(request, e.answer());
    }
  }

  private void act(Notice notice) {
    received.add(notice);
  }

  private void log(NotificationException refusal) {
    refused.add(refusal);
  }

  private static void answer(HttpExchange request, NotificationAnswer answer) throws IOException {
    byte[] body = answer.body().getBytes(UTF_8);
    answer.contentType().ifPresent(type -> request.getResponseHeaders().set("Content-Type", type));
    request.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    request.getResponseBody().write(body);
    request.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
