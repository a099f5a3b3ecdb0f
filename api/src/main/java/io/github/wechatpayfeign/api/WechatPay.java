package io.github.wechatpayfeign.api;

import feign.AsyncFeign;
import feign.Feign;
import feign.Retryer;
import feign.TypedResponse;
import io.github.wechatpayfeign.client.WechatPayClient;
import io.github.wechatpayfeign.errors.WechatPayErrorDecoder;
import io.github.wechatpayfeign.errors.WechatPayException;
import io.github.wechatpayfeign.merchant.KeyValidity;
import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.merchant.MerchantSource;
import io.github.wechatpayfeign.signing.ResponseVerifier;
import io.github.wechatpayfeign.signing.VerificationFailure;
import io.github.wechatpayfeign.signing.WechatPayRequestInterceptor;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The entry point: WeChat Pay for one merchant, ready to use.
 *
 * <pre>{@code
 * WechatPay wechatPay = WechatPay.builder(merchant).build();
 * wechatPay.closeOrder("ORDER-20261123-1");
 * }</pre>
 *
 * <p>It is thread-safe. Create one instance and keep it for the life of the application.
 */
public final class WechatPay implements AutoCloseable {

  private static final WechatPayEncoder ENCODER = new WechatPayEncoder();
  private static final WechatPayDecoder DECODER = new WechatPayDecoder();

  private final MerchantSource source;
  private final String mchid;
  private final String baseUrl;
  private final WechatPayClient client;
  private final boolean ownsClient;
  private final WechatPayRequestInterceptor interceptor;
  private final TransactionsApi transactions;
  private final ClosePolicy closePolicy;
  private final DecisiveClose decisiveClose;
  private volatile @Nullable PartnerTransactionsApi partnerTransactions;
  private volatile @Nullable CombineTransactionsApi combineTransactions;

  WechatPay(
      MerchantSource source,
      String baseUrl,
      ClosePolicy closePolicy,
      WechatPayClient client,
      boolean ownsClient) {
    this.source = source;
    this.mchid = source.merchant().mchid();
    this.baseUrl = baseUrl;
    this.client = client;
    this.ownsClient = ownsClient;
    this.interceptor = new WechatPayRequestInterceptor(source);
    this.transactions = create(TransactionsApi.class);
    this.closePolicy = closePolicy;
    this.decisiveClose = DecisiveClose.of(transactions, mchid).withPolicy(closePolicy);
  }

  /**
   * Returns a builder.
   *
   * @param merchant the merchant that signs and whose mchid is sent: a {@link Merchant}, or a
   *     source whose keys change
   * @throws IllegalStateException if the OkHttp on the class path is older than 4.12.0: the message
   *     says what to do
   */
  public static WechatPayBuilder builder(MerchantSource merchant) {
    return new WechatPayBuilder(merchant);
  }

  /**
   * Closes an unpaid order of the merchant. The method returns normally only if WeChat Pay answered
   * 204 with a valid signature. WeChat Pay also answers 204 for an order that was already closed.
   *
   * @param outTradeNo the merchant order number, 6 to 32 of the characters {@code 0-9 A-Z a-z _ - |
   *     *}
   * @throws IllegalArgumentException if the order number breaks the rule: nothing was sent
   * @throws WechatPayException if the call did not succeed: {@link WechatPayException#outcome()}
   *     says whether nothing changed or nothing is known
   * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4012556398">close order</a>
   */
  public CloseReceipt closeOrder(String outTradeNo) {
    OutTradeNo.requireNotNull(outTradeNo);
    TypedResponse<@Nullable Void> answer =
        transactions.closeWithResponse(outTradeNo, new CloseOrderRequest(mchid));
    return CloseReceipt.of(outTradeNo, answer);
  }

  /**
   * Closes an order of the merchant unless it is paid, and finds out what became of it. It uses the
   * policy of the builder, by default the {@linkplain ClosePolicy#standard() standard} one.
   *
   * @param outTradeNo the merchant order number
   * @throws IllegalArgumentException if the order number breaks the rule: nothing was sent
   * @throws WechatPayException if the request, the credentials or the clock must be fixed first,
   *     and no close was sent that may have taken effect
   * @see DecisiveClose#close
   */
  public CloseDecision closeDecisively(String outTradeNo) {
    return decisiveClose.close(outTradeNo);
  }

  /**
   * Closes an order like {@link #closeDecisively(String)}, with another policy.
   *
   * @param outTradeNo the merchant order number
   * @param policy the deadline, the attempts and the pauses
   */
  public CloseDecision closeDecisively(String outTradeNo, ClosePolicy policy) {
    return decisiveClose.withPolicy(policy).close(outTradeNo);
  }

  /**
   * Closes a combined order with all its sub-orders unless it is paid, and finds out what became of
   * it. It uses the policy of the builder.
   *
   * @param combineOutTradeNo the merchant order number of the combined order, 2 to 32 of the
   *     characters {@code 0-9 A-Z a-z _ - | *}
   * @param request the sub-orders, exactly as they were placed
   * @throws IllegalArgumentException if the order number breaks the rule: nothing was sent
   * @throws WechatPayException if the request, the credentials or the clock must be fixed first,
   *     and no close was sent that may have taken effect
   * @see CombineDecisiveClose#close
   */
  public CombineCloseDecision closeCombineDecisively(
      String combineOutTradeNo, CombineCloseRequest request) {
    return closeCombineDecisively(combineOutTradeNo, request, closePolicy);
  }

  /**
   * Closes a combined order like {@link #closeCombineDecisively(String, CombineCloseRequest)}, with
   * another policy.
   *
   * @param combineOutTradeNo the merchant order number of the combined order
   * @param request the sub-orders, exactly as they were placed
   * @param policy the deadline, the attempts and the pauses
   */
  public CombineCloseDecision closeCombineDecisively(
      String combineOutTradeNo, CombineCloseRequest request, ClosePolicy policy) {
    return CombineDecisiveClose.of(combineTransactions())
        .withPolicy(policy)
        .close(combineOutTradeNo, request);
  }

  /**
   * Returns the orders that the merchant, a service provider (sp_mchid), placed for one of its
   * sub-merchants: {@code provider.subMerchant("1900007XXX").closeDecisively(outTradeNo)}. This
   * method sends nothing.
   *
   * @param subMchid the sub-merchant's number
   * @throws IllegalArgumentException if it is null, blank or longer than 32 characters
   */
  public SubMerchant subMerchant(String subMchid) {
    return new SubMerchant(partnerTransactions(), mchid, subMchid, closePolicy);
  }

  /**
   * Queries an order of the merchant by the merchant's number. The returned answer is signed, and
   * belongs to that order of that merchant.
   *
   * @param outTradeNo the merchant order number, 6 to 32 of the characters {@code 0-9 A-Z a-z _ - |
   *     *}
   * @throws IllegalArgumentException if the order number breaks the rule: nothing was sent
   * @throws WechatPayException if the call did not succeed
   * @see TransactionsApi#query
   */
  public Transaction queryOrder(String outTradeNo) {
    OutTradeNo.requireNotNull(outTradeNo);
    return transactions.query(outTradeNo, mchid);
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
    return transactions.queryById(transactionId, mchid);
  }

  /** Returns the Feign interface for the merchant's orders. */
  public TransactionsApi transactions() {
    return transactions;
  }

  /** Returns the Feign interface for the orders that the merchant placed as a service provider. */
  public PartnerTransactionsApi partnerTransactions() {
    PartnerTransactionsApi created = partnerTransactions;
    if (created == null) {
      // Most merchants never need it, and it costs memory. If two threads create it, no harm is
      // done.
      created = create(PartnerTransactionsApi.class);
      partnerTransactions = created;
    }
    return created;
  }

  /** Returns the Feign interface for the merchant's combined orders. */
  public CombineTransactionsApi combineTransactions() {
    CombineTransactionsApi created = combineTransactions;
    if (created == null) {
      created = create(CombineTransactionsApi.class);
      combineTransactions = created;
    }
    return created;
  }

  /**
   * Returns an implementation of any Feign interface of APIv3, including your own: requests are
   * signed, answers are verified, bodies are JSON and errors are typed. Creating one costs about
   * 0.2 ms, so keep it.
   *
   * @param api an interface whose methods carry {@link feign.RequestLine}
   */
  public <T> T create(Class<T> api) {
    return plainBuilder().target(new GatewayTarget<>(api, baseUrl, source));
  }

  /**
   * Returns a new Feign builder with every part set, to which a logger, an interceptor or another
   * decoder can be added. Pass {@link #baseUrl()} to its {@code target}.
   */
  public Feign.Builder feignBuilder() {
    return plainBuilder().requestInterceptor(interceptor);
  }

  /** Returns a builder for a {@link GatewayTarget}, which names the merchant itself. */
  private Feign.Builder plainBuilder() {
    return Feign.builder()
        .contract(CachedContract.synchronous())
        .client(client)
        .invocationHandlerFactory(client.invocations())
        .encoder(ENCODER)
        .decoder(DECODER)
        .errorDecoder(new WechatPayErrorDecoder())
        .retryer(Retryer.NEVER_RETRY)
        .options(client.options());
  }

  /**
   * Returns an implementation of any asynchronous Feign interface of APIv3, such as {@link
   * AsyncTransactionsApi}: each method returns a {@code CompletableFuture}. It keeps the promises
   * of {@link WechatPayClient#asyncInvocations}. Creating one costs about 0.2 ms, so keep it.
   *
   * @param api an interface whose methods carry {@link feign.RequestLine}
   * @throws IllegalArgumentException if a method returns anything else
   */
  public <T> T createAsync(Class<T> api) {
    return plainAsyncBuilder().target(new GatewayTarget<>(api, baseUrl, source));
  }

  /**
   * Returns a new asynchronous Feign builder with every part set. Pass {@link #baseUrl()} to its
   * {@code target}.
   */
  public AsyncFeign.AsyncBuilder<Object> asyncFeignBuilder() {
    return plainAsyncBuilder().requestInterceptor(interceptor);
  }

  private AsyncFeign.AsyncBuilder<Object> plainAsyncBuilder() {
    return AsyncFeign.builder()
        .contract(CachedContract.asynchronous())
        .client(client)
        .invocationHandlerFactory(client.asyncInvocations())
        .encoder(ENCODER)
        .decoder(DECODER)
        .errorDecoder(new WechatPayErrorDecoder())
        .retryer(Retryer.NEVER_RETRY)
        .options(client.options());
  }

  /**
   * Returns the base URL in its normal form: scheme and host in lower case, without the default
   * port of the scheme, and without a slash at its end.
   */
  public String baseUrl() {
    return baseUrl;
  }

  MerchantSource source() {
    return source;
  }

  /**
   * Returns the merchant with its current keys, which sign the next call; also if a {@link
   * WechatPayRegistry} got other keys for it meanwhile.
   */
  public Merchant merchant() {
    return client.currentMerchant(source);
  }

  /** Returns the clock that was set, by default the system's. */
  public Clock clock() {
    return client.clock();
  }

  /**
   * Returns the keys of WeChat Pay that verify answers now, including downloaded platform
   * certificates. This method sends nothing.
   */
  public List<KeyValidity> wechatPayKeys() {
    return client.wechatPayKeys(source);
  }

  /**
   * Downloads the merchant's platform certificates now, for example at start-up. Otherwise a call
   * downloads them when it needs them.
   *
   * @throws IllegalStateException if the merchant has no APIv3 key
   * @throws WechatPayException if they could not be downloaded; the current ones stay in use
   * @see <a href="https://pay.weixin.qq.com/doc/v3/partner/4013059030">platform certificates</a>
   */
  public void refreshPlatformCertificates() {
    client.refreshPlatformCertificates(source, baseUrl);
  }

  /**
   * Verifies that WeChat Pay signed a notification to the merchant just now. It decrypts nothing;
   * {@code Notifications} does both. If the notification names an unknown platform certificate, the
   * certificates are downloaded first, which takes at most 3 s.
   *
   * @param headers the headers; upper and lower case in their names do not matter
   * @param body the body, byte for byte as it arrived
   * @return the serial and the nonce of the signature
   * @throws VerificationFailure if a check fails
   * @see WechatPayClient#verifyNotification
   */
  public ResponseVerifier.Verified verifyNotification(
      Map<String, Collection<String>> headers, byte[] body) throws VerificationFailure {
    return client.verifyNotification(source, baseUrl, headers, body);
  }

  /**
   * Returns whether the backup domain is tried before the main one, because connections to the main
   * one failed three times in a row within the last minutes.
   */
  public boolean prefersBackup() {
    return client.prefersBackup();
  }

  /**
   * Drops idle connections and lets threads end, unless the user set the HTTP client, or the client
   * belongs to a {@link WechatPayRegistry}.
   */
  @Override
  public void close() {
    if (ownsClient) {
      client.close();
    }
  }

  @Override
  public String toString() {
    return "WechatPay[" + baseUrl + ", " + merchant() + "]";
  }
}
