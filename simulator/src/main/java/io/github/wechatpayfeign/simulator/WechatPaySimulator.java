package io.github.wechatpayfeign.simulator;

import io.github.wechatpayfeign.simulator.fault.Fault;
import io.github.wechatpayfeign.simulator.fault.FaultPlan;
import io.github.wechatpayfeign.simulator.fault.WaitingFaults;
import io.github.wechatpayfeign.simulator.gateway.GatewayMode;
import io.github.wechatpayfeign.simulator.gateway.HandledRequest;
import io.github.wechatpayfeign.simulator.gateway.PlatformCertificate;
import io.github.wechatpayfeign.simulator.gateway.ReceivedRequest;
import io.github.wechatpayfeign.simulator.gateway.Strictness;
import io.github.wechatpayfeign.simulator.internal.accounts.AnswerSigner;
import io.github.wechatpayfeign.simulator.internal.accounts.GatewayKeys;
import io.github.wechatpayfeign.simulator.internal.accounts.IssuedPlatformCertificates;
import io.github.wechatpayfeign.simulator.internal.accounts.KeyFile;
import io.github.wechatpayfeign.simulator.internal.accounts.MerchantAccounts;
import io.github.wechatpayfeign.simulator.internal.accounts.StartKeys;
import io.github.wechatpayfeign.simulator.internal.admin.AdminApi;
import io.github.wechatpayfeign.simulator.internal.admin.OwnPaths;
import io.github.wechatpayfeign.simulator.internal.checks.AuthorizationCheck;
import io.github.wechatpayfeign.simulator.internal.checks.SignatureExplainer;
import io.github.wechatpayfeign.simulator.internal.checks.SignatureExplanation;
import io.github.wechatpayfeign.simulator.internal.crypto.AlgorithmSuite;
import io.github.wechatpayfeign.simulator.internal.crypto.CertificateAuthority;
import io.github.wechatpayfeign.simulator.internal.crypto.PemText;
import io.github.wechatpayfeign.simulator.internal.crypto.RandomText;
import io.github.wechatpayfeign.simulator.internal.crypto.RsaSuite;
import io.github.wechatpayfeign.simulator.internal.crypto.Sm2Suite;
import io.github.wechatpayfeign.simulator.internal.crypto.TlsIdentity;
import io.github.wechatpayfeign.simulator.internal.endpoints.CertificatesEndpoint;
import io.github.wechatpayfeign.simulator.internal.endpoints.Router;
import io.github.wechatpayfeign.simulator.internal.endpoints.Routes;
import io.github.wechatpayfeign.simulator.internal.http.RequestIds;
import io.github.wechatpayfeign.simulator.internal.ledger.Ledger;
import io.github.wechatpayfeign.simulator.internal.ledger.OrderPage;
import io.github.wechatpayfeign.simulator.internal.ledger.OrderTerms;
import io.github.wechatpayfeign.simulator.internal.ledger.Owner;
import io.github.wechatpayfeign.simulator.internal.notices.NoticeTargets;
import io.github.wechatpayfeign.simulator.internal.rules.StrictRules;
import io.github.wechatpayfeign.simulator.internal.server.SimulatorServer;
import io.github.wechatpayfeign.simulator.internal.traffic.FaultPlayer;
import io.github.wechatpayfeign.simulator.internal.traffic.FaultSource;
import io.github.wechatpayfeign.simulator.internal.traffic.GatewayHandler;
import io.github.wechatpayfeign.simulator.internal.traffic.HandledLog;
import io.github.wechatpayfeign.simulator.internal.traffic.RequestLog;
import io.github.wechatpayfeign.simulator.internal.traffic.RequestProcessor;
import io.github.wechatpayfeign.simulator.internal.traffic.Shutdown;
import io.github.wechatpayfeign.simulator.order.OrderState;
import io.github.wechatpayfeign.simulator.order.StateChange;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A WeChat Pay APIv3 gateway on loopback. It stores the orders of its merchants, checks every
 * request by the known rules of APIv3, signs its answers, and fails on demand. It creates its keys
 * and numbers when it starts, and contains no real secret.
 *
 * <p>It serves, for merchants under {@code /v3/pay/transactions} and for service providers under
 * {@code /v3/pay/partner/transactions}:
 *
 * <ul>
 *   <li>{@code GET .../out-trade-no/{out_trade_no}} and {@code GET .../id/{transaction_id}}: 200
 *       with the order, or 404 {@code ORDER_NOT_EXIST}.
 *   <li>{@code POST .../out-trade-no/{out_trade_no}/close}: an unpaid order becomes closed, and the
 *       answer is 204. Closing it again answers 204 too, and so does closing an order that does not
 *       exist: the real gateway has been seen to do both, so a 204 does not prove that there was an
 *       order. Closing a paid order answers 400 {@code ORDER_PAID}. Closing an order that is being
 *       paid answers 202 {@code USER_PAYING}. Closing an order that was reversed, or can only be
 *       reversed, answers 403 {@code TRADE_ERROR}.
 * </ul>
 *
 * <p>For combines it serves {@code GET
 * /v3/combine-transactions/out-trade-no/{combine_out_trade_no}} and {@code POST .../close}, which
 * answer as above. A close must name the app and all orders of the combine exactly, otherwise the
 * answer is 400 {@code PARAM_ERROR}. A request about a single one of these orders answers 400
 * {@code INVALID_REQUEST}.
 *
 * <p>{@code POST .../jsapi}, {@code .../app}, {@code .../h5} and {@code .../native} place an order,
 * for merchants, for service providers and, under {@code /v3/combine-transactions}, as a combine.
 * The answer is 200 with a new {@code prepay_id}, {@code h5_url} or {@code code_url}, also if an
 * unpaid order is placed again by the same kind with equal data. Otherwise a used number answers
 * 400 {@code INVALID_REQUEST}. After its {@code time_expire} an order stays unpaid until it is
 * closed, but only a user who began in time can pay it.
 *
 * <p>{@code POST /v3/refund/domestic/refunds} refunds a paid order or a part of it, and {@code GET
 * .../refunds/{out_refund_no}} shows the refund; {@code sub_mchid} is for service providers. A
 * number refunds once: the same application again answers 200 with the refund, closed or not, and
 * one with another amount or order 400 {@code INVALID_REQUEST}. So do an amount beyond the order's
 * total, more than 50 refunds of an order, and an order that was paid more than 365 days ago. An
 * order that is unknown or unpaid, and a refund that is unknown, answer 404 {@code
 * RESOURCE_NOT_EXISTS}. How refunds end is set in {@link RefundBook}.
 *
 * <p>Payments and ends of refunds are told to the {@code notify_url} of their request, if a test
 * says so and the URL leads to this machine or to an allowed host: see {@link Notices}.
 *
 * <p>{@code GET /v3/certificates} lists the platform certificates, each encrypted with the APIv3
 * key of the merchant that sent the request. Without {@code algorithm_type} it lists those of RSA.
 * If there is none to list, as in {@link GatewayMode#PUBLIC_KEY}, it answers 404 {@code
 * RESOURCE_NOT_EXISTS}.
 *
 * <p>Any other path answers 404 {@code RESOURCE_NOT_EXISTS}, any other method 405.
 *
 * <p>A request is checked in this order: size of the body, path and method, {@code Accept} and
 * {@code User-Agent}, {@code Authorization}, {@code Wechatpay-Serial}, order number, parameters or
 * body, order. A target may have any characters, such as an unescaped {@code |}. What is not HTTP
 * answers 400 {@code INVALID_REQUEST}, or a status that tells more, and is stored and logged. Rules
 * that the real gateway is not known to have are off until {@link
 * WechatPaySimulatorBuilder#strict(Strictness...)} switches them on. Any number is accepted as that
 * of a sub-merchant.
 *
 * <p>A connection ends eight seconds after its last answer, as that of the real gateway does.
 *
 * <p>All methods may be called from any thread.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4012556398">closing an order</a>
 */
public final class WechatPaySimulator implements AutoCloseable {
  private static final int REQUESTS_KEPT = 10_000;

  private final SimulatorClock clock;
  private final GatewayMode mode;
  private final StrictRules rules;
  private final AlgorithmSuite suite;
  private final MerchantAccounts accounts;
  private final Merchants merchants;
  private final SimulatedMerchant merchant;
  private final GatewayKeys keys;
  private final Ledger ledger;
  private final FaultSource faults = new FaultSource();
  private final RequestLog log = new RequestLog(REQUESTS_KEPT);
  private final HandledLog handled;
  private final SignatureExplainer explainer;
  private final Map<HandledRequest, SignatureExplanation> explanations =
      Collections.synchronizedMap(new WeakHashMap<>());
  private final Shutdown shutdown = new Shutdown();
  private final Notices notices;
  private final Listening listening;
  private final @Nullable TlsIdentity tls;
  private final @Nullable SimulatorState state;
  private final SimulatorServer server;

  WechatPaySimulator(
      String mchid,
      Listening listening,
      Clock baseClock,
      boolean signErrors,
      GatewayMode mode,
      StrictRules rules,
      KeptFiles files,
      NoticeTargets noticeTargets) {
    clock = new SimulatorClock(baseClock);
    this.mode = mode;
    this.rules = rules;
    handled = new HandledLog(REQUESTS_KEPT, clock);
    RandomText random = new RandomText(new SecureRandom());
    suite = mode == GatewayMode.SHANGMI ? new Sm2Suite() : new RsaSuite();
    CertificateAuthority authority = new CertificateAuthority(suite, clock, random);
    StartKeys startKeys =
        files.keys() == null
            ? StartKeys.create(mode, mchid, authority)
            : KeyFile.keep(files.keys(), mode, mchid, authority);
    ledger = new Ledger(clock, random);
    accounts = new MerchantAccounts(authority);
    explainer = new SignatureExplainer(suite, accounts);
    merchants = new Merchants(accounts, authority, ledger);
    merchant = merchants.add(mchid, startKeys);
    keys = new GatewayKeys(mode, authority, startKeys);
    // Forged answers are signed with the merchant's key: a valid key, but the wrong one.
    AnswerSigner signer = new AnswerSigner(suite, startKeys.merchant().keys(), clock, random);
    NoticeCourier courier = new NoticeCourier(suite, accounts, keys, signer, random, noticeTargets);
    notices = new Notices(courier, clock, random);
    ledger.listen(notices::add);
    this.listening = listening;
    tls = listening.newIdentity(clock, random);
    state =
        files.state() == null ? null : SimulatorState.open(files.state(), clock, ledger, notices);
    server = serve(gateway(random, signer, signErrors));
  }

  /** Begins to serve, and releases the file of the orders if that is not possible. */
  private SimulatorServer serve(GatewayHandler handler) {
    try {
      SimulatorServer started = listening.start(clock, tls, handler);
      if (state != null) {
        state.start();
      }
      return started;
    } catch (RuntimeException | Error e) {
      closeState();
      throw e;
    }
  }

  private void closeState() {
    if (state != null) {
      state.close();
    }
  }

  private GatewayHandler gateway(RandomText random, AnswerSigner signer, boolean signErrors) {
    Router router =
        new Router(Routes.of(ledger, new CertificatesEndpoint(keys, suite, random), random));
    AuthorizationCheck authorization = new AuthorizationCheck(suite, accounts, clock, rules);
    RequestIds requestIds = new RequestIds(random);
    return new GatewayHandler(
        log,
        handled,
        faults,
        new FaultPlayer(signer, requestIds, shutdown),
        new RequestProcessor(router, authorization, keys, rules),
        keys,
        signer,
        requestIds,
        signErrors,
        new OwnPaths(new AdminApi(Commands.of(this)), listening.guard()));
  }

  /**
   * Starts a simulator on a free port, with the system's clock.
   *
   * @return the running simulator, which must be closed
   */
  public static WechatPaySimulator start() {
    return builder().start();
  }

  /**
   * Returns a builder for a simulator with other settings.
   *
   * @return a builder with the default settings
   */
  public static WechatPaySimulatorBuilder builder() {
    return new WechatPaySimulatorBuilder();
  }

  /**
   * Returns the base URL for requests.
   *
   * @return the URL of {@link WechatPaySimulatorBuilder#baseUrl}, or {@code http://127.0.0.1:} and
   *     the port; with TLS it is {@code https}. With another host, it is that one, or 127.0.0.1 if
   *     the simulator listens on every address of the machine
   */
  public String baseUrl() {
    return listening.url(server.port());
  }

  /**
   * Returns the certificate that a client must trust, if the simulator was started with {@link
   * WechatPaySimulatorBuilder#tls(String...)}. It is of a certificate authority that exists as long
   * as this simulator, and has nothing to do with the keys of APIv3.
   *
   * @return the X.509 certificate in PEM
   * @throws IllegalStateException if the simulator was started without TLS
   */
  public String tlsCertificatePem() {
    if (tls == null) {
      throw new IllegalStateException(
          "The simulator has no certificate for TLS: start it with tls()");
    }
    return tls.authorityPem();
  }

  /** Returns whether there is a certificate for TLS. */
  boolean servesTls() {
    return tls != null;
  }

  /**
   * Returns the merchant with which the simulator started. In the methods below, "the merchant" is
   * this one.
   *
   * @return the first merchant
   */
  public SimulatedMerchant merchant() {
    return merchant;
  }

  /**
   * Returns the keys with which the gateway signs.
   *
   * @return the mode that was set by the builder
   */
  public GatewayMode mode() {
    return mode;
  }

  /**
   * Returns the rules that are on although nothing shows the real gateway to have them.
   *
   * @return the rules that were set by the builder
   */
  public Set<Strictness> strictness() {
    return rules.on();
  }

  /**
   * Returns the time by which the simulator checks and sets timestamps.
   *
   * @return the time of the builder's clock, moved by {@link #setClock} and {@link #advanceClock}
   */
  public Instant now() {
    return clock.instant();
  }

  /**
   * Sets the simulator's clock, which then runs on like the builder's clock.
   *
   * @param now the new time
   */
  public void setClock(Instant now) {
    clock.set(now);
  }

  /**
   * Moves the simulator's clock. Requests that are signed by an unmoved clock are refused if the
   * difference is more than 300 seconds.
   *
   * @param duration how far, which may be negative
   */
  public void advanceClock(Duration duration) {
    clock.advance(duration);
  }

  /** Gives the simulator's clock the time of the builder's clock again. */
  public void resetClock() {
    clock.reset();
  }

  /**
   * Returns all merchants.
   *
   * @return the merchants in the order of their numbers
   */
  public List<SimulatedMerchant> merchants() {
    return merchants.all();
  }

  /**
   * Finds a merchant.
   *
   * @param mchid the merchant number
   * @return the merchant, or empty if there is no such merchant
   */
  public Optional<SimulatedMerchant> findMerchant(String mchid) {
    return merchants.find(mchid);
  }

  /**
   * Adds a merchant with a new key. Creating an RSA key takes some time; with {@link
   * #addMerchant(String, KeyPair)} many merchants can share one.
   *
   * @param mchid 1 to 32 digits
   * @return the new merchant
   * @throws IllegalArgumentException if the number is not legal
   * @throws IllegalStateException if the merchant already exists
   */
  public SimulatedMerchant addMerchant(String mchid) {
    return merchants.add(mchid);
  }

  /**
   * Adds a merchant with a given key and its own certificate and APIv3 key.
   *
   * @param mchid 1 to 32 digits
   * @param keys two keys that belong together
   * @return the new merchant
   * @throws IllegalArgumentException if the number is not legal, or the kind of the keys differs
   *     from that of the first merchant's keys
   * @throws IllegalStateException if the merchant already exists
   */
  public SimulatedMerchant addMerchant(String mchid, KeyPair keys) {
    return merchants.add(mchid, keys);
  }

  /**
   * Returns the merchant's number.
   *
   * @return the merchant number
   */
  public String mchid() {
    return merchant.mchid();
  }

  /**
   * Returns the app of all orders that are not placed through the API. A close of a combine must
   * name it.
   *
   * @return the app's id
   */
  public String appid() {
    return OrderTerms.DEFAULT_APPID;
  }

  /**
   * Returns the serial number of the merchant's newest API certificate.
   *
   * @return 40 upper-case hexadecimal digits
   */
  public String merchantSerial() {
    return merchant.serial();
  }

  /**
   * Returns the key with which the merchant signs requests.
   *
   * @return the private key, as PKCS#8 in PEM
   */
  public String merchantPrivateKeyPem() {
    return merchant.privateKeyPem();
  }

  /**
   * Returns the merchant's newest API certificate.
   *
   * @return the X.509 certificate in PEM, with the serial number {@link #merchantSerial()}
   */
  public String merchantCertificatePem() {
    return merchant.certificatePem();
  }

  /**
   * Returns the merchant's APIv3 key.
   *
   * @return 32 letters and digits
   */
  public String apiV3Key() {
    return merchant.apiV3Key();
  }

  /**
   * Returns the id of the WeChat Pay public key. A request may name it in {@code Wechatpay-Serial},
   * and must do so to get it if there are platform certificates too.
   *
   * @return {@code PUB_KEY_ID_} and digits
   * @throws IllegalStateException if the gateway has no public key in its {@link GatewayMode}
   */
  public String publicKeyId() {
    return keys.publicKey().id();
  }

  /**
   * Returns the WeChat Pay public key.
   *
   * @return the public key, as SubjectPublicKeyInfo in PEM
   * @throws IllegalStateException if the gateway has no public key in its {@link GatewayMode}
   */
  public String publicKeyPem() {
    return PemText.of(keys.publicKey().keys().getPublic());
  }

  /**
   * Returns the platform certificates that {@code GET /v3/certificates} lists. The gateway signs
   * with the first of them until {@link #useNewestPlatformCertificate()} is called.
   *
   * @return the certificates, the oldest first; an empty list in {@link GatewayMode#PUBLIC_KEY}
   */
  public List<PlatformCertificate> platformCertificates() {
    return keys.listed().stream().map(IssuedPlatformCertificates.Listed::published).toList();
  }

  /**
   * Adds a platform certificate to the list, valid for five years by the simulator's clock. The key
   * that signs answers does not change. The older certificates stay in the list, but with an {@code
   * expire_time} at most 24 hours from now; this is how WeChat Pay announces a replacement.
   *
   * @return the new certificate
   * @throws IllegalStateException in {@link GatewayMode#PUBLIC_KEY}
   */
  public PlatformCertificate issuePlatformCertificate() {
    return keys.certificates().issue().published();
  }

  /**
   * Signs answers with the newest platform certificate from now on.
   *
   * @throws IllegalStateException in {@link GatewayMode#PUBLIC_KEY}
   */
  public void useNewestPlatformCertificate() {
    keys.certificates().useNewest();
  }

  /**
   * Removes a platform certificate from the list; a request that names it is refused.
   *
   * @param serial the certificate's serial number
   * @throws IllegalArgumentException if no such certificate is listed
   * @throws IllegalStateException if it signs the answers, or in {@link GatewayMode#PUBLIC_KEY}
   */
  public void retirePlatformCertificate(String serial) {
    keys.certificates().retire(serial);
  }

  /**
   * Returns the book of the merchant's orders.
   *
   * @return the orders of {@link #mchid()}, without those of its sub-merchants
   */
  public OrderBook book() {
    return merchant.book();
  }

  /**
   * Returns the book of another merchant, whose orders may be part of combines.
   *
   * @param otherMchid the merchant number, 1 to 32 digits
   * @return the orders of that merchant
   * @throws IllegalArgumentException if it has any other form
   */
  public OrderBook book(String otherMchid) {
    return new OrderBook(ledger, Owner.merchant(Owner.requireLegal("mchid", otherMchid)));
  }

  OrderBook book(Owner owner) {
    return new OrderBook(ledger, owner);
  }

  /** Returns the newest orders, of all owners if none is given. */
  OrderPage newestOrders(@Nullable Owner owner, String part, long limit) {
    return ledger.newest(owner, part, limit);
  }

  /**
   * Adds an unpaid order, like {@link OrderBook#create(String)} of {@link #book()}.
   *
   * @param outTradeNo 6 to 32 of {@code 0-9 A-Z a-z _ - | *}
   * @throws IllegalArgumentException if the number is not legal
   * @throws IllegalStateException if the order already exists
   */
  public void createOrder(String outTradeNo) {
    book().create(outTradeNo);
  }

  /**
   * Pays an order, like {@link OrderBook#pay} of {@link #book()}.
   *
   * @param outTradeNo the order's number
   * @throws IllegalStateException if the order is neither unpaid nor being paid, or does not exist
   */
  public void pay(String outTradeNo) {
    book().pay(outTradeNo);
  }

  /**
   * Returns the state of an order.
   *
   * @param outTradeNo the order's number
   * @return the order's state, or empty if there is no such order
   */
  public Optional<OrderState> state(String outTradeNo) {
    return book().state(outTradeNo);
  }

  /**
   * Returns the history of an order.
   *
   * @param outTradeNo the order's number
   * @return every state of the order so far, or an empty list if there is no such order
   */
  public List<StateChange> history(String outTradeNo) {
    return book().history(outTradeNo);
  }

  /**
   * Returns a copy of the book.
   *
   * @return the state of every order of {@link #book()} by its number
   */
  public Map<String, OrderState> orders() {
    return book().states();
  }

  /**
   * Returns the notices of payments and refunds.
   *
   * @return the notices of all merchants
   */
  public Notices notices() {
    return notices;
  }

  /**
   * Makes the next requests fail: the first fault strikes the next request, and so on, whatever the
   * requests are. Each fault is used up by one request, even if its {@linkplain Fault#moment()
   * moment} never comes because the request is refused.
   *
   * @param next the faults, which are added after those that still wait
   */
  public void failNext(Fault... next) {
    faults.queue(List.of(next));
  }

  /**
   * Makes requests about an order fail: those whose path has its number after {@code
   * /out-trade-no/}. The first fault strikes the next such request, and so on. The last one stays;
   * {@link Fault#none()} at the end lets the others pass. Faults of {@link #failNext} come first.
   *
   * @param outTradeNo the order's number, whether the order exists or not
   * @param faults the faults, which replace the previous ones of this order; none removes them
   */
  public void failOrder(String outTradeNo, Fault... faults) {
    this.faults.ofOrder(outTradeNo, List.of(faults));
  }

  /**
   * Makes requests to a path fail, as {@link #failOrder} does, if no fault of their order waits. Of
   * several patterns that fit, the longest counts.
   *
   * @param pattern the raw path without a query, in which {@code *} stands for any characters, such
   *     as {@code /v3/refund/*}; a {@code *} alone stands for every request
   * @param faults the faults, which replace the previous ones of this pattern; none removes them
   * @throws IllegalArgumentException if the pattern begins neither with a slash nor with {@code *}
   */
  public void failPath(String pattern, Fault... faults) {
    this.faults.ofPath(pattern, List.of(faults));
  }

  /**
   * Returns the faults that wait for requests.
   *
   * @return the faults of {@link #failNext}, {@link #failOrder} and {@link #failPath}
   */
  public WaitingFaults waitingFaults() {
    return faults.waiting();
  }

  /** Removes all faults that wait for requests, and the plan of {@link #failWhen}. */
  public void clearFaults() {
    faults.clear();
  }

  /**
   * Sets a plan that decides about every request for which no other fault waits. If the plan
   * throws, the answer is 500 {@code SIMULATOR_FAILURE}.
   *
   * @param plan the plan, which replaces the previous one
   */
  public void failWhen(FaultPlan plan) {
    faults.follow(plan);
  }

  /**
   * Returns the newest requests, including those that were refused or struck by a fault.
   *
   * @return the newest 10,000 requests, in the order in which they were received
   */
  public List<ReceivedRequest> requests() {
    return log.newest();
  }

  /**
   * Returns the newest requests with their answers.
   *
   * @return the newest 10,000 requests, in the order in which they were answered
   */
  public List<HandledRequest> handledRequests() {
    return handled.after(0);
  }

  /** Says why the signature of a request was refused, if that is what happened. */
  Optional<SignatureExplanation> explain(HandledRequest request) {
    return request.status() == 401
            && request.code().equals("SIGN_ERROR")
            && request.fault().isEmpty()
        ? Optional.of(
            explanations.computeIfAbsent(
                request, one -> explainer.explain(one.request(), one.at())))
        : Optional.empty();
  }

  /**
   * Returns the requests after a number, and waits in real time until there is one, until the
   * simulator is closed, or until the thread is interrupted.
   *
   * @param after the {@linkplain HandledRequest#sequence() sequence} of the last known request, or
   *     0
   * @param limit how long to wait at most
   * @return the stored requests with a larger sequence, in the order of the answers; an empty list
   *     if none came
   */
  public List<HandledRequest> awaitRequests(long after, Duration limit) {
    return handled.await(after, limit);
  }

  /**
   * Removes all orders, refunds, notices, faults and requests, and all settings of refunds and
   * notices, for example between two tests. The clock has the time of the builder's clock again.
   * Merchants, keys and the port stay the same, so a client needs no new settings.
   */
  public void reset() {
    clock.reset();
    handled.clear();
    faults.clear();
    notices.clear();
    ledger.clear();
    log.clear();
  }

  /**
   * Returns the number of requests since the start, or since the last {@link #reset()}.
   *
   * @return the number, including requests that are no longer stored
   */
  public long requestCount() {
    return log.count();
  }

  /**
   * Closes the port and all connections, and ends all delays and all threads. Requests under way
   * get no answer. If orders are kept in a file, it is written for the last time. A second call
   * does nothing.
   */
  @Override
  public void close() {
    shutdown.begin();
    handled.close();
    notices.close();
    server.close();
    closeState();
  }

  @Override
  public String toString() {
    return "WechatPaySimulator[%s, mchid=%s]".formatted(baseUrl(), mchid());
  }
}
