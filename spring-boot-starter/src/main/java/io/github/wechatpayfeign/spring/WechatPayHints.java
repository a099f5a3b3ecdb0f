package io.github.wechatpayfeign.spring;

import io.github.wechatpayfeign.api.AsyncCombineTransactionsApi;
import io.github.wechatpayfeign.api.AsyncPartnerTransactionsApi;
import io.github.wechatpayfeign.api.AsyncTransactionsApi;
import io.github.wechatpayfeign.api.CloseDecision;
import io.github.wechatpayfeign.api.CloseOrderRequest;
import io.github.wechatpayfeign.api.CombineCloseDecision;
import io.github.wechatpayfeign.api.CombineCloseRequest;
import io.github.wechatpayfeign.api.CombineOutTradeNo;
import io.github.wechatpayfeign.api.CombineTransaction;
import io.github.wechatpayfeign.api.CombineTransactionsApi;
import io.github.wechatpayfeign.api.OutTradeNo;
import io.github.wechatpayfeign.api.PartnerCloseOrderRequest;
import io.github.wechatpayfeign.api.PartnerTransactionsApi;
import io.github.wechatpayfeign.api.Transaction;
import io.github.wechatpayfeign.api.TransactionId;
import io.github.wechatpayfeign.api.TransactionsApi;
import io.github.wechatpayfeign.api.prepay.AppInvocation;
import io.github.wechatpayfeign.api.prepay.AsyncCombinePrepayApi;
import io.github.wechatpayfeign.api.prepay.AsyncPartnerPrepayApi;
import io.github.wechatpayfeign.api.prepay.AsyncPrepayApi;
import io.github.wechatpayfeign.api.prepay.CodeUrl;
import io.github.wechatpayfeign.api.prepay.CombineH5PrepayRequest;
import io.github.wechatpayfeign.api.prepay.CombineJsapiPrepayRequest;
import io.github.wechatpayfeign.api.prepay.CombinePrepayApi;
import io.github.wechatpayfeign.api.prepay.CombinePrepayRequest;
import io.github.wechatpayfeign.api.prepay.H5PrepayRequest;
import io.github.wechatpayfeign.api.prepay.H5Url;
import io.github.wechatpayfeign.api.prepay.JsapiInvocation;
import io.github.wechatpayfeign.api.prepay.JsapiPrepayRequest;
import io.github.wechatpayfeign.api.prepay.PartnerH5PrepayRequest;
import io.github.wechatpayfeign.api.prepay.PartnerJsapiPrepayRequest;
import io.github.wechatpayfeign.api.prepay.PartnerPrepayApi;
import io.github.wechatpayfeign.api.prepay.PartnerPrepayRequest;
import io.github.wechatpayfeign.api.prepay.PrepayApi;
import io.github.wechatpayfeign.api.prepay.PrepayId;
import io.github.wechatpayfeign.api.prepay.PrepayRequest;
import io.github.wechatpayfeign.api.refund.AsyncRefundsApi;
import io.github.wechatpayfeign.api.refund.OutRefundNo;
import io.github.wechatpayfeign.api.refund.Refund;
import io.github.wechatpayfeign.api.refund.RefundDecision;
import io.github.wechatpayfeign.api.refund.RefundRequest;
import io.github.wechatpayfeign.api.refund.RefundsApi;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;

/**
 * Names what a native image has to keep: the proxies of Feign, and the types that Feign and Jackson
 * use by reflection. Such uses are invisible to the analysis of the image, so a missing entry fails
 * only at run time.
 */
final class WechatPayHints implements RuntimeHintsRegistrar {

  private static final List<Class<?>> APIS =
      List.of(
          TransactionsApi.class,
          PartnerTransactionsApi.class,
          CombineTransactionsApi.class,
          AsyncTransactionsApi.class,
          AsyncPartnerTransactionsApi.class,
          AsyncCombineTransactionsApi.class,
          PrepayApi.class,
          PartnerPrepayApi.class,
          CombinePrepayApi.class,
          AsyncPrepayApi.class,
          AsyncPartnerPrepayApi.class,
          AsyncCombinePrepayApi.class,
          RefundsApi.class,
          AsyncRefundsApi.class);
  private static final List<Class<?>> EXPANDERS =
      List.of(OutTradeNo.class, CombineOutTradeNo.class, TransactionId.class, OutRefundNo.class);
  private static final List<Class<?>> BODIES =
      List.of(
          CloseOrderRequest.class,
          PartnerCloseOrderRequest.class,
          CombineCloseRequest.class,
          Transaction.class,
          CombineTransaction.class,
          CloseDecision.class,
          CombineCloseDecision.class,
          PrepayRequest.class,
          JsapiPrepayRequest.class,
          H5PrepayRequest.class,
          PartnerPrepayRequest.class,
          PartnerJsapiPrepayRequest.class,
          PartnerH5PrepayRequest.class,
          CombinePrepayRequest.class,
          CombineJsapiPrepayRequest.class,
          CombineH5PrepayRequest.class,
          PrepayId.class,
          H5Url.class,
          CodeUrl.class,
          JsapiInvocation.class,
          AppInvocation.class,
          RefundRequest.class,
          Refund.class,
          RefundDecision.class);

  /** Read by Jackson; they are not public, so they are named as text. */
  private static final List<String> RECORDS =
      List.of(
          "io.github.wechatpayfeign.api.notification.Envelope",
          "io.github.wechatpayfeign.api.notification.Envelope$Resource");

  /** Created by Jackson; they are not public, so they are named as text. */
  private static final List<String> CONVERTERS =
      List.of(
          "io.github.wechatpayfeign.api.internal.DurationConverter",
          "io.github.wechatpayfeign.api.prepay.TimeExpire",
          "io.github.wechatpayfeign.api.internal.OptionalMember$OrNull",
          "io.github.wechatpayfeign.api.internal.OptionalMember$OrRefused");

  @Override
  public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
    for (Class<?> api : APIS) {
      hints.proxies().registerJdkProxy(api);
      hints.reflection().registerType(api, MemberCategory.INVOKE_PUBLIC_METHODS);
    }
    // The download of platform certificates; the type is not public.
    TypeReference certificates =
        TypeReference.of("io.github.wechatpayfeign.client.CertificatesApi");
    hints.proxies().registerJdkProxy(proxy -> proxy.proxiedInterfaces(certificates));
    hints.reflection().registerType(certificates, MemberCategory.INVOKE_PUBLIC_METHODS);
    for (Class<?> expander : EXPANDERS) {
      hints.reflection().registerType(expander, MemberCategory.INVOKE_DECLARED_CONSTRUCTORS);
    }
    new BindingReflectionHintsRegistrar()
        .registerReflectionHints(hints.reflection(), BODIES.toArray(Class<?>[]::new));
    for (String read : RECORDS) {
      hints
          .reflection()
          .registerType(
              TypeReference.of(read),
              MemberCategory.INVOKE_DECLARED_CONSTRUCTORS,
              MemberCategory.INVOKE_DECLARED_METHODS);
    }
    for (String converter : CONVERTERS) {
      hints
          .reflection()
          .registerType(TypeReference.of(converter), MemberCategory.INVOKE_DECLARED_CONSTRUCTORS);
    }
    hints.resources().registerPattern("io/github/wechatpayfeign/client/version.properties");
    hints.resources().registerPattern("io/github/wechatpayfeign/expiry/*.sql");
  }
}
