package io.github.wechatpayfeign.simulator.internal.admin;

import io.github.wechatpayfeign.simulator.fault.CannedAnswer;
import io.github.wechatpayfeign.simulator.fault.Delay;
import io.github.wechatpayfeign.simulator.fault.Falsification;
import io.github.wechatpayfeign.simulator.fault.FalsifiedAnswer;
import io.github.wechatpayfeign.simulator.fault.Fault;
import io.github.wechatpayfeign.simulator.fault.Moment;
import io.github.wechatpayfeign.simulator.fault.OversizedAnswer;
import io.github.wechatpayfeign.simulator.fault.TruncatedAnswer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Faults as JSON objects, such as {@code {"kind":"error","status":500,"code":"SYSTEM_ERROR"}}. */
public final class FaultJson {

  /** The kinds of faults; the names in JSON are in lower case. */
  private static final List<String> KINDS =
      List.of(
          "error",
          "answer",
          "html",
          "redirect",
          "delay",
          "drop",
          "truncated",
          "oversized",
          "falsify",
          "none");

  public static final List<Parameter> MEMBERS =
      List.of(
          kind(),
          Parameter.integer("status", "the HTTP status; not for delay, drop, falsify, none", 500)
              .optional(),
          Parameter.text("code", "the error code, for error", "SYSTEM_ERROR").optional(),
          Parameter.text("message", "the message, for error", "simulated").optional(),
          Parameter.text("body", "the body as text, for answer", "{}").optional(),
          Parameter.text("body_base64", "the exact bytes of the body, for answer", "e30=")
              .optional(),
          Parameter.text("location", "where to, for redirect", "https://example.com/").optional(),
          Parameter.integer("millis", "1 to 3600000, for delay", 1000).optional(),
          Parameter.integer("bytes", "the size of the body, for oversized", 1_000_000).optional(),
          Parameter.choice(
                  "how", Falsification.values(), "which way, for falsify", Falsification.FORGED)
              .optional(),
          Parameter.choice(
                  "moment",
                  Moment.values(),
                  "when it strikes, BEFORE_APPLYING if missing; falsify is always after",
                  Moment.BEFORE_APPLYING)
              .optional(),
          Parameter.object(
                  "headers",
                  "more headers, for error, answer, html, redirect",
                  Map.of("Retry-After", "1"))
              .optional(),
          Parameter.flag("signed", "whether to sign, for error, answer, html, redirect", false)
              .optional());

  private FaultJson() {}

  private static Parameter kind() {
    return new Parameter(
        "kind", Parameter.Kind.TEXT, true, "the kind of fault", "error", KINDS, List.of());
  }

  public static List<Fault> read(List<Arguments> faults) {
    return faults.stream().map(FaultJson::read).toList();
  }

  private static Fault read(Arguments fault) {
    Moment moment =
        fault.has("moment") ? fault.choice("moment", Moment.class) : Moment.BEFORE_APPLYING;
    return switch (fault.text("kind")) {
      case "delay" -> Fault.delay(Duration.ofMillis(fault.integer("millis")), moment);
      case "drop" -> Fault.drop(moment);
      case "truncated" -> Fault.truncated(fault.smallInteger("status"), moment);
      case "oversized" ->
          Fault.oversized(fault.smallInteger("status"), fault.integer("bytes"), moment);
      case "falsify" -> Fault.falsify(fault.choice("how", Falsification.class));
      case "none" -> Fault.none();
      default -> canned(fault).at(moment);
    };
  }

  private static CannedAnswer canned(Arguments fault) {
    int status = fault.smallInteger("status");
    CannedAnswer canned =
        switch (fault.text("kind")) {
          case "error" ->
              fault
                  .optionalText("message")
                  .map(message -> Fault.error(status, fault.text("code"), message))
                  .orElseGet(() -> Fault.error(status, fault.text("code")));
          case "html" -> Fault.html(status);
          case "redirect" -> Fault.redirect(status, fault.text("location"));
          default -> Fault.answer(status, body(fault));
        };
    if (fault.has("headers")) {
      for (Map.Entry<String, List<String>> header : fault.texts("headers").entrySet()) {
        for (String value : header.getValue()) {
          canned = canned.withHeader(header.getKey(), value);
        }
      }
    }
    return fault.flag("signed") ? canned.withSignature() : canned;
  }

  private static byte[] body(Arguments fault) {
    return fault
        .optionalText("body_base64")
        .map(Base64.getDecoder()::decode)
        .orElseGet(() -> fault.optionalText("body").orElse("").getBytes(StandardCharsets.UTF_8));
  }

  /** Writes faults in a form that can be read again. */
  public static List<Map<String, ?>> write(List<Fault> faults) {
    return faults.stream().<Map<String, ?>>map(FaultJson::write).toList();
  }

  private static Map<String, ?> write(Fault fault) {
    Map<String, Object> json = new LinkedHashMap<>();
    if (fault instanceof CannedAnswer canned) {
      json.put("kind", "answer");
      json.put("status", canned.status());
      json.put("headers", canned.headers());
      json.put("body_base64", Base64.getEncoder().encodeToString(canned.body()));
      json.put("signed", canned.signed());
    } else if (fault instanceof Delay delay) {
      json.put("kind", "delay");
      json.put("millis", delay.duration().toMillis());
    } else if (fault instanceof TruncatedAnswer truncated) {
      json.put("kind", "truncated");
      json.put("status", truncated.status());
    } else if (fault instanceof OversizedAnswer oversized) {
      json.put("kind", "oversized");
      json.put("status", oversized.status());
      json.put("bytes", oversized.bytes());
    } else if (fault instanceof FalsifiedAnswer falsified) {
      return Map.of("kind", "falsify", "how", falsified.how().name());
    } else if (fault.equals(Fault.none())) {
      return Map.of("kind", "none");
    } else {
      json.put("kind", "drop");
    }
    json.put("moment", fault.moment().name());
    return json;
  }
}
