package io.github.wechatpayfeign.simulator;

import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A WeChat Pay APIv3 gateway on loopback. It keeps a book of one merchant's orders, checks every
 * request as strictly as the rules of APIv3 allow, signs its answers, and goes wrong on demand. It
 * makes its keys and numbers when it starts; nothing in it is a secret of anybody.
 *
 * <p>It serves, for merchants under {@code /v3/pay/transactions} and for service providers under
 * {@code /v3/pay/partner/transactions}:
 *
 * <ul>
 *   <li>{@code GET .../out-trade-no/{out_trade_no}} and {@code GET .../id/{transaction_id}}: 200
 *       with the order, or 404 {@code ORDER_NOT_EXIST}.
 *   <li>{@code POST .../out-trade-no/{out_trade_no}/close}: an unpaid order becomes closed and 204
 *       is answered. Closing it again answers 204, and so does closing an order that does not
 *       exist: the real gateway has been seen to do both, so a 204 does not prove that there was an
 *       order. Closing a paid order answers 400 {@code ORDER_PAID}, one that is being paid 202
 *       {@code USER_PAYING}, and one that was reversed, or can only be, 403 {@code TRADE_ERROR}.
 * </ul>
 *
 * <p>It also serves, for combines, {@code GET
 * /v3/combine-transactions/out-trade-no/{combine_out_trade_no}} and {@code POST .../close}, which
 * answer as above; a close must name the app and all orders of the combine just as they are, or 400
 * {@code PARAM_ERROR} is answered. A request that is about a single one of these orders answers 400
 * {@code INVALID_REQUEST}. And it serves {@code POST /v3/pay/transactions/native}, which adds an
 * unpaid order and answers 200 with a {@code code_url}, or 403 {@code OUT_TRADE_NO_USED} if there
 * is such an order already, even an equal one.
 *
 * <p>Any other path answers 404 {@code RESOURCE_NOT_EXISTS}, any other method 405.
 *
 * <p>A request is checked in this order: size of the body, path and method, {@code Accept} and
 * {@code User-Agent}, {@code Authorization}, {@code Wechatpay-Serial}, order number, parameters or
 * body, order. A target that is not a URI, such as one with an unescaped {@code |}, is refused by
 * the HTTP server itself, unsigned and unlogged. Two rules go beyond what is known of the real
 * gateway: a nonce is accepted only once while its timestamp is valid, and the body of a close may
 * hold nothing but what its page names. Any number is taken for that of a sub-merchant. The server
 * writes header names in a case of its own, such as {@code Request-id}.
 *
 * <p>All methods may be called from any thread.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4012556398">closing an order</a>
 */
public final class WechatPaySimulator implements AutoCloseable {
  private static final int REQUESTS_KEPT = 10_000;

  private final String mchid;
  private final String merchantSerial;
  private final KeyPair merchantKeys;
  private final String publicKeyId;
  private final KeyPair gatewayKeys;
  private final Ledger ledger;
  private final FaultSource faults = new FaultSource();
  private final RequestLog log = new RequestLog(REQUESTS_KEPT);
  private final Shutdown shutdown = new Shutdown();
  private final LoopbackServer server;

  WechatPaySimulator(String mchid, int port, Clock clock, boolean signErrors) {
    RandomText random = new RandomText(new SecureRandom());
    this.mchid = mchid;
    merchantSerial = random.upperHex(40);
    merchantKeys = Rsa.newKeyPair();
    publicKeyId = "PUB_KEY_ID_" + random.digits(28);
    gatewayKeys = Rsa.newKeyPair();
    ledger = new Ledger(clock, random);
    server = LoopbackServer.start(port, gateway(clock, random, signErrors));
  }

  private Gateway gateway(Clock clock, RandomText random, boolean signErrors) {
    Merchant merchant = new Merchant(mchid, merchantSerial, merchantKeys.getPublic());
    Router router = new Router(Routes.of(ledger, random));
    AuthorizationCheck authorization = new AuthorizationCheck(merchant, clock);
    // The merchant's key forges the answers: it is a good key, and the wrong one.
    AnswerSigner signer =
        new AnswerSigner(
            gatewayKeys.getPrivate(), publicKeyId, merchantKeys.getPrivate(), clock, random);
    RequestIds requestIds = new RequestIds(random);
    return new Gateway(
        log,
        faults,
        new FaultPlayer(signer, requestIds, shutdown),
        new RequestProcessor(router, authorization, publicKeyId),
        signer,
        requestIds,
        signErrors);
  }

  /**
   * Starts a simulator on a free port, with the system's clock.
   *
   * @return the running simulator; to be closed
   */
  public static WechatPaySimulator start() {
    return builder().start();
  }

  /**
   * Prepares a simulator that differs from the usual one.
   *
   * @return a builder with the usual settings
   */
  public static WechatPaySimulatorBuilder builder() {
    return new WechatPaySimulatorBuilder();
  }

  /**
   * Returns the address to send requests to.
   *
   * @return {@code http://127.0.0.1:} and the port
   */
  public String baseUrl() {
    return "http://" + LoopbackServer.HOST + ":" + server.port();
  }

  /**
   * Returns the only merchant that the simulator knows.
   *
   * @return the merchant number
   */
  public String mchid() {
    return mchid;
  }

  /**
   * Returns the app of all orders that are not placed through the API. A close of a combine has to
   * name it.
   *
   * @return the app's id
   */
  public String appid() {
    return Terms.USUAL_APPID;
  }

  /**
   * Returns the serial number of the merchant's API certificate.
   *
   * @return 40 upper-case hexadecimal digits
   */
  public String merchantSerial() {
    return merchantSerial;
  }

  /**
   * Returns the key with which the merchant signs requests.
   *
   * @return the private key, as PKCS#8 in PEM
   */
  public String merchantPrivateKeyPem() {
    return Rsa.pem(merchantKeys.getPrivate());
  }

  /**
   * Returns the id of the key with which answers are verified. A request need not name it in {@code
   * Wechatpay-Serial}, but may name no other.
   *
   * @return {@code PUB_KEY_ID_} and digits
   */
  public String publicKeyId() {
    return publicKeyId;
  }

  /**
   * Returns the WeChat Pay public key, with which answers are verified.
   *
   * @return the public key, as SubjectPublicKeyInfo in PEM
   */
  public String publicKeyPem() {
    return Rsa.pem(gatewayKeys.getPublic());
  }

  /**
   * Opens the book of the merchant's orders.
   *
   * @return the orders of {@link #mchid()}, but not those of its sub-merchants
   */
  public OrderBook book() {
    return new OrderBook(ledger, Owner.merchant(mchid));
  }

  /**
   * Opens the book of another merchant, which may have a part in combines.
   *
   * @param otherMchid the merchant number, 1 to 32 digits
   * @return the orders of that merchant
   * @throws IllegalArgumentException if it is anything else
   */
  public OrderBook book(String otherMchid) {
    return new OrderBook(ledger, Owner.merchant(Owner.requireLegal("mchid", otherMchid)));
  }

  /**
   * Adds an unpaid order, as {@link OrderBook#create(String)} of {@link #book()} does.
   *
   * @param outTradeNo 6 to 32 of {@code 0-9 A-Z a-z _ - | *}
   * @throws IllegalArgumentException if the number is not legal
   * @throws IllegalStateException if there is such an order already
   */
  public void createOrder(String outTradeNo) {
    book().create(outTradeNo);
  }

  /**
   * Pays an order, as {@link OrderBook#pay} of {@link #book()} does.
   *
   * @param outTradeNo the order's number
   * @throws IllegalStateException if the order is neither unpaid nor being paid, or unknown
   */
  public void pay(String outTradeNo) {
    book().pay(outTradeNo);
  }

  /**
   * Looks up an order.
   *
   * @param outTradeNo the order's number
   * @return the order's state; empty if there is no such order
   */
  public Optional<OrderState> state(String outTradeNo) {
    return book().state(outTradeNo);
  }

  /**
   * Tells what an order went through.
   *
   * @param outTradeNo the order's number
   * @return every state that the order was in, in order; empty if there is no such order
   */
  public List<StateChange> history(String outTradeNo) {
    return book().history(outTradeNo);
  }

  /**
   * Copies the book.
   *
   * @return the state of every order of {@link #book()} by its number
   */
  public Map<String, OrderState> orders() {
    return book().states();
  }

  /**
   * Lets the next requests fail: the first fault strikes the next request, and so on, whatever the
   * requests are. Each fault is used up by one request, even if its {@linkplain Fault#moment()
   * moment} never comes because the request is refused.
   *
   * @param next the faults, added to those that still wait
   */
  public void failNext(Fault... next) {
    faults.queue(List.of(next));
  }

  /**
   * Lets a plan decide about every request for which no fault of {@link #failNext} waits. If the
   * plan throws, the request is answered with 500 {@code SIMULATOR_FAILURE}.
   *
   * @param plan the plan; it replaces the one before
   */
  public void failWhen(FaultPlan plan) {
    faults.follow(plan);
  }

  /**
   * Returns the newest requests, also those that were refused or struck by a fault.
   *
   * @return the requests in the order in which they came, but only the newest 10,000
   */
  public List<ReceivedRequest> requests() {
    return log.newest();
  }

  /**
   * Counts the requests since the start.
   *
   * @return how many there were, including those no longer kept
   */
  public long requestCount() {
    return log.count();
  }

  /**
   * Closes the port and all connections, ends all waiting and all threads. Requests under way get
   * no answer. Closing twice does nothing more.
   */
  @Override
  public void close() {
    shutdown.begin();
    server.close();
  }

  @Override
  public String toString() {
    return "WechatPaySimulator[%s, mchid=%s]".formatted(baseUrl(), mchid);
  }
}
