package io.github.wechatpayfeign.springtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.simulator.SimulatedMerchant;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.order.OrderState;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application that is processed ahead of time by a build without properties, and then run. */
class AotTest {

  private static final String CLASS_PATH = classPath();
  private static final String APPLICATION = AotApplication.class.getName();

  @TempDir Path folder;

  @Test
  void closesOrdersForMerchantsThatTheBuildDidNotKnow() throws Exception {
    process();
    compile();

    try (WechatPaySimulator simulator = WechatPaySimulator.start()) {
      SimulatedMerchant late = simulator.addMerchant("1900000222");
      simulator.createOrder("ORDER-1");
      late.book().create("ORDER-LATE");
      List<String> arguments = new ArrayList<>();
      arguments.add("--wechatpay.base-url=" + simulator.baseUrl());
      arguments.addAll(merchant("wechatpay", simulator.merchant(), simulator));
      arguments.addAll(merchant("wechatpay.merchants.late", late, simulator));

      assertThat(run("-Dspring.aot.enabled=true", APPLICATION, arguments))
          .contains("generated artifacts: true", "alias: true");

      assertThat(simulator.state("ORDER-1")).contains(OrderState.CLOSED);
      assertThat(late.book().state("ORDER-LATE")).contains(OrderState.CLOSED);
    }

    assertThat(metadata())
        .contains(
            "io.github.wechatpayfeign.api.TransactionsApi",
            "io.github.wechatpayfeign.api.PartnerTransactionsApi",
            "io.github.wechatpayfeign.api.CombineTransactionsApi",
            "io.github.wechatpayfeign.client.CertificatesApi",
            "io.github.wechatpayfeign.api.OutTradeNo",
            "io.github.wechatpayfeign.api.CombineOutTradeNo",
            "io.github.wechatpayfeign.api.TransactionId",
            "io.github.wechatpayfeign.api.CloseOrderRequest",
            "io.github.wechatpayfeign.api.Transaction$Amount",
            "io.github.wechatpayfeign.api.prepay.PrepayApi",
            "io.github.wechatpayfeign.api.prepay.PrepayOrder$Amount",
            "io.github.wechatpayfeign.api.prepay.TimeExpire",
            "version.properties");
    for (String type : typesIn(metadata())) {
      assertThat(Class.forName(type, false, AotTest.class.getClassLoader())).isNotNull();
    }
  }

  /** Returns the types of ours in the metadata, of which some stand there by their names alone. */
  private static Set<String> typesIn(String metadata) {
    return Pattern.compile("\"(io\\.github\\.wechatpayfeign\\.[\\w.]+\\.[A-Z]\\w*(\\$\\w+)*)\"")
        .matcher(metadata)
        .results()
        .map(type -> type.group(1))
        .filter(type -> !type.contains("__"))
        .collect(Collectors.toSet());
  }

  private static List<String> merchant(
      String prefix, SimulatedMerchant merchant, WechatPaySimulator simulator) {
    return List.of(
        "--" + prefix + ".mchid=" + merchant.mchid(),
        "--" + prefix + ".merchant-serial=" + merchant.serial(),
        "--" + prefix + ".private-key=" + merchant.privateKeyPem(),
        "--" + prefix + ".public-key-id=" + simulator.publicKeyId(),
        "--" + prefix + ".public-key=" + simulator.publicKeyPem());
  }

  /** Returns the class path of the tests, which a launcher may give by a loader of its own. */
  private static String classPath() {
    if (AotTest.class.getClassLoader() instanceof URLClassLoader loader) {
      return Arrays.stream(loader.getURLs())
          .map(url -> new File(url.getPath()).toString())
          .collect(Collectors.joining(File.pathSeparator));
    }
    return System.getProperty(
        "surefire.test.class.path", System.getProperty("java.class.path", ""));
  }

  /** Does what the goal {@code process-aot} of Spring Boot's plugin does. */
  private void process() throws Exception {
    run(
        "-Dspring.aot.processing=true",
        "org.springframework.boot.SpringApplicationAotProcessor",
        List.of(
            APPLICATION,
            folder.resolve("sources").toString(),
            folder.resolve("resources").toString(),
            folder.resolve("classes").toString(),
            "com.example",
            "aot"));
  }

  private void compile() throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of("-proc:none", "-d", folder.resolve("classes").toString(), "-cp"));
    arguments.add(folder.resolve("classes") + File.pathSeparator + CLASS_PATH);
    try (Stream<Path> sources = Files.walk(folder.resolve("sources"))) {
      sources
          .filter(file -> file.toString().endsWith(".java"))
          .forEach(file -> arguments.add(file.toString()));
    }
    assertThat(
            ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, arguments.toArray(String[]::new)))
        .isZero();
  }

  private String run(String option, String main, List<String> arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            Arrays.asList(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                option,
                "-cp",
                folder.resolve("classes")
                    + File.pathSeparator
                    + folder.resolve("resources")
                    + File.pathSeparator
                    + CLASS_PATH,
                main));
    command.addAll(arguments);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }

  private String metadata() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("resources"))) {
      return files.filter(Files::isRegularFile).map(AotTest::text).collect(Collectors.joining());
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
