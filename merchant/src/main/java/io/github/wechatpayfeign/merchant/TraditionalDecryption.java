package io.github.wechatpayfeign.merchant;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Provider;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.PasswordConverter;

/**
 * Decrypts keys in openssl's traditional PEM, whose headers name the cipher.
 *
 * @see <a href="https://docs.openssl.org/3.0/man3/PEM_read_bio_PrivateKey/">PEM encryption
 *     format</a>
 */
final class TraditionalDecryption {

  private static final Pattern CIPHER =
      Pattern.compile("(AES|CAMELLIA|ARIA|SM4|DES-EDE3|DES)(?:-(128|192|256))?-CBC");
  private static final int SALT_BYTES = 8;

  private TraditionalDecryption() {}

  static byte[] decrypt(byte[] encrypted, DekInfo info, char[] passphrase, Provider provider)
      throws GeneralSecurityException {
    Matcher name = CIPHER.matcher(info.algorithm());
    if (!name.matches()) {
      throw new UnknownCipherException(info.algorithm());
    }
    String algorithm = name.group(1).equals("DES-EDE3") ? "DESede" : name.group(1);
    byte[] iv = info.ivBytes();
    byte[] key = key(passphrase, iv, keyBytes(algorithm, name.group(2)));
    Cipher cipher = Cipher.getInstance(algorithm + "/CBC/PKCS5Padding", provider);
    cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, algorithm), new IvParameterSpec(iv));
    return cipher.doFinal(encrypted);
  }

  private static int keyBytes(String algorithm, String bits) {
    return switch (algorithm) {
      case "DESede" -> 24;
      case "DES" -> 8;
      default -> bits == null ? 16 : Integer.parseInt(bits) / Byte.SIZE;
    };
  }

  /** Derives the key as openssl does: MD5 over the previous block, the passphrase and the salt. */
  private static byte[] key(char[] passphrase, byte[] iv, int length)
      throws GeneralSecurityException {
    byte[] password = PasswordConverter.UTF8.convert(passphrase);
    MessageDigest md5 = MessageDigest.getInstance("MD5");
    byte[] key = new byte[0];
    byte[] block = new byte[0];
    while (key.length < length) {
      md5.update(block);
      md5.update(password);
      md5.update(iv, 0, Math.min(SALT_BYTES, iv.length));
      block = md5.digest();
      int before = key.length;
      key = Arrays.copyOf(key, before + block.length);
      System.arraycopy(block, 0, key, before, block.length);
    }
    return Arrays.copyOf(key, length);
  }
}
