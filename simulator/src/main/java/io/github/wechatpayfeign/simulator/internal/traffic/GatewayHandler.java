package io.github.wechatpayfeign.simulator.internal.traffic;

import io.github.wechatpayfeign.simulator.fault.Fault;
import io.github.wechatpayfeign.simulator.fault.Moment;
import io.github.wechatpayfeign.simulator.gateway.ReceivedRequest;
import io.github.wechatpayfeign.simulator.internal.accounts.AnswerSigner;
import io.github.wechatpayfeign.simulator.internal.accounts.GatewayKeys;
import io.github.wechatpayfeign.simulator.internal.admin.OwnPaths;
import io.github.wechatpayfeign.simulator.internal.crypto.GatewayKey;
import io.github.wechatpayfeign.simulator.internal.http.GatewayAnswer;
import io.github.wechatpayfeign.simulator.internal.http.Refusal;
import io.github.wechatpayfeign.simulator.internal.http.ReplyWriter;
import io.github.wechatpayfeign.simulator.internal.http.RequestIds;
import io.github.wechatpayfeign.simulator.internal.server.RawRequest;
import io.github.wechatpayfeign.simulator.internal.server.Reply;
import io.github.wechatpayfeign.simulator.internal.server.RequestHandler;
import io.github.wechatpayfeign.simulator.internal.server.RequestProblem;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Receives requests, plays faults, and answers the other requests normally. */
public final class GatewayHandler implements RequestHandler {
  private static final Logger LOG = System.getLogger(GatewayHandler.class.getName());
  private static final int LONGEST_LINE = 200;
  private static final Pattern UNPRINTABLE = Pattern.compile("[^\\x20-\\x7e]");

  private final RequestLog log;
  private final HandledLog handled;
  private final FaultSource faults;
  private final FaultPlayer player;
  private final RequestProcessor processor;
  private final GatewayKeys keys;
  private final AnswerSigner signer;
  private final RequestIds requestIds;
  private final boolean signErrors;
  private final OwnPaths ownPaths;

  public GatewayHandler(
      RequestLog log,
      HandledLog handled,
      FaultSource faults,
      FaultPlayer player,
      RequestProcessor processor,
      GatewayKeys keys,
      AnswerSigner signer,
      RequestIds requestIds,
      boolean signErrors,
      OwnPaths ownPaths) {
    this.log = log;
    this.handled = handled;
    this.faults = faults;
    this.player = player;
    this.processor = processor;
    this.keys = keys;
    this.signer = signer;
    this.requestIds = requestIds;
    this.signErrors = signErrors;
    this.ownPaths = ownPaths;
  }

  @Override
  public void handle(RawRequest raw, Reply reply) throws IOException {
    ReplyWriter answer;
    try {
      answer =
          replyTo(
              new ReceivedRequest(raw.method(), raw.target(), raw.headers(), raw.body()),
              raw.problem());
    } catch (RuntimeException | Error e) {
      answer = failure(e);
    }
    try {
      answer.writeTo(reply);
    } catch (RuntimeException | Error e) {
      GatewayAnswer instead = failure(e);
      if (!reply.isUsed()) {
        instead.writeTo(reply);
      }
    }
  }

  /** Answers 500, so that a fault plan that throws, or a missing class, does not go unnoticed. */
  private GatewayAnswer failure(Throwable thrown) {
    LOG.log(Level.ERROR, "The simulator failed and answered 500: " + thrown, thrown);
    return requestIds.stamp(GatewayAnswer.error(500, "SIMULATOR_FAILURE", thrown.toString()));
  }

  /** Answers in the gateway's form what is not HTTP, and says so in one line of the log. */
  private ReplyWriter notUnderstood(ReceivedRequest request, RequestProblem problem) {
    LOG.log(
        Level.WARNING,
        "The simulator did not understand a request and answered %d: %s (%s)"
            .formatted(problem.status(), problem.description(), firstLine(request)));
    GatewayAnswer answer =
        requestIds.stamp(
            GatewayAnswer.error(
                problem.status(),
                "INVALID_REQUEST",
                "WechatPaySimulator: " + problem.description()));
    return signErrors ? signer.sign(answer, keys.keyFor(request)) : answer;
  }

  /** Returns what was understood of the first line, in one line of the log. */
  private static String firstLine(ReceivedRequest request) {
    String line = request.method() + " " + request.target();
    String shown = line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "..." : line;
    return UNPRINTABLE.matcher(shown).replaceAll("?");
  }

  private ReplyWriter replyTo(ReceivedRequest request, @Nullable RequestProblem problem)
      throws IOException {
    Optional<GatewayAnswer> own = problem == null ? ownPaths.answer(request) : Optional.empty();
    if (own.isPresent()) {
      return own.get();
    }
    log.add(request);
    Optional<Fault> fault = Optional.empty();
    ReplyWriter reply;
    try {
      fault = problem == null ? faultFor(request) : Optional.empty();
      reply = problem == null ? replyTo(request, fault) : notUnderstood(request, problem);
    } catch (RuntimeException | Error e) {
      reply = failure(e);
    }
    handled.add(request, reply, fault);
    return reply;
  }

  private Optional<Fault> faultFor(ReceivedRequest request) {
    // The gateway refuses a request without this header before a fault can strike; the fault waits
    // for the next.
    return request.header("Authorization").isEmpty() ? Optional.empty() : faults.faultFor(request);
  }

  private ReplyWriter replyTo(ReceivedRequest request, Optional<Fault> fault) throws IOException {
    GatewayKey key = keys.keyFor(request);
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
