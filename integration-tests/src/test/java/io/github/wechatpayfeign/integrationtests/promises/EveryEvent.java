package io.github.wechatpayfeign.integrationtests.promises;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.List;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Misbehaves at one of the events of OkHttp. */
final class EveryEvent extends EventListener {

  /** The events of a call by plain HTTP. */
  enum Name {
    CALL_START,
    PROXY_SELECT_START,
    PROXY_SELECT_END,
    DNS_START,
    DNS_END,
    CONNECT_START,
    CONNECT_END,
    CONNECTION_ACQUIRED,
    CONNECTION_RELEASED,
    REQUEST_HEADERS_START,
    REQUEST_HEADERS_END,
    REQUEST_BODY_START,
    REQUEST_BODY_END,
    RESPONSE_HEADERS_START,
    RESPONSE_HEADERS_END,
    RESPONSE_BODY_START,
    RESPONSE_BODY_END,
    CALL_END,
    CALL_FAILED,
    CANCELED
  }

  private final Name misbehaving;
  private final Misbehaviour part;

  EveryEvent(Name misbehaving, Misbehaviour part) {
    this.misbehaving = misbehaving;
    this.part = part;
  }

  private void at(Name event) {
    if (event == misbehaving) {
      part.before();
    }
  }

  @Override
  public void callStart(Call call) {
    at(Name.CALL_START);
  }

  @Override
  public void proxySelectStart(Call call, HttpUrl url) {
    at(Name.PROXY_SELECT_START);
  }

  @Override
  public void proxySelectEnd(Call call, HttpUrl url, List<Proxy> proxies) {
    at(Name.PROXY_SELECT_END);
  }

  @Override
  public void dnsStart(Call call, String domainName) {
    at(Name.DNS_START);
  }

  @Override
  public void dnsEnd(Call call, String domainName, List<InetAddress> addresses) {
    at(Name.DNS_END);
  }

  @Override
  public void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
    at(Name.CONNECT_START);
  }

  @Override
  public void connectEnd(
      Call call, InetSocketAddress address, Proxy proxy, @Nullable Protocol protocol) {
    at(Name.CONNECT_END);
  }

  @Override
  public void connectionAcquired(Call call, Connection connection) {
    at(Name.CONNECTION_ACQUIRED);
  }

  @Override
  public void connectionReleased(Call call, Connection connection) {
    at(Name.CONNECTION_RELEASED);
  }

  @Override
  public void requestHeadersStart(Call call) {
    at(Name.REQUEST_HEADERS_START);
  }

  @Override
  public void requestHeadersEnd(Call call, Request request) {
    at(Name.REQUEST_HEADERS_END);
  }

  @Override
  public void requestBodyStart(Call call) {
    at(Name.REQUEST_BODY_START);
  }

  @Override
  public void requestBodyEnd(Call call, long byteCount) {
    at(Name.REQUEST_BODY_END);
  }

  @Override
  public void responseHeadersStart(Call call) {
    at(Name.RESPONSE_HEADERS_START);
  }

  @Override
  public void responseHeadersEnd(Call call, Response response) {
    at(Name.RESPONSE_HEADERS_END);
  }

  @Override
  public void responseBodyStart(Call call) {
    at(Name.RESPONSE_BODY_START);
  }

  @Override
  public void responseBodyEnd(Call call, long byteCount) {
    at(Name.RESPONSE_BODY_END);
  }

  @Override
  public void callEnd(Call call) {
    at(Name.CALL_END);
  }

  @Override
  public void callFailed(Call call, IOException e) {
    at(Name.CALL_FAILED);
  }

  @Override
  public void canceled(Call call) {
    at(Name.CANCELED);
  }
}
