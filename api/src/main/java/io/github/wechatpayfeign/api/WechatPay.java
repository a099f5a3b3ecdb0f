package io.github.wechatpayfeign.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import feign.Feign;
import feign.Retryer;
import feign.TypedResponse;
import feign.jackson.JacksonEncoder;
import io.github.wechatpayfeign.errors.WechatPayErrorDecoder;
import io.github.wechatpayfeign.errors.WechatPayException;
import io.github.wechatpayfeign.signing.Merchant;
import io.github.wechatpayfeign.signing.RetryPolicy;
import io.github.wechatpayfeign.signing.WechatPayClient;
import io.github.wechatpayfeign.signing.WechatPayClientBuilder;
import io.github.wechatpayfeign.signing.WechatPayRequestInterceptor;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import okhttp3.OkHttpClient;

/**
 * The entry point: WeChat Pay for one merchant, every part wired.
 *
 * <pre>{@code
 * WechatPay wechatPay = WechatPay.builder(merchant).build();
 * wechatPay.closeOrder("ORDER-20261123-1");
 * }</pre>
 *
 * <p>Thread-safe, and made to be kept: one instance serves the life of an application.
 */
public final class WechatPay implements AutoCloseable {

  private final Merchant merchant;
  private final String baseUrl;
  private final WechatPayClient client;
  private final WechatPayRequestInterceptor interceptor;
  private final ObjectMapper json = Json.newMapper();
  private final WechatPayDecoder decoder = new WechatPayDecoder(json);
  private final TransactionsApi transactions;
  private final DecisiveClose decisiveClose;

  private WechatPay(Builder builder) {
    this.merchant = builder.merchant;
    this.baseUrl = builder.baseUrl;
    this.client = builder.client.build();
    this.interceptor = new WechatPayRequestInterceptor(merchant);
    this.transactions = create(TransactionsApi.class);
    this.decisiveClose = DecisiveClose.of(transactions, merchant.mchid());
  }

  /**
   * Returns a builder.
   *
   * @param merchant who signs, and whose mchid is sent
   */
  public static Builder builder(Merchant merchant) {
    return new Builder(merchant);
  }

  /**
   * Closes an unpaid order of the merchant. A return means that WeChat Pay answered 204, signed; it
   * answers so too for an order that was closed before.
   *
   * @param outTradeNo the merchant order number, 6 to 32 of the characters {@code 0-9 A-Z a-z _ - |
   *     *}
   * @throws IllegalArgumentException if the order number breaks the rule: nothing was sent
   * @throws WechatPayException if the call did not succeed: {@link WechatPayException#outcome()}
   *     says whether nothing changed or nothing is known
   * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4012556398">close order</a>
   */
  public CloseReceipt closeOrder(String outTradeNo) {
    OutTradeNo.check(outTradeNo);
    TypedResponse<Void> answer =
        transactions.closeWithResponse(outTradeNo, new CloseOrderRequest(merchant.mchid()));
    return new CloseReceipt(
        outTradeNo,
        answer.headers().getOrDefault("Request-ID", List.of()).stream().findFirst().orElse(null));
  }

  /**
   * Closes an order of the merchant unless it is paid, and finds out what became of it, with the
   * {@linkplain ClosePolicy#standard() standard policy}.
   *
   * @param outTradeNo the merchant order number
   * @throws IllegalArgumentException if the order number breaks the rule: nothing was sent
   * @throws WechatPayException if the request, the credentials or the clock have to be fixed first,
   *     and no close was sent that may have taken effect
   * @see DecisiveClose#close
   */
  public CloseDecision closeDecisively(String outTradeNo) {
    return decisiveClose.close(outTradeNo);
  }

  /**
   * Closes an order as {@link #closeDecisively(String)} does, with another policy.
   *
   * @param outTradeNo the merchant order number
   * @param policy the deadline, the attempts and the pauses
   */
  public CloseDecision closeDecisively(String outTradeNo, ClosePolicy policy) {
    return decisiveClose.withPolicy(policy).close(outTradeNo);
  }

  /**
   * Queries an order of the merchant by its own number. The answer is signed, and about that order
   * of that merchant.
   *
   * @param outTradeNo the merchant order number, 6 to 32 of the characters {@code 0-9 A-Z a-z _ - |
   *     *}
   * @throws IllegalArgumentException if the order number breaks the rule: nothing was sent
   * @throws WechatPayException if the call did not succeed
   * @see TransactionsApi#query
   */
  public Transaction queryOrder(String outTradeNo) {
    OutTradeNo.check(outTradeNo);
    return transactions.query(outTradeNo, merchant.mchid());
  }

  /**
   * Queries an order of the merchant by WeChat Pay's number.
   *
   * @param transactionId WeChat Pay's order number, 1 to 32 digits and letters
   * @throws IllegalArgumentException if the number breaks the rule: nothing was sent
   * @throws WechatPayException if the call did not succeed
   * @see TransactionsApi#queryById
   */
  public Transaction queryOrderById(String transactionId) {
    TransactionId.check(transactionId);
    return transactions.queryById(transactionId, merchant.mchid());
  }

  /** Returns the Feign interface of the merchant's orders. */
  public TransactionsApi transactions() {
    return transactions;
  }

  /**
   * Returns an implementation of any Feign interface of APIv3, a user's own among them: signed,
   * verified, with JSON bodies and typed errors. Creating one costs about 0.2 ms: keep it.
   *
   * @param api an interface whose methods carry {@link feign.RequestLine}
   */
  public <T> T create(Class<T> api) {
    return feignBuilder().target(api, baseUrl);
  }

  /**
   * Returns a new Feign builder with every part set, to add a logger, an interceptor or another
   * decoder to. Its {@code target} wants {@link #baseUrl()}.
   */
  public Feign.Builder feignBuilder() {
    return Feign.builder()
        .client(client)
        .requestInterceptor(interceptor)
        .encoder(new JacksonEncoder(json))
        .decoder(decoder)
        .errorDecoder(new WechatPayErrorDecoder())
        .retryer(Retryer.NEVER_RETRY)
        .options(client.options());
  }

  /** Returns the base URL, without a slash at its end. */
  public String baseUrl() {
    return baseUrl;
  }

  /** Returns the merchant. */
  public Merchant merchant() {
    return merchant;
  }

  /**
   * Returns whether the backup domain is tried before the main one, because connections to the main
   * one failed three times in a row within the last minutes.
   */
  public boolean prefersBackup() {
    return client.prefersBackup();
  }

  /** Drops idle connections and lets threads end, unless the HTTP client was given by the user. */
  @Override
  public void close() {
    client.close();
  }

  @Override
  public String toString() {
    return "WechatPay[" + baseUrl + ", " + merchant + "]";
  }

  /** Builds a {@link WechatPay}; every setter checks its value at once. */
  public static final class Builder {

    private final Merchant merchant;
    private final WechatPayClientBuilder client;
    private String baseUrl = BaseUrl.MAIN;

    private Builder(Merchant merchant) {
      this.merchant = Objects.requireNonNull(merchant, "merchant");
      this.client = WechatPayClient.builder(merchant);
    }

    /**
     * Sets where requests go, in place of the main domain {@code https://api.mch.weixin.qq.com} and
     * its backup {@code https://api2.mch.weixin.qq.com}. There is no backup then. A path in it is
     * signed as part of each request's path.
     *
     * @throws IllegalArgumentException if it is neither https nor plain http to a loopback address,
     *     or has a user, a query or a fragment
     */
    public Builder baseUrl(String baseUrl) {
      this.baseUrl = BaseUrl.check(baseUrl);
      client.withoutBackup();
      return this;
    }

    /**
     * Sets where requests go, and where they go when no connection can be made there.
     *
     * @throws IllegalArgumentException if one of them is neither https nor plain http to a loopback
     *     address, or has a user, a query or a fragment; or if their paths differ, since a path is
     *     signed; or if both are the same
     */
    public Builder baseUrl(String baseUrl, String backupBaseUrl) {
      this.baseUrl = BaseUrl.check(baseUrl);
      BaseUrl.requireSamePath(this.baseUrl, BaseUrl.check(backupBaseUrl));
      client.backup(baseUrl, backupBaseUrl);
      return this;
    }

    /** Sends every request to the base URL alone, never to a backup. */
    public Builder withoutBackup() {
      client.withoutBackup();
      return this;
    }

    /** Sets the clock of signatures and of their verification; by default the system's. */
    public Builder clock(Clock clock) {
      client.clock(clock);
      return this;
    }

    /**
     * Sets how long a call may take, attempts and pauses together; by default 20 s.
     *
     * @throws IllegalArgumentException if it is less than 1 ms or more than 10 minutes
     * @see WechatPayClientBuilder#deadline
     */
    public Builder deadline(Duration deadline) {
      client.deadline(deadline);
      return this;
    }

    /**
     * Sets when a call is repeated; by default up to two times, see {@link RetryPolicy#standard()}.
     * {@link RetryPolicy#off()} repeats nothing.
     */
    public Builder retryPolicy(RetryPolicy retryPolicy) {
      client.retryPolicy(retryPolicy);
      return this;
    }

    /**
     * Sets the HTTP client to derive from, with its time limits, pool, proxy and TLS; by default
     * one with 3 s to connect and 10 s to read and to write.
     *
     * @see WechatPayClientBuilder#okHttpClient
     */
    public Builder okHttpClient(OkHttpClient okHttpClient) {
      client.okHttpClient(okHttpClient);
      return this;
    }

    /** Returns the client. Nothing is connected before the first call. */
    public WechatPay build() {
      return new WechatPay(this);
    }
  }
}
