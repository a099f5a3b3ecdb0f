package io.github.wechatpayfeign.springtests;

import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The keys of a simulator's merchant, in all the files that a merchant may have them in. */
final class KeyFiles {

  private final Path folder;
  private final WechatPaySimulator simulator;

  KeyFiles(Path folder, WechatPaySimulator simulator) {
    this.folder = folder;
    this.simulator = simulator;
  }

  Path privateKey() {
    return write("apiclient_key.pem", simulator.merchantPrivateKeyPem());
  }

  Path publicKey() {
    return write("pub_key.pem", simulator.publicKeyPem());
  }

  Path encryptedPrivateKey(String passphrase) {
    return openssl(
        "encrypted_key.pem",
        "pkcs8",
        "-topk8",
        "-in",
        privateKey().toString(),
        "-passout",
        "pass:" + passphrase);
  }

  Path certificate() {
    return certificate("apiclient_cert.pem", privateKey(), simulator.merchantSerial());
  }

  Path certificate(String name, Path privateKey, String serial) {
    return openssl(
        name,
        "req",
        "-x509",
        "-new",
        "-key",
        privateKey.toString(),
        "-set_serial",
        "0x" + serial,
        "-subj",
        "/CN=" + simulator.mchid(),
        "-days",
        "30");
  }

  Path otherPrivateKey() {
    return openssl(
        "other_key.pem", "genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048");
  }

  Path pkcs12(String password) {
    return openssl(
        "apiclient_cert.p12",
        "pkcs12",
        "-export",
        "-inkey",
        privateKey().toString(),
        "-in",
        certificate().toString(),
        "-passout",
        "pass:" + password);
  }

  Path write(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  Path openssl(String name, String... arguments) {
    Path file = folder.resolve(name);
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(arguments));
    command.addAll(List.of("-out", file.toString()));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(command + " said: " + said);
      }
      return file;
    } catch (IOException e) {
      throw new AssertionError("The tests need the openssl command line", e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
