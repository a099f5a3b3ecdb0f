package io.github.wechatpayfeign.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * The certificate of the stub, made by keytool for each run, and a trust store with it and with
 * those of the JVM. Contenders check it as they check that of WeChat Pay: chain and name.
 */
final class Certificate {

  private static final char[] PASSWORD = "benchmarks".toCharArray();

  private final Path keys;
  private final Path trusted;

  private Certificate(Path folder) {
    this.keys = folder.resolve("stub.p12");
    this.trusted = folder.resolve("cacerts");
  }

  /** Returns the certificate in a folder. */
  static Certificate of(Path folder) {
    return new Certificate(folder);
  }

  /** Makes the certificate of a run in its folder. */
  static Certificate make(Path folder) throws IOException, InterruptedException {
    Certificate certificate = of(folder);
    String pem = folder.resolve("stub.pem").toString();
    String own = "-storetype PKCS12 -storepass " + new String(PASSWORD);
    keytool(
        certificate.keys,
        own,
        "-genkeypair",
        "-alias stub -keyalg RSA -keysize 2048 -validity 2 -dname CN=" + Setup.WECHAT_PAY_HOST,
        "-ext san=dns:" + Setup.WECHAT_PAY_HOST + ",dns:localhost,ip:127.0.0.1");
    keytool(certificate.keys, own, "-exportcert", "-alias stub -rfc -file " + pem);
    Files.copy(
        Path.of(System.getProperty("java.home"), "lib", "security", "cacerts"),
        certificate.trusted);
    Files.setPosixFilePermissions(
        certificate.trusted, PosixFilePermissions.fromString("rw-------"));
    keytool(
        certificate.trusted,
        "-storepass changeit",
        // As in the JVM's own store, the certificates are not encrypted.
        "-J-Dkeystore.pkcs12.certProtectionAlgorithm=NONE -J-Dkeystore.pkcs12.macAlgorithm=NONE",
        "-importcert",
        "-noprompt -alias stub -file " + pem);
    return certificate;
  }

  /** Returns the option of a JVM that trusts this certificate, too. */
  String option() {
    return "-Djavax.net.ssl.trustStore=" + trusted;
  }

  /** Returns sockets that prove to be the stub by this certificate. */
  ServerSocketFactory sockets() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keys)) {
      store.load(in, PASSWORD);
    }
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return context.getServerSocketFactory();
  }

  private static void keytool(Path store, String... words)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    for (String each : words) {
      command.addAll(List.of(each.split(" ")));
    }
    command.addAll(List.of("-keystore", store.toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new IOException("keytool failed: " + output);
    }
  }
}
