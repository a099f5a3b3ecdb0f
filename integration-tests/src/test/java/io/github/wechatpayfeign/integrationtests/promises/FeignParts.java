package io.github.wechatpayfeign.integrationtests.promises;

import static io.github.wechatpayfeign.integrationtests.promises.How.RETURNS_NULL;
import static io.github.wechatpayfeign.integrationtests.promises.How.THROWING;
import static io.github.wechatpayfeign.integrationtests.promises.Part.Trait.HARMLESS;
import static io.github.wechatpayfeign.integrationtests.promises.Part.Trait.IS_WIRED_WRONG;
import static io.github.wechatpayfeign.integrationtests.promises.Part.Trait.THROWS_AFTER_ANSWER;
import static io.github.wechatpayfeign.integrationtests.promises.Part.Trait.THROWS_BEFORE_SENDING;
import static io.github.wechatpayfeign.integrationtests.promises.Part.change;
import static io.github.wechatpayfeign.integrationtests.promises.Part.part;

import feign.Logger;
import io.github.wechatpayfeign.api.WechatPayDecoder;
import io.github.wechatpayfeign.errors.WechatPayErrorDecoder;
import java.net.URI;
import java.util.List;
import java.util.Set;

/**
 * The parts of Feign. They run on the thread that calls or on the one that brings the answer, apart
 * from the client: so none of them is asked to block here.
 */
final class FeignParts {

  static final List<Part> ALL =
      List.of(
          part("RequestInterceptor", THROWING, FeignParts::interceptor).with(THROWS_BEFORE_SENDING),
          change("RequestInterceptor that names no merchant", FeignParts::nobody)
              .with(IS_WIRED_WRONG),
          part("Encoder", THROWING, FeignParts::encoder).with(THROWS_BEFORE_SENDING),
          part("Decoder", THROWING, FeignParts::decoder).with(THROWS_AFTER_ANSWER),
          part("ErrorDecoder", THROWING, FeignParts::errorDecoder).with(THROWS_AFTER_ANSWER),
          part("Logger of requests", THROWING, rig -> logger(rig, "--->"))
              .with(THROWS_BEFORE_SENDING),
          part("Logger of answers", THROWING, rig -> logger(rig, "<---")).with(THROWS_AFTER_ANSWER),
          part("ResponseInterceptor", THROWING, FeignParts::responses).with(THROWS_AFTER_ANSWER),
          part("target", THROWING, FeignParts::target).with(THROWS_BEFORE_SENDING),
          part("target without a request", Set.of(RETURNS_NULL), FeignParts::target)
              .with(IS_WIRED_WRONG),
          change("target that sends elsewhere", FeignParts::elsewhere),
          change("target of no gateway, which each call names", FeignParts::anywhere)
              .with(HARMLESS),
          change("call that names no gateway", FeignParts::nowhere).with(IS_WIRED_WRONG));

  private FeignParts() {}

  private static void interceptor(Rig rig) {
    rig.feign = feign -> feign.requestInterceptor(template -> rig.part.before());
  }

  private static void nobody(Rig rig) {
    rig.feign =
        feign ->
            feign.requestInterceptor(
                template -> {
                  if (rig.part.changes()) {
                    template.removeHeader("Authorization");
                  }
                });
  }

  private static void encoder(Rig rig) {
    rig.feign =
        feign ->
            feign.encoder(
                (body, type, template) -> {
                  rig.part.before();
                  template.body("{\"mchid\":\"x\"}");
                });
  }

  private static void decoder(Rig rig) {
    WechatPayDecoder decoder = new WechatPayDecoder();
    rig.feign =
        feign ->
            feign.decoder(
                (response, type) -> {
                  rig.part.before();
                  return decoder.decode(response, type);
                });
  }

  private static void errorDecoder(Rig rig) {
    WechatPayErrorDecoder decoder = new WechatPayErrorDecoder();
    rig.feign =
        feign ->
            feign.errorDecoder(
                (method, response) -> {
                  rig.part.before();
                  return decoder.decode(method, response);
                });
  }

  private static void logger(Rig rig, String start) {
    rig.feign =
        feign -> {
          feign.logLevel(Logger.Level.FULL);
          feign.logger(
              new Logger() {
                @Override
                protected void log(String configKey, String format, Object... args) {
                  if (format.startsWith(start)) {
                    rig.part.before();
                  }
                }
              });
        };
  }

  private static void responses(Rig rig) {
    rig.feign =
        feign ->
            feign.responseInterceptor(
                (context, chain) -> {
                  rig.part.before();
                  return chain.next(context);
                });
  }

  private static void target(Rig rig) {
    rig.target = (template, url) -> rig.part.insteadOf(() -> template.target(url).request());
  }

  private static void elsewhere(Rig rig) {
    rig.target =
        (template, url) ->
            template.target(rig.part.changes() ? "http://127.0.0.1:9" : url).request();
  }

  private static void anywhere(Rig rig) {
    rig.namesGatewayInEachCall = true;
  }

  private static void nowhere(Rig rig) {
    rig.namesGatewayInEachCall = true;
    rig.named = URI.create("");
  }
}
