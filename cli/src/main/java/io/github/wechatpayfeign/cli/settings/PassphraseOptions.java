package io.github.wechatpayfeign.cli.settings;

import io.github.wechatpayfeign.cli.console.ProcessContext;
import io.github.wechatpayfeign.cli.console.Words;
import io.github.wechatpayfeign.merchant.KeyMaterial;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that open an encrypted key or a PKCS#12 file. */
final class PassphraseOptions {

  private static final String PASSPHRASE = "--passphrase";
  private static final String PASSPHRASE_FILE = "--passphrase-file";

  @Option(
      names = PASSPHRASE,
      paramLabel = "TEXT",
      description =
          "The passphrase of an encrypted key or PKCS#12 file. The variable keeps it out of the"
              + " list of processes. If no passphrase is given, the terminal asks for it"
              + " (WECHATPAY_PASSPHRASE).")
  private @Nullable String passphrase;

  @Option(
      names = PASSPHRASE_FILE,
      paramLabel = "FILE",
      description =
          "A file whose first line is the passphrase, such as a mounted secret"
              + " (WECHATPAY_PASSPHRASE_FILE).")
  private @Nullable String file;

  /**
   * Returns the material with the given passphrase, or null if none is given.
   *
   * @throws IllegalArgumentException if two are given, or the file cannot be read
   */
  @Nullable KeyMaterial openedBySetting(KeyMaterial material) {
    if (passphrase != null && file != null) {
      throw new IllegalArgumentException(
          Words.of("{0} replaces {1}: give one of them", PASSPHRASE_FILE, PASSPHRASE));
    }
    if (passphrase != null) {
      return material.withPassphrase(passphrase.toCharArray());
    }
    return file == null ? null : material.withPassphrase(SecretFile.firstLine(file).toCharArray());
  }

  /** Returns the material with the typed passphrase, or unchanged if there is no terminal. */
  static KeyMaterial openedByPrompt(KeyMaterial material, String name, ProcessContext context) {
    char[] typed = context.terminal().apply(Words.of("Passphrase of {0}: ", name));
    return typed == null ? material : material.withPassphrase(typed);
  }
}
