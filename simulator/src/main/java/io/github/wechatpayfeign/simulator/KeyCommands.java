package io.github.wechatpayfeign.simulator;

import io.github.wechatpayfeign.simulator.gateway.PlatformCertificate;
import io.github.wechatpayfeign.simulator.internal.admin.Command;
import io.github.wechatpayfeign.simulator.internal.admin.Parameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Commands about the keys of the gateway, and its settings. */
final class KeyCommands {
  private final WechatPaySimulator simulator;

  private KeyCommands(WechatPaySimulator simulator) {
    this.simulator = simulator;
  }

  static List<Command> of(WechatPaySimulator simulator) {
    return new KeyCommands(simulator).all();
  }

  private List<Command> all() {
    return List.of(
        Command.get(
                "showSettings",
                "/settings",
                "Shows the base URL, the first merchant, the mode and the strict rules.",
                "查看基础URL、第一个商户、密钥模式和严格规则。")
            .standsFor(
                "WechatPaySimulator.baseUrl()",
                "WechatPaySimulator.mchid()",
                "WechatPaySimulator.appid()",
                "WechatPaySimulator.mode()",
                "WechatPaySimulator.strictness()")
            .answers(AnswerSchemas.SETTINGS)
            .does(
                arguments ->
                    Map.of(
                        "base_url", simulator.baseUrl(),
                        "mchid", simulator.mchid(),
                        "appid", simulator.appid(),
                        "mode", simulator.mode().name(),
                        "strictness", simulator.strictness().stream().sorted().toList())),
        Command.get(
                "showKeys",
                "/keys",
                "Shows the keys with which clients verify answers.",
                "查看客户端用来验签的公钥和平台证书。")
            .standsFor(
                "WechatPaySimulator.publicKeyId()",
                "WechatPaySimulator.publicKeyPem()",
                "WechatPaySimulator.tlsCertificatePem()",
                "WechatPaySimulator.platformCertificates()")
            .answers(AnswerSchemas.KEYS)
            .does(arguments -> keys()),
        Command.post(
                "issuePlatformCertificate",
                "/keys/platform-certificates",
                "Adds a platform certificate, which does not sign yet.",
                "新增一张平台证书，暂不用它签名。")
            .standsFor("WechatPaySimulator.issuePlatformCertificate()")
            .answers(AnswerSchemas.CERTIFICATE)
            .does(arguments -> written(simulator.issuePlatformCertificate())),
        Command.post(
                "useNewestPlatformCertificate",
                "/keys/platform-certificates/use-newest",
                "Signs answers with the newest platform certificate.",
                "改用最新的平台证书签名。")
            .standsFor("WechatPaySimulator.useNewestPlatformCertificate()")
            .answers(AnswerSchemas.KEYS)
            .does(
                arguments -> {
                  simulator.useNewestPlatformCertificate();
                  return keys();
                }),
        Command.delete(
                "retirePlatformCertificate",
                "/keys/platform-certificates/{serial}",
                "Removes a platform certificate that does not sign.",
                "移除一张不再用于签名的平台证书。")
            .with(Parameter.text("serial", "the serial number", "0".repeat(40)))
            .standsFor("WechatPaySimulator.retirePlatformCertificate(String)")
            .answers(AnswerSchemas.KEYS)
            .does(
                arguments -> {
                  simulator.retirePlatformCertificate(arguments.text("serial"));
                  return keys();
                }));
  }

  private Map<String, ?> keys() {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("mode", simulator.mode().name());
    if (simulator.mode().hasPublicKey()) {
      keys.put("public_key_id", simulator.publicKeyId());
      keys.put("public_key_pem", simulator.publicKeyPem());
    }
    keys.put(
        "platform_certificates",
        simulator.platformCertificates().stream().map(KeyCommands::written).toList());
    if (simulator.servesTls()) {
      keys.put("tls_certificate_pem", simulator.tlsCertificatePem());
    }
    return keys;
  }

  private static Map<String, ?> written(PlatformCertificate certificate) {
    return Map.of("serial", certificate.serial(), "pem", certificate.pem());
  }
}
