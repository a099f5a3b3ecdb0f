package io.github.wechatpayfeign.merchant;

import java.io.IOException;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.spec.KeySpec;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.PasswordConverter;
import org.bouncycastle.jcajce.PBKDF1KeyWithParameters;
import org.bouncycastle.jcajce.PKCS12KeyWithParameters;
import org.bouncycastle.jcajce.spec.PBKDF2KeySpec;
import org.bouncycastle.jcajce.spec.ScryptKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Decrypts PKCS#8 keys: it knows the ciphers of PKCS#5 (PBES1 and PBES2, with PBKDF2 or scrypt) and
 * of PKCS#12.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8018">PKCS #5</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7914">scrypt</a>
 */
final class Pkcs8Decryption {

  private static final String PBES2 = "2a864886f70d01050d";
  private static final String PBKDF2 = "2a864886f70d01050c";
  private static final String SCRYPT = "2b06010401da47040b";
  private static final String PBES1 = "2a864886f70d0105";
  private static final String PKCS12 = "2a864886f70d010c01";
  private static final byte[] HMAC_WITH_SHA1 =
      HexFormat.of().parseHex("300c06082a864886f70d02070500");

  private Pkcs8Decryption() {}

  static byte[] decrypt(byte[] encrypted, char[] passphrase, Provider provider)
      throws GeneralSecurityException {
    List<Der> parts = children(Der.first(encrypted), 2);
    List<Der> algorithm = children(parts.get(0), 2);
    String name = algorithm.get(0).hex();
    try {
      Cipher cipher =
          name.equals(PBES2)
              ? pbes2(algorithm.get(1), passphrase, provider)
              : pbes1(algorithm, passphrase, provider);
      return cipher.doFinal(parts.get(1).content());
    } catch (NoSuchAlgorithmException | IOException unknown) {
      throw new UnknownCipherException("OID " + name);
    }
  }

  private static Cipher pbes2(Der parameters, char[] passphrase, Provider provider)
      throws GeneralSecurityException, IOException {
    List<Der> parts = children(parameters, 2);
    List<Der> derivation = children(parts.get(0), 2);
    List<Der> encryption = children(parts.get(1), 2);
    String cipherName = dotted(encryption.get(0));
    int bits = keyBits(cipherName, provider);
    List<Der> settings = children(derivation.get(1), 2);
    KeySpec spec;
    String function;
    switch (derivation.get(0).hex()) {
      case PBKDF2 -> {
        function = "PBKDF2";
        spec =
            new PBKDF2KeySpec(
                passphrase,
                settings.get(0).content(),
                number(settings.get(1)),
                bits,
                AlgorithmIdentifier.getInstance(prf(settings)));
      }
      case SCRYPT -> {
        function = "SCRYPT";
        children(derivation.get(1), 4);
        spec =
            new ScryptKeySpec(
                passphrase,
                settings.get(0).content(),
                number(settings.get(1)),
                number(settings.get(2)),
                number(settings.get(3)),
                bits);
      }
      default -> throw new UnknownCipherException("OID " + dotted(derivation.get(0)));
    }
    byte[] key = SecretKeyFactory.getInstance(function, provider).generateSecret(spec).getEncoded();
    AlgorithmParameters iv = AlgorithmParameters.getInstance(cipherName, provider);
    iv.init(encryption.get(1).encoded());
    Cipher cipher = Cipher.getInstance(cipherName, provider);
    cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, cipherName), iv);
    return cipher;
  }

  private static byte[] prf(List<Der> settings) {
    Der last = settings.get(settings.size() - 1);
    return last.is(Der.SEQUENCE) ? last.encoded() : HMAC_WITH_SHA1;
  }

  /** Returns a cipher of PBES1 or PKCS#12, which derives its key itself. */
  private static Cipher pbes1(List<Der> algorithm, char[] passphrase, Provider provider)
      throws GeneralSecurityException {
    List<Der> settings = children(algorithm.get(1), 2);
    byte[] salt = settings.get(0).content();
    int iterations = number(settings.get(1));
    String name = algorithm.get(0).hex();
    Key key;
    if (name.startsWith(PKCS12)) {
      key = new PKCS12KeyWithParameters(passphrase, salt, iterations);
    } else if (name.startsWith(PBES1)) {
      key = new PBKDF1KeyWithParameters(passphrase, PasswordConverter.UTF8, salt, iterations);
    } else {
      throw new UnknownCipherException("OID " + dotted(algorithm.get(0)));
    }
    Cipher cipher = Cipher.getInstance(dotted(algorithm.get(0)), provider);
    cipher.init(Cipher.DECRYPT_MODE, key);
    return cipher;
  }

  /** Returns the key length of a cipher; the provider generates a key to show it. */
  private static int keyBits(String cipher, Provider provider) throws GeneralSecurityException {
    return KeyGenerator.getInstance(cipher, provider).generateKey().getEncoded().length * Byte.SIZE;
  }

  private static List<Der> children(@Nullable Der element, int atLeast)
      throws GeneralSecurityException {
    List<Der> children = element == null ? List.of() : element.children();
    if (children.size() < atLeast) {
      throw new GeneralSecurityException("The parameters of the encryption are damaged");
    }
    return children;
  }

  private static int number(Der integer) throws GeneralSecurityException {
    try {
      return new BigInteger(integer.content()).intValueExact();
    } catch (ArithmeticException tooLarge) {
      throw new GeneralSecurityException("The parameters of the encryption are damaged", tooLarge);
    }
  }

  /** Returns an object identifier in its dotted form. */
  private static String dotted(Der identifier) {
    StringBuilder dotted = new StringBuilder();
    long arc = 0;
    for (byte octet : identifier.content()) {
      arc = (arc << 7) | (octet & 0x7F);
      if (octet >= 0) {
        if (dotted.isEmpty()) {
          long root = Math.min(arc / 40, 2);
          dotted.append(root).append('.').append(arc - 40 * root);
        } else {
          dotted.append('.').append(arc);
        }
        arc = 0;
      }
    }
    return dotted.toString();
  }
}
