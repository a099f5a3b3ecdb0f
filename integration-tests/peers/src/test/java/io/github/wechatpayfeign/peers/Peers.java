package io.github.wechatpayfeign.peers;

import com.github.binarywang.wxpay.service.WxPayService;
import com.wechat.pay.java.core.Config;
import com.wechat.pay.java.core.http.DefaultHttpClientBuilder;
import com.wechat.pay.java.core.http.HttpClient;
import com.wechat.pay.java.service.payments.nativepay.NativePayService;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/** Other clients of a simulator, with its merchant and its keys. */
record Peers(WechatPaySimulator simulator, Path folder) {

  static final String ORDER = "ORDER-20261123-1";

  /** wechatpay-java knows only WeChat Pay's hosts, so the simulator replaces them below it. */
  NativePayService wechatpayJava() throws IOException {
    return new NativePayService.Builder().httpClient(http(publicKeyConfig())).build();
  }

  Config publicKeyConfig() throws IOException {
    return PeerSnippets.wechatpayJavaKeys(
        simulator.mchid(),
        file("apiclient_key.pem", simulator.merchantPrivateKeyPem()),
        simulator.merchantSerial(),
        simulator.publicKeyId(),
        file("pub_key.pem", simulator.publicKeyPem()),
        simulator.apiV3Key());
  }

  HttpClient http(Config config) {
    return httpBuilder().config(config).build();
  }

  DefaultHttpClientBuilder httpBuilder() {
    return new DefaultHttpClientBuilder()
        .okHttpClient(new OkHttpClient.Builder().addInterceptor(this::atTheSimulator).build());
  }

  private Response atTheSimulator(Interceptor.Chain chain) throws IOException {
    HttpUrl gateway = HttpUrl.get(simulator.baseUrl());
    HttpUrl url =
        chain
            .request()
            .url()
            .newBuilder()
            .scheme(gateway.scheme())
            .host(gateway.host())
            .port(gateway.port())
            .build();
    return chain.proceed(chain.request().newBuilder().url(url).build());
  }

  /** WxJava accepts a base URL, and signs only if its host is one of WeChat Pay's. */
  WxPayService wxJava(String host) throws IOException {
    return wxJava(host, URI.create(simulator.baseUrl()).getPort());
  }

  WxPayService wxJava(String host, int port) throws IOException {
    return PeerSnippets.wxJavaKeys(
        simulator.mchid(),
        file("apiclient_key.pem", simulator.merchantPrivateKeyPem()),
        file("apiclient_cert.pem", simulator.merchantCertificatePem()),
        simulator.merchantSerial(),
        simulator.publicKeyId(),
        file("pub_key.pem", simulator.publicKeyPem()),
        simulator.apiV3Key(),
        "http://" + host + ":" + port);
  }

  /** Returns the variables by which the scripts of the sandbox know their merchant. */
  Map<String, String> variables() throws IOException {
    return Map.of(
        "WECHATPAY_BASE_URL", simulator.baseUrl(),
        "WECHATPAY_APPID", simulator.appid(),
        "WECHATPAY_MCHID", simulator.mchid(),
        "WECHATPAY_MERCHANT_SERIAL", simulator.merchantSerial(),
        "WECHATPAY_PRIVATE_KEY", file("apiclient_key.pem", simulator.merchantPrivateKeyPem()),
        "WECHATPAY_PUBLIC_KEY_ID", simulator.publicKeyId(),
        "WECHATPAY_PUBLIC_KEY", file("pub_key.pem", simulator.publicKeyPem()),
        "WECHATPAY_API_V3_KEY", simulator.apiV3Key());
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }
}
