package io.github.wechatpayfeign.simulator.internal.traffic;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.github.wechatpayfeign.simulator.fault.Fault;
import io.github.wechatpayfeign.simulator.fault.Moment;
import io.github.wechatpayfeign.simulator.gateway.ReceivedRequest;
import io.github.wechatpayfeign.simulator.internal.accounts.AnswerSigner;
import io.github.wechatpayfeign.simulator.internal.accounts.GatewayKeys;
import io.github.wechatpayfeign.simulator.internal.crypto.GatewayKey;
import io.github.wechatpayfeign.simulator.internal.http.GatewayAnswer;
import io.github.wechatpayfeign.simulator.internal.http.Refusal;
import io.github.wechatpayfeign.simulator.internal.http.ReplyWriter;
import io.github.wechatpayfeign.simulator.internal.http.RequestIds;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;

/** Receives requests, plays faults, and answers the other requests normally. */
public final class GatewayHandler implements HttpHandler {
  private static final Logger LOG = System.getLogger(GatewayHandler.class.getName());

  private final RequestLog log;
  private final FaultSource faults;
  private final FaultPlayer player;
  private final RequestProcessor processor;
  private final GatewayKeys keys;
  private final AnswerSigner signer;
  private final RequestIds requestIds;
  private final boolean signErrors;

  public GatewayHandler(
      RequestLog log,
      FaultSource faults,
      FaultPlayer player,
      RequestProcessor processor,
      GatewayKeys keys,
      AnswerSigner signer,
      RequestIds requestIds,
      boolean signErrors) {
    this.log = log;
    this.faults = faults;
    this.player = player;
    this.processor = processor;
    this.keys = keys;
    this.signer = signer;
    this.requestIds = requestIds;
    this.signErrors = signErrors;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    ReplyWriter reply;
    try {
      ReceivedRequest request = received(exchange);
      log.add(request);
      reply = replyTo(request);
    } catch (RuntimeException | Error e) {
      reply = failure(e);
    }
    try {
      reply.writeTo(exchange);
    } catch (RuntimeException | Error e) {
      GatewayAnswer instead = failure(e);
      if (exchange.getResponseCode() < 0) {
        exchange.getResponseHeaders().clear();
        instead.writeTo(exchange);
      } else {
        exchange.close();
      }
    }
  }

  /** Answers 500, so that a fault plan that throws, or a missing class, does not go unnoticed. */
  private GatewayAnswer failure(Throwable thrown) {
    LOG.log(Level.ERROR, "The simulator failed and answered 500: " + thrown, thrown);
    return requestIds.stamp(GatewayAnswer.error(500, "SIMULATOR_FAILURE", thrown.toString()));
  }

  private static ReceivedRequest received(HttpExchange exchange) throws IOException {
    // A URI made from text returns that text unchanged, so this is the target as it was sent.
    String target = exchange.getRequestURI().toString();
    byte[] body = exchange.getRequestBody().readNBytes(RequestProcessor.BODY_LIMIT + 1);
    return new ReceivedRequest(
        exchange.getRequestMethod(), target, exchange.getRequestHeaders(), body);
  }

  private ReplyWriter replyTo(ReceivedRequest request) throws IOException {
    GatewayKey key = keys.keyFor(request);
    if (request.header("Authorization").isEmpty()) {
      // The gateway refuses this request before a fault can strike; the fault waits for the next.
      return serve(request, key, Optional.empty());
    }
    Optional<Fault> fault = faults.faultFor(request);
    if (fault.isPresent() && fault.get().moment() == Moment.BEFORE_APPLYING) {
      Optional<ReplyWriter> instead = player.play(fault.get(), key);
      return instead.isPresent() ? instead.get() : serve(request, key, Optional.empty());
    }
    return serve(request, key, fault);
  }

  private ReplyWriter serve(ReceivedRequest request, GatewayKey key, Optional<Fault> fault)
      throws IOException {
    GatewayAnswer accepted;
    try {
      accepted = requestIds.stamp(processor.process(request));
    } catch (Refusal refusal) {
      GatewayAnswer refused = requestIds.stamp(refusal.answer());
      return signErrors ? signer.sign(refused, key) : refused;
    }
    return fault.isPresent()
        ? player.playOn(accepted, fault.get(), key)
        : signer.sign(accepted, key);
  }
}
