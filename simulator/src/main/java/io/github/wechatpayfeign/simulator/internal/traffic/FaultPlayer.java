package io.github.wechatpayfeign.simulator.internal.traffic;

import io.github.wechatpayfeign.simulator.fault.CannedAnswer;
import io.github.wechatpayfeign.simulator.fault.Delay;
import io.github.wechatpayfeign.simulator.fault.FalsifiedAnswer;
import io.github.wechatpayfeign.simulator.fault.Fault;
import io.github.wechatpayfeign.simulator.fault.OversizedAnswer;
import io.github.wechatpayfeign.simulator.fault.TruncatedAnswer;
import io.github.wechatpayfeign.simulator.internal.accounts.AnswerSigner;
import io.github.wechatpayfeign.simulator.internal.crypto.GatewayKey;
import io.github.wechatpayfeign.simulator.internal.http.GatewayAnswer;
import io.github.wechatpayfeign.simulator.internal.http.MessageHeaders;
import io.github.wechatpayfeign.simulator.internal.http.ReplyWriter;
import io.github.wechatpayfeign.simulator.internal.http.RequestIds;
import io.github.wechatpayfeign.simulator.internal.server.Reply;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Turns a fault into the reply that the client gets. */
public final class FaultPlayer {
  private final AnswerSigner signer;
  private final RequestIds requestIds;
  private final Shutdown shutdown;

  public FaultPlayer(AnswerSigner signer, RequestIds requestIds, Shutdown shutdown) {
    this.signer = signer;
    this.requestIds = requestIds;
    this.shutdown = shutdown;
  }

  /** Plays a fault after the request was carried out. */
  ReplyWriter playOn(GatewayAnswer accepted, Fault fault, GatewayKey key) throws IOException {
    if (fault instanceof FalsifiedAnswer falsified) {
      return signer.falsify(accepted, falsified.how(), key);
    }
    return play(fault, key).orElseGet(() -> signer.sign(accepted, key));
  }

  /** Plays a fault; the result is empty if the request is served normally after it. */
  Optional<ReplyWriter> play(Fault fault, GatewayKey key) throws IOException {
    if (fault instanceof Delay delay) {
      shutdown.pause(delay.duration());
      return Optional.empty();
    }
    if (fault instanceof CannedAnswer canned) {
      return Optional.of(reply(canned, key));
    }
    if (fault instanceof TruncatedAnswer truncated) {
      GatewayAnswer whole =
          GatewayAnswer.error(truncated.status(), "SYSTEM_ERROR", "simulated truncation");
      GatewayAnswer signed = signer.sign(requestIds.stamp(whole), key);
      return Optional.of(reply -> writeHalf(signed, reply));
    }
    if (fault instanceof OversizedAnswer oversized) {
      GatewayAnswer head =
          GatewayAnswer.error(oversized.status(), "SYSTEM_ERROR", "simulated size");
      GatewayAnswer stamped = requestIds.stamp(head);
      return Optional.of(reply -> writeSpaces(stamped, oversized.bytes(), reply));
    }
    // The last kind is a drop.
    return Optional.of(Reply::drop);
  }

  private GatewayAnswer reply(CannedAnswer canned, GatewayKey key) {
    GatewayAnswer answer = new GatewayAnswer(canned.status(), canned.headers(), canned.body());
    boolean json =
        canned.headers().getOrDefault("Content-Type", List.of()).stream()
            .anyMatch(MessageHeaders::isJson);
    if (json && !canned.headers().containsKey(RequestIds.HEADER)) {
      answer = requestIds.stamp(answer);
    }
    return canned.signed() ? signer.sign(answer, key) : answer;
  }

  private static void writeHalf(GatewayAnswer answer, Reply reply) throws IOException {
    byte[] body = answer.body();
    reply.stream(
        answer.status(), answer.headers(), body.length, out -> out.write(body, 0, body.length / 2));
  }

  /** Writes blanks, which may precede JSON, so a parser cannot stop before their end. */
  private static void writeSpaces(GatewayAnswer head, long bytes, Reply reply) throws IOException {
    byte[] spaces = new byte[8192];
    Arrays.fill(spaces, (byte) ' ');
    reply.stream(
        head.status(),
        head.headers(),
        bytes,
        out -> {
          for (long left = bytes; left > 0; left -= spaces.length) {
            out.write(spaces, 0, (int) Math.min(left, spaces.length));
          }
        });
  }
}
