package io.github.wechatpayfeign.springtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.api.CloseDecision;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.simulator.SimulatedMerchant;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.gateway.GatewayMode;
import io.github.wechatpayfeign.simulator.order.OrderState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/**
 * Every mode of the gateway and every format of a private key, with the libraries in the versions
 * that Spring Boot and Spring Cloud manage, such as an older BouncyCastle. The keys are made by
 * openssl.
 */
class ModesAndKeyFormatsTest {

  private static final String PASSPHRASE = "open sesame";
  private static final String MCHID = "1900000555";
  private static final List<String> SCHEMES = List.of("RSA", "SM2");

  @TempDir static Path folder;

  private static final Map<String, WechatPaySimulator> GATEWAYS = new LinkedHashMap<>();
  private static final Map<String, Path> FORMATS = new LinkedHashMap<>();

  @BeforeAll
  static void makeKeys() throws Exception {
    for (String scheme : SCHEMES) {
      GatewayMode mode = scheme.equals("RSA") ? GatewayMode.PUBLIC_KEY : GatewayMode.SHANGMI;
      WechatPaySimulator gateway = WechatPaySimulator.builder().mode(mode).start();
      GATEWAYS.put(scheme, gateway);
      KeyFiles files = new KeyFiles(folder, gateway);
      Path key =
          scheme.equals("RSA")
              ? files.otherPrivateKey()
              : files.openssl("sm2.pem", "genpkey", "-algorithm", "SM2");
      SimulatedMerchant merchant = gateway.addMerchant(MCHID, keyPair(scheme, files, key));
      makePlain(scheme, files, key);
      makeEncrypted(scheme, files, key);
      makePkcs12(scheme, files, key, merchant);
    }
  }

  @AfterAll
  static void stop() {
    GATEWAYS.values().forEach(WechatPaySimulator::close);
  }

  private static KeyPair keyPair(String scheme, KeyFiles files, Path key) throws Exception {
    Path privateDer =
        files.openssl(
            scheme + ".der", "pkcs8", "-topk8", "-nocrypt", "-outform", "DER", "-in", "" + key);
    Path publicDer =
        files.openssl(scheme + "_pub.der", "pkey", "-pubout", "-outform", "DER", "-in", "" + key);
    FORMATS.put(scheme + ", PKCS#8, DER", privateDer);
    KeyFactory factory =
        scheme.equals("RSA")
            ? KeyFactory.getInstance("RSA")
            : KeyFactory.getInstance("EC", new BouncyCastleProvider());
    return new KeyPair(
        factory.generatePublic(new X509EncodedKeySpec(Files.readAllBytes(publicDer))),
        factory.generatePrivate(new PKCS8EncodedKeySpec(Files.readAllBytes(privateDer))));
  }

  private static void makePlain(String scheme, KeyFiles files, Path key) {
    FORMATS.put(scheme + ", PKCS#8", key);
    add(files, scheme, "traditional", traditional(scheme), "-in", key);
    add(files, scheme, "traditional, DER", traditional(scheme), "-in", key, "-outform", "DER");
  }

  private static void makeEncrypted(String scheme, KeyFiles files, Path key) {
    Object[] encrypted = {"-in", key, "-passout", "pass:" + PASSPHRASE};
    add(files, scheme, "encrypted, PBES2", "pkcs8 -topk8 -v2 aes-256-cbc", encrypted);
    add(files, scheme, "encrypted, PBES2, DER", "pkcs8 -topk8 -outform DER", encrypted);
    add(files, scheme, "encrypted, scrypt", "pkcs8 -topk8 -scrypt", encrypted);
    add(files, scheme, "encrypted, PBES1", "pkcs8 -topk8 -v1 PBE-SHA1-3DES", encrypted);
    add(files, scheme, "encrypted, DEK-Info", traditional(scheme) + " -aes256", encrypted);
    add(files, scheme, "encrypted, DEK-Info DES", traditional(scheme) + " -des3", encrypted);
  }

  private static void makePkcs12(
      String scheme, KeyFiles files, Path key, SimulatedMerchant merchant) {
    Path certificate = files.certificate(scheme + "_cert.pem", key, merchant.serial());
    Object[] both = {"-inkey", key, "-in", certificate, "-passout", "pass:" + PASSPHRASE};
    add(files, scheme, "PKCS#12", "pkcs12 -export", both);
    for (String cipher : List.of("PBE-SHA1-3DES", "camellia-256-cbc")) {
      String options = " -macalg sha1 -keypbe " + cipher + " -certpbe " + cipher;
      add(files, scheme, "PKCS#12, " + cipher, "pkcs12 -export" + options, both);
    }
  }

  private static String traditional(String scheme) {
    return scheme.equals("RSA") ? "rsa -traditional" : "ec";
  }

  private static void add(
      KeyFiles files, String scheme, String format, String command, Object... options) {
    List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
    Stream.of(options).map(Object::toString).forEach(arguments::add);
    String file = "key" + FORMATS.size();
    FORMATS.put(scheme + ", " + format, files.openssl(file, arguments.toArray(String[]::new)));
  }

  static Stream<String> formats() {
    return FORMATS.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("formats")
  void signsACloseWithAKeyInEachFormat(String format) {
    WechatPaySimulator gateway = gateway(format);
    Path file = Objects.requireNonNull(FORMATS.get(format));
    String order = "ORDER-" + gateway.requestCount();
    gateway.book(MCHID).create(order);

    application(gateway, format, file)
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              context.getBean(WechatPay.class).closeOrder(order);
              assertThat(gateway.book(MCHID).state(order)).contains(OrderState.CLOSED);
            });
  }

  private static WechatPaySimulator gateway(String format) {
    return Objects.requireNonNull(GATEWAYS.get(format.substring(0, 3)));
  }

  private static ApplicationContextRunner application(
      WechatPaySimulator gateway, String format, Path file) {
    SimulatedMerchant merchant = gateway.findMerchant(MCHID).orElseThrow();
    ApplicationContextRunner application =
        Applications.calling(gateway)
            .withPropertyValues("wechatpay.mchid=" + MCHID)
            .withPropertyValues(
                format.contains("PKCS#12")
                    ? new String[] {
                      "wechatpay.pkcs12=" + file, "wechatpay.pkcs12-password=" + PASSPHRASE
                    }
                    : new String[] {
                      "wechatpay.private-key=" + file,
                      "wechatpay.merchant-serial=" + merchant.serial()
                    });
    if (format.contains("encrypted")) {
      application =
          application.withPropertyValues("wechatpay.private-key-passphrase=" + PASSPHRASE);
    }
    return format.startsWith("RSA")
        ? application.withPropertyValues(publicKey(gateway))
        : application.withPropertyValues("wechatpay.api-v3-key=" + merchant.apiV3Key());
  }

  private static String[] publicKey(WechatPaySimulator gateway) {
    return new String[] {
      "wechatpay.public-key-id=" + gateway.publicKeyId(),
      "wechatpay.public-key=" + gateway.publicKeyPem()
    };
  }

  @Test
  void readsEveryFormatThatThereIs() {
    assertThat(FORMATS).hasSize(26);
  }

  @ParameterizedTest
  @CsvSource({"prime256v1", "secp384r1"})
  void refusesAKeyOnAnotherCurveThanThatOfSm2(String curve) {
    WechatPaySimulator gateway = gateway("RSA");
    Path key =
        new KeyFiles(folder, gateway)
            .openssl(
                "ec.pem", "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:" + curve);

    application(gateway, "RSA, PKCS#8", key)
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .hasMessageContaining("wechatpay.private-key")
                    .hasMessageContaining("ec.pem holds a key for ")
                    .hasMessageContaining(", but WeChat Pay takes only RSA and SM2"));
  }

  /** What a merchant has of WeChat Pay's side. */
  enum Given {
    PUBLIC_KEY,
    CERTIFICATE,
    API_V3_KEY;

    String[] properties(WechatPaySimulator gateway) throws Exception {
      return switch (this) {
        case PUBLIC_KEY -> publicKey(gateway);
        case CERTIFICATE ->
            new String[] {
              "wechatpay.platform-certificates[0]="
                  + Files.writeString(
                      folder.resolve("platform.pem"), gateway.platformCertificates().get(0).pem())
            };
        case API_V3_KEY -> new String[] {"wechatpay.api-v3-key=" + gateway.apiV3Key()};
      };
    }
  }

  @ParameterizedTest
  @CsvSource({
    "PUBLIC_KEY, PUBLIC_KEY",
    "PLATFORM_CERTIFICATE, CERTIFICATE",
    "PLATFORM_CERTIFICATE, API_V3_KEY",
    "MIGRATION, PUBLIC_KEY",
    "MIGRATION, CERTIFICATE",
    "MIGRATION, API_V3_KEY",
    "MIGRATION, PUBLIC_KEY API_V3_KEY",
    "SHANGMI, CERTIFICATE",
    "SHANGMI, API_V3_KEY",
  })
  void closesOrdersInEachMode(GatewayMode mode, String given) throws Exception {
    try (WechatPaySimulator gateway = WechatPaySimulator.builder().mode(mode).start()) {
      ApplicationContextRunner application = merchantOf(gateway);
      for (String one : given.split(" ", -1)) {
        application = application.withPropertyValues(Given.valueOf(one).properties(gateway));
      }
      gateway.createOrder("ORDER-1");
      gateway.createOrder("ORDER-2");

      application.run(
          context -> {
            assertThat(context).hasNotFailed();
            WechatPay wechatPay = context.getBean(WechatPay.class);
            wechatPay.closeOrder("ORDER-1");
            assertThat(gateway.state("ORDER-1")).contains(OrderState.CLOSED);
            assertThat(wechatPay.closeDecisively("ORDER-2").kind())
                .isEqualTo(CloseDecision.Kind.CLOSED);
          });
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"PLATFORM_CERTIFICATE", "SHANGMI"})
  void closesOrdersAlsoAfterTheGatewayChangedItsCertificate(GatewayMode mode) throws Exception {
    try (WechatPaySimulator gateway = WechatPaySimulator.builder().mode(mode).start()) {
      gateway.createOrder("ORDER-1");
      gateway.createOrder("ORDER-2");

      merchantOf(gateway)
          .withPropertyValues(Given.API_V3_KEY.properties(gateway))
          .run(
              context -> {
                WechatPay wechatPay = context.getBean(WechatPay.class);
                wechatPay.closeOrder("ORDER-1");
                gateway.issuePlatformCertificate();
                gateway.useNewestPlatformCertificate();
                wechatPay.closeOrder("ORDER-2");
                assertThat(gateway.state("ORDER-2")).contains(OrderState.CLOSED);
              });
    }
  }

  private static ApplicationContextRunner merchantOf(WechatPaySimulator gateway) {
    return Applications.calling(gateway)
        .withPropertyValues(
            "wechatpay.mchid=" + gateway.mchid(),
            "wechatpay.merchant-serial=" + gateway.merchantSerial(),
            "wechatpay.private-key=" + gateway.merchantPrivateKeyPem());
  }
}
