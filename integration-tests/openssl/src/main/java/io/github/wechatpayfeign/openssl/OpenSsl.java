package io.github.wechatpayfeign.openssl;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * Keys and signatures from the openssl command line, so that our code is not checked by our code.
 */
public final class OpenSsl {

  private final Path folder;

  /** Creates an instance that writes its keys into a folder. */
  public OpenSsl(Path folder) {
    this.folder = folder;
  }

  /** Creates keys in a folder that is deleted when the JVM ends. */
  public static OpenSsl inTemporaryFolder() {
    try {
      Path folder = Files.createTempDirectory("openssl");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
      return new OpenSsl(folder);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(folder);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  public Path rsaKey(String name, int bits) {
    return key(name, "genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:" + bits);
  }

  public Path ecKey(String name) {
    return key(name, "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256");
  }

  public Path publicKey(Path privateKey, String name) {
    return key(name, "pkey", "-in", privateKey.toString(), "-pubout");
  }

  /**
   * Returns a certificate that a key signs itself.
   *
   * @param serial its serial number, in hexadecimal digits
   */
  public Path certificate(String name, Path privateKey, String serial) {
    return key(
        name,
        "req",
        "-x509",
        "-key",
        privateKey.toString(),
        "-subj",
        "/CN=merchant",
        "-set_serial",
        "0x" + serial);
  }

  /** Returns a PKCS#12 file with a key and its certificate. */
  public Path pkcs12(String name, Path privateKey, Path certificate, String password) {
    return key(
        name,
        "pkcs12",
        "-export",
        "-inkey",
        privateKey.toString(),
        "-in",
        certificate.toString(),
        "-passout",
        "pass:" + password);
  }

  /** Returns the signature SHA256withRSA of the message. */
  public byte[] sign(Path privateKey, byte[] message) {
    Path input = folder.resolve("message");
    Path output = folder.resolve("signature");
    try {
      Files.write(input, message);
      run(
          "dgst",
          "-sha256",
          "-sign",
          privateKey.toString(),
          "-out",
          output.toString(),
          input.toString());
      return Files.readAllBytes(output);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  public String signBase64(Path privateKey, byte[] message) {
    return Base64.getEncoder().encodeToString(sign(privateKey, message));
  }

  /** Runs openssl with the arguments and {@code -out name}, and returns the file. */
  public Path key(String name, String... arguments) {
    Path file = folder.resolve(name);
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("-out");
    all.add(file.toString());
    run(all.toArray(String[]::new));
    return file;
  }

  /** Runs openssl, and returns what it says; fails if openssl fails. */
  public static String run(String... arguments) {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(arguments));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(command + " said: " + said);
      }
      return said;
    } catch (IOException e) {
      throw new AssertionError("The tests need the openssl command line", e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
