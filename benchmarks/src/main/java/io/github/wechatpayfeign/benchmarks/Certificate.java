package io.github.wechatpayfeign.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * The certificate of the stub, made by keytool for each run, and a trust store with it. Contenders
 * check it as they check that of WeChat Pay: chain and name.
 */
final class Certificate {

  private static final char[] PASSWORD = "benchmarks".toCharArray();

  private final Path keys;
  private final Path trusted;

  private Certificate(Path folder) {
    this.keys = folder.resolve("stub.p12");
    this.trusted = folder.resolve("trusted.p12");
  }

  /** Returns the certificate in a folder. */
  static Certificate of(Path folder) {
    return new Certificate(folder);
  }

  /** Makes the certificate of a run in its folder. */
  static Certificate make(Path folder) throws IOException, InterruptedException {
    Certificate certificate = of(folder);
    String pem = folder.resolve("stub.pem").toString();
    keytool(
        certificate.keys,
        "-genkeypair",
        "-alias stub -keyalg RSA -keysize 2048 -validity 2 -dname CN=" + Setup.WECHAT_PAY_HOST,
        "-ext san=dns:" + Setup.WECHAT_PAY_HOST + ",dns:localhost,ip:127.0.0.1");
    keytool(certificate.keys, "-exportcert", "-alias stub -rfc -file " + pem);
    keytool(certificate.trusted, "-importcert", "-noprompt -alias stub -file " + pem);
    return certificate;
  }

  /** Returns the options of a JVM that trusts this certificate and no other. */
  List<String> options() {
    return List.of(
        "-Djavax.net.ssl.trustStore=" + trusted,
        "-Djavax.net.ssl.trustStorePassword=" + new String(PASSWORD));
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
    command.addAll(List.of("-storetype", "PKCS12", "-storepass", new String(PASSWORD)));
    command.addAll(List.of("-keystore", store.toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new IOException("keytool failed: " + output);
    }
  }
}
