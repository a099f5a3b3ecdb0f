package io.github.wechatpayfeign.simulator;

import io.github.wechatpayfeign.simulator.internal.admin.AdminProblem;
import io.github.wechatpayfeign.simulator.internal.admin.Arguments;
import io.github.wechatpayfeign.simulator.internal.admin.Command;
import io.github.wechatpayfeign.simulator.internal.admin.Parameter;
import java.util.List;
import java.util.Map;

/** Commands about merchants and their keys, which are made up and exist to be read. */
final class MerchantCommands {
  private static final Parameter MCHID =
      Parameter.text("mchid", "the merchant number, 1 to 32 digits", "1900000001");

  private final WechatPaySimulator simulator;

  private MerchantCommands(WechatPaySimulator simulator) {
    this.simulator = simulator;
  }

  static List<Command> of(WechatPaySimulator simulator) {
    return new MerchantCommands(simulator).all();
  }

  private List<Command> all() {
    return List.of(
        Command.get("listMerchants", "/merchants", "Lists the merchants.", "列出商户。")
            .standsFor("WechatPaySimulator.merchants()")
            .answers(AnswerSchemas.MERCHANTS)
            .does(
                arguments ->
                    Map.of(
                        "merchants",
                        simulator.merchants().stream()
                            .map(one -> Map.of("mchid", one.mchid(), "serial", one.serial()))
                            .toList())),
        Command.post("addMerchant", "/merchants", "Adds a merchant with a new key.", "新增商户及其密钥。")
            .with(Parameter.text("mchid", "the merchant number, 1 to 32 digits", "1900000002"))
            .standsFor("WechatPaySimulator.addMerchant(String)")
            .answers(AnswerSchemas.MERCHANT)
            .does(arguments -> written(simulator.addMerchant(arguments.text("mchid")))),
        Command.get(
                "showMerchant",
                "/merchants/{mchid}",
                "Shows a merchant with the keys that a client needs.",
                "查看商户，以及客户端需要的密钥。")
            .with(MCHID)
            .standsFor(
                "WechatPaySimulator.findMerchant(String)",
                "WechatPaySimulator.merchant()",
                "WechatPaySimulator.merchantSerial()",
                "WechatPaySimulator.merchantPrivateKeyPem()",
                "WechatPaySimulator.merchantCertificatePem()",
                "WechatPaySimulator.apiV3Key()",
                "SimulatedMerchant.mchid()",
                "SimulatedMerchant.serial()",
                "SimulatedMerchant.privateKeyPem()",
                "SimulatedMerchant.certificatePem()",
                "SimulatedMerchant.apiV3Key()")
            .answers(AnswerSchemas.MERCHANT)
            .does(arguments -> written(merchant(arguments))),
        Command.post(
                "renewMerchantCertificate",
                "/merchants/{mchid}/renew-certificate",
                "Gives a merchant a new key and certificate; the old one still works.",
                "为商户更换密钥和证书，旧证书仍可使用。")
            .with(MCHID)
            .standsFor("SimulatedMerchant.renewCertificate()")
            .answers(AnswerSchemas.MERCHANT)
            .does(
                arguments -> {
                  SimulatedMerchant merchant = merchant(arguments);
                  merchant.renewCertificate();
                  return written(merchant);
                }),
        Command.post(
                "revokeMerchantCertificate",
                "/merchants/{mchid}/revoke-certificate",
                "Revokes a certificate of a merchant.",
                "作废商户的一张证书。")
            .with(MCHID, Parameter.text("serial", "the serial number", "0".repeat(40)))
            .standsFor("SimulatedMerchant.revokeCertificate(String)")
            .does(
                arguments -> {
                  merchant(arguments).revokeCertificate(arguments.text("serial"));
                  return Map.of();
                }));
  }

  private SimulatedMerchant merchant(Arguments arguments) {
    String mchid = arguments.text("mchid");
    return simulator
        .findMerchant(mchid)
        .orElseThrow(
            () -> AdminProblem.notFound("The merchant %s does not exist".formatted(mchid)));
  }

  private static Map<String, ?> written(SimulatedMerchant merchant) {
    return Map.of(
        "mchid", merchant.mchid(),
        "serial", merchant.serial(),
        "private_key_pem", merchant.privateKeyPem(),
        "certificate_pem", merchant.certificatePem(),
        "api_v3_key", merchant.apiV3Key());
  }
}
