package io.github.wechatpayfeign.benchmarks.peers;

import com.wechat.pay.java.core.Config;
import com.wechat.pay.java.core.RSAPublicKeyConfig;
import com.wechat.pay.java.core.http.DefaultHttpClientBuilder;
import com.wechat.pay.java.service.payments.model.Transaction;
import com.wechat.pay.java.service.payments.nativepay.NativePayService;
import com.wechat.pay.java.service.payments.nativepay.model.CloseOrderRequest;
import com.wechat.pay.java.service.payments.nativepay.model.QueryOrderByOutTradeNoRequest;
import io.github.wechatpayfeign.benchmarks.Contender;
import io.github.wechatpayfeign.benchmarks.Driver;
import io.github.wechatpayfeign.benchmarks.OrderNumbers;
import io.github.wechatpayfeign.benchmarks.Setup;
import java.util.Map;
import okhttp3.OkHttpClient;

/** The other clients, set up as their READMEs say. */
final class PeerContenders {

  static final String API_V3_KEY = "0123456789abcdef0123456789abcdef";

  private PeerContenders() {}

  /** Runs the contender that is named by the arguments. */
  public static void main(String[] arguments) throws Exception {
    Driver.run(
        Map.of(
            "wechatpay-java",
            PeerContenders::wechatPayJava,
            "wechatpay-java-decisive",
            PeerContenders::decisiveByHand,
            "wxjava",
            // Not by its name: a JVM without the jars of WxJava would look for them.
            setup -> WxJavaContender.create(setup)),
        arguments);
  }

  /** It can call only WeChat Pay's address, so an interceptor sends its requests to the stub. */
  private static NativePayService service(Setup setup) {
    Config config =
        new RSAPublicKeyConfig.Builder()
            .merchantId(Setup.MCHID)
            .privateKeyFromPath(setup.privateKeyFile().toString())
            .publicKeyFromPath(setup.publicKeyFile().toString())
            .publicKeyId(Setup.PUBLIC_KEY_ID)
            .merchantSerialNumber(Setup.SERIAL)
            .apiV3Key(API_V3_KEY)
            .build();
    OkHttpClient http =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain ->
                    chain.proceed(
                        chain
                            .request()
                            .newBuilder()
                            .url(
                                chain
                                    .request()
                                    .url()
                                    .newBuilder()
                                    .scheme(setup.scheme())
                                    .host("127.0.0.1")
                                    .port(setup.port())
                                    .build())
                            .build()))
            .build();
    return new NativePayService.Builder()
        .config(config)
        .httpClient(new DefaultHttpClientBuilder().config(config).okHttpClient(http).build())
        .build();
  }

  private static Contender wechatPayJava(Setup setup) {
    NativePayService service = service(setup);
    return () -> close(service, Setup.ORDER);
  }

  private static void close(NativePayService service, String outTradeNo) {
    CloseOrderRequest request = new CloseOrderRequest();
    request.setMchid(Setup.MCHID);
    request.setOutTradeNo(outTradeNo);
    service.closeOrder(request);
  }

  /** What its users write to know that an order is closed: a query, a close, a query. */
  private static Contender decisiveByHand(Setup setup) {
    NativePayService service = service(setup);
    OrderNumbers numbers = new OrderNumbers();
    return () -> {
      String outTradeNo = numbers.next();
      expect(Transaction.TradeStateEnum.NOTPAY, service, outTradeNo);
      close(service, outTradeNo);
      expect(Transaction.TradeStateEnum.CLOSED, service, outTradeNo);
    };
  }

  private static void expect(
      Transaction.TradeStateEnum expected, NativePayService service, String outTradeNo) {
    QueryOrderByOutTradeNoRequest request = new QueryOrderByOutTradeNoRequest();
    request.setMchid(Setup.MCHID);
    request.setOutTradeNo(outTradeNo);
    Transaction.TradeStateEnum state = service.queryOrderByOutTradeNo(request).getTradeState();
    if (state != expected) {
      throw new IllegalStateException(outTradeNo + " is " + state);
    }
  }
}
