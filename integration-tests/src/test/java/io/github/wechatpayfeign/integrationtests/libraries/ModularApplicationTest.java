package io.github.wechatpayfeign.integrationtests.libraries;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An application with a {@code module-info} closes an order on the module path, if it requires what
 * the README of {@code api} shows.
 */
class ModularApplicationTest {

  private static final Pattern SHOWN = Pattern.compile("```java\n(module .*?)```", Pattern.DOTALL);
  private static final Pattern OURS =
      Pattern.compile(
          ".*[/\\\\](merchant|errors|signing|client|api|simulator)[/\\\\]target[/\\\\].*");
  private static final List<String> OTHERS =
      List.of(
          "bcprov-jdk18on",
          "feign-core",
          "feign-jackson",
          "feign-okhttp",
          "jackson-annotations",
          "jackson-core",
          "jackson-databind",
          "jspecify",
          "kotlin-stdlib",
          "netty-[a-z0-9-]+",
          "okhttp",
          "okio");

  private static final String APPLICATION =
      """
      package shop;

      import io.github.wechatpayfeign.api.WechatPay;
      import io.github.wechatpayfeign.merchant.Merchant;
      import io.github.wechatpayfeign.simulator.WechatPaySimulator;

      public class Main {
        public static void main(String[] arguments) {
          try (WechatPaySimulator simulator = WechatPaySimulator.start()) {
            simulator.createOrder("ORDER-1");
            Merchant merchant =
                Merchant.builder()
                    .mchid(simulator.mchid())
                    .merchantSerial(simulator.merchantSerial())
                    .privateKeyPem(simulator.merchantPrivateKeyPem())
                    .wechatPayPublicKeyPem(simulator.publicKeyId(), simulator.publicKeyPem())
                    .build();
            WechatPay wechatPay =
                WechatPay.builder(merchant).baseUrl(simulator.baseUrl()).build();
            wechatPay.closeOrder("ORDER-1");
            System.out.println(Main.class.getModule() + ": " + simulator.orders());
          }
          System.exit(0);
        }
      }
      """;

  @TempDir Path folder;

  @Test
  void closesAnOrderOnTheModulePath() throws Exception {
    String modulePath = modulePath();
    compile(modulePath);

    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-p",
                modulePath + File.pathSeparator + folder.resolve("classes"),
                "-m",
                "shop/shop.Main")
            .redirectErrorStream(true)
            .start();
    String printed = new String(process.getInputStream().readAllBytes(), UTF_8);

    assertThat(printed).contains("module shop: {ORDER-1=CLOSED}");
    assertThat(process.waitFor()).isZero();
  }

  private void compile(String modulePath) throws IOException {
    Path sources = Files.createDirectories(folder.resolve("sources").resolve("shop"));
    Matcher shown = SHOWN.matcher(Files.readString(Path.of("..", "api", "README.md")));
    assertThat(shown.find()).as("a module-info in api/README.md").isTrue();
    Path module = sources.resolveSibling("module-info.java");
    Files.writeString(module, shown.group(1));
    Path main = sources.resolve("Main.java");
    Files.writeString(main, APPLICATION);
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-p",
                modulePath,
                "-d",
                folder.resolve("classes").toString(),
                module.toString(),
                main.toString());
    assertThat(result).isZero();
  }

  /** Returns the path of what such an application has; each of our modules as a jar. */
  private String modulePath() throws IOException {
    List<String> path = new ArrayList<>();
    for (String entry : entries()) {
      Matcher ours = OURS.matcher(entry);
      if (ours.matches()) {
        path.add(Files.isDirectory(Path.of(entry)) ? jar(ours.group(1), Path.of(entry)) : entry);
      } else if (isOfOthers(Path.of(entry))) {
        path.add(entry);
      }
    }
    return String.join(File.pathSeparator, path);
  }

  private static List<String> entries() {
    return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
        .splitAsStream(System.getProperty("java.class.path"))
        .toList();
  }

  private static boolean isOfOthers(Path entry) {
    String name = Objects.requireNonNullElse(entry.getFileName(), entry).toString();
    return OTHERS.stream().anyMatch(other -> name.matches(other + "(-jvm)?-[0-9].*\\.jar"));
  }

  /** Maven gives directories of classes if it was told to stop before it makes jars. */
  private String jar(String module, Path classes) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest
        .getMainAttributes()
        .putValue("Automatic-Module-Name", "io.github.wechatpayfeign." + module);
    Path jar = folder.resolve(module + ".jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out, manifest);
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = classes.relativize(file).toString().replace(File.separatorChar, '/');
        if (!name.equals("META-INF/MANIFEST.MF")) {
          entries.putNextEntry(new ZipEntry(name));
          Files.copy(file, entries);
        }
      }
    }
    return jar.toString();
  }
}
