package io.github.wechatpayfeign.springtests.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.ObjectMapper;
import feign.Capability;
import feign.Client;
import feign.Contract;
import feign.Feign;
import feign.Request;
import feign.RequestInterceptor;
import feign.ResponseInterceptor;
import feign.Retryer;
import feign.codec.Decoder;
import feign.codec.Encoder;
import feign.codec.ErrorDecoder;
import io.github.wechatpayfeign.api.CloseOrderRequest;
import io.github.wechatpayfeign.api.TradeState;
import io.github.wechatpayfeign.api.TransactionsApi;
import io.github.wechatpayfeign.errors.OrderNotExistException;
import io.github.wechatpayfeign.errors.OrderPaidException;
import io.github.wechatpayfeign.errors.ResponseNotVerifiedException;
import io.github.wechatpayfeign.errors.WechatPayException;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.fault.Falsification;
import io.github.wechatpayfeign.simulator.fault.Fault;
import io.github.wechatpayfeign.simulator.gateway.ReceivedRequest;
import io.github.wechatpayfeign.simulator.order.OrderState;
import java.util.List;
import java.util.Locale;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.cloud.openfeign.FeignBuilderCustomizer;
import org.springframework.cloud.openfeign.Targeter;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A user's Feign clients have nothing of ours, and ours nothing of theirs, whatever the user made
 * global.
 */
class IsolationTest {

  private static final WechatPaySimulator SIMULATOR =
      WechatPaySimulator.builder().strictAll().start();
  private static final RecordingServer OTHER = new RecordingServer();
  private static final CloseOrderRequest CLOSE = new CloseOrderRequest(SIMULATOR.mchid());
  private static final ConfigurableApplicationContext APPLICATION = start();

  private final String order = "ORDER-" + SIMULATOR.orders().size();

  private static ConfigurableApplicationContext start() {
    String global = "--spring.cloud.openfeign.client.config.default.";
    return new SpringApplicationBuilder(CloudApplication.class)
        .web(WebApplicationType.NONE)
        .run(
            "--stock.url=" + OTHER.baseUrl(),
            "--wechatpay.base-url=" + SIMULATOR.baseUrl(),
            "--wechatpay.retry.base-delay=1ms",
            "--wechatpay.mchid=" + SIMULATOR.mchid(),
            "--wechatpay.merchant-serial=" + SIMULATOR.merchantSerial(),
            "--wechatpay.private-key=" + SIMULATOR.merchantPrivateKeyPem(),
            "--wechatpay.public-key-id=" + SIMULATOR.publicKeyId(),
            "--wechatpay.public-key=" + SIMULATOR.publicKeyPem(),
            "--wechatpay.merchants.shop.mchid=1900000222",
            "--wechatpay.merchants.shop.merchant-serial=0A01",
            "--wechatpay.merchants.shop.private-key=" + SIMULATOR.merchantPrivateKeyPem(),
            "--wechatpay.merchants.shop.public-key-id=" + SIMULATOR.publicKeyId(),
            "--wechatpay.merchants.shop.public-key=" + SIMULATOR.publicKeyPem(),
            global + "default-request-headers.X-Of-A-Property=yes",
            global + "default-query-parameters.of-a-property=yes",
            global + "dismiss404=true");
  }

  @AfterAll
  static void stop() {
    APPLICATION.close();
    OTHER.close();
    SIMULATOR.close();
  }

  @BeforeEach
  void placeAnOrder() {
    SIMULATOR.createOrder(order);
  }

  @Test
  void leavesTheClientsOfTheUserAlone() {
    CloudApplication.USED.clear();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> bean(CloudApplication.Stock.class).left("tea"))
        .withMessage("by the user's error decoder");

    assertThat(CloudApplication.USED).contains("interceptor", "client", "errorDecoder");
    assertThat(OTHER.newest().get("Authorization")).containsExactly("Bearer of-the-user");
    assertThat(OTHER.newest().get("X-Of-The-User")).containsExactly("yes");
    assertThat(OTHER.newest().getFirst("User-Agent")).doesNotContain("wechatpay");
    assertThat(OTHER.newest().keySet())
        .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("wechatpay"));
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        Capability.class,
        Client.class,
        Contract.class,
        Decoder.class,
        Encoder.class,
        ErrorDecoder.class,
        Feign.Builder.class,
        FeignBuilderCustomizer.class,
        OkHttpClient.class,
        ObjectMapper.class,
        Request.Options.class,
        RequestInterceptor.class,
        ResponseInterceptor.class,
        Retryer.class,
        Targeter.class
      })
  void declaresNoBeanThatOthersCouldUse(Class<?> type) {
    assertThat(APPLICATION.getBeansOfType(type).values())
        .noneMatch(bean -> bean.getClass().getName().startsWith("io.github.wechatpayfeign.spring."))
        .noneMatch(bean -> bean.getClass().getName().startsWith("io.github.wechatpayfeign.client"))
        .noneMatch(bean -> bean.getClass().getName().startsWith("io.github.wechatpayfeign.signing"))
        .noneMatch(
            bean -> bean.getClass().getName().startsWith("io.github.wechatpayfeign.merchant"))
        .noneMatch(bean -> bean.getClass().getName().startsWith("io.github.wechatpayfeign.errors"));
    assertThat(APPLICATION.getBeanNamesForType(type))
        .noneMatch(name -> name.toLowerCase(Locale.ROOT).contains("wechatpay"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"TransactionsApi", "MvcOrders", "FeignOrders"})
  void keepsOurClientsFreeOfWhatTheUserMadeGlobal(String client) {
    CloudApplication.USED.clear();

    close(client, order);

    assertThat(SIMULATOR.state(order)).contains(OrderState.CLOSED);
    // A customizer of the user's does its work, on a builder that nobody builds with.
    assertThat(CloudApplication.USED).isSubsetOf("customizer");
    ReceivedRequest request = newest();
    assertThat(request.header("Authorization"))
        .singleElement()
        .asString()
        .startsWith("WECHATPAY2-SHA256-RSA2048 mchid=\"" + SIMULATOR.mchid());
    assertThat(request.headers()).doesNotContainKeys("X-of-the-user", "X-of-a-property");
    assertThat(request.query()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TransactionsApi", "MvcOrders", "FeignOrders"})
  void throwsTypedExceptions(String client) {
    SIMULATOR.pay(order);

    assertThatExceptionOfType(OrderPaidException.class).isThrownBy(() -> close(client, order));
  }

  @ParameterizedTest
  @ValueSource(strings = {"TransactionsApi", "MvcOrders", "FeignOrders"})
  void verifiesAnswersAndRepeatsWhatIsReentrant(String client) {
    Fault forged = Fault.falsify(Falsification.FORGED);
    long before = SIMULATOR.requestCount();
    SIMULATOR.failNext(forged, forged, forged);

    assertThatExceptionOfType(ResponseNotVerifiedException.class)
        .isThrownBy(() -> close(client, order));
    assertThat(SIMULATOR.requestCount() - before).isEqualTo(3);
  }

  @Test
  void queriesWithEitherKindOfAnnotations() {
    String mchid = SIMULATOR.mchid();

    assertThat(bean(CloudApplication.MvcOrders.class).query(order, mchid).tradeState())
        .isEqualTo(TradeState.NOTPAY);
    assertThat(bean(CloudApplication.FeignOrders.class).query(order, mchid).tradeState())
        .isEqualTo(TradeState.NOTPAY);
  }

  @Test
  void throwsForAnUnsignedNotFoundInsteadOfReturningEmpty() {
    assertThatExceptionOfType(OrderNotExistException.class)
        .isThrownBy(
            () -> bean(CloudApplication.FeignOrders.class).query("NO-SUCH", SIMULATOR.mchid()));
  }

  @Test
  void keepsASlashInAPathVariableInItsPlace() {
    assertThatExceptionOfType(WechatPayException.class)
        .isThrownBy(() -> bean(CloudApplication.MvcOrders.class).close("ORDER/1", CLOSE));

    assertThat(newest().path()).isEqualTo("/v3/pay/transactions/out-trade-no/ORDER%2F1/close");
  }

  @Test
  void appliesTheClientsOwnCustomizer() {
    close("FeignOrders", order);
    assertThat(newest().header("X-Only-Here")).containsExactly("yes");

    close("MvcOrders", order);
    assertThat(newest().header("X-Only-Here")).isEmpty();
  }

  @Test
  void signsForAnotherMerchantIfTheConfigurationSaysSo() {
    assertThatExceptionOfType(WechatPayException.class)
        .isThrownBy(
            () ->
                bean(CloudApplication.ShopOrders.class)
                    .close(order, new CloseOrderRequest("1900000222")));

    assertThat(newest().header("Authorization").get(0)).contains("mchid=\"1900000222\"");
  }

  private static void close(String client, String order) {
    switch (client) {
      case "TransactionsApi" -> bean(TransactionsApi.class).close(order, CLOSE);
      case "MvcOrders" -> bean(CloudApplication.MvcOrders.class).close(order, CLOSE);
      default -> bean(CloudApplication.FeignOrders.class).close(order, CLOSE);
    }
  }

  private static ReceivedRequest newest() {
    List<ReceivedRequest> requests = SIMULATOR.requests();
    return requests.get(requests.size() - 1);
  }

  private static <T> T bean(Class<T> type) {
    return APPLICATION.getBean(type);
  }
}
