package io.github.wechatpayfeign.merchant;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The algorithm of a key, as its encoding names it.
 *
 * @param family the way to read such a key
 * @param name the name in messages, such as {@code EC on the curve P-256}
 */
record KeyAlgorithm(Family family, String name) {

  /** How a key is read. */
  enum Family {
    RSA,
    SM2,
    OTHER
  }

  static final String RSA_OID = "2a864886f70d010101";
  static final String EC_OID = "2a8648ce3d0201";

  private static final String SM2_CURVE = "2a811ccf5501822d";

  private static final Map<String, String> OTHERS =
      Map.of(
          "2a864886f70d01010a", "RSA-PSS",
          "2a8648ce380401", "DSA",
          "2b6570", "Ed25519",
          "2b6571", "Ed448",
          "2b656e", "X25519");

  private static final Map<String, String> CURVES =
      Map.of(
          "2a8648ce3d030107", "P-256 (prime256v1)",
          "2b81040022", "P-384 (secp384r1)",
          "2b81040023", "P-521 (secp521r1)",
          "2b8104000a", "secp256k1");

  /** Returns the algorithm that an AlgorithmIdentifier names. */
  static KeyAlgorithm of(@Nullable Der identifier) {
    List<Der> parts = identifier == null ? List.of() : identifier.children();
    String oid = parts.isEmpty() ? "" : parts.get(0).hex();
    if (oid.equals(RSA_OID)) {
      return new KeyAlgorithm(Family.RSA, "RSA");
    }
    if (oid.equals(EC_OID) && parts.size() > 1) {
      return onCurve(parts.get(1));
    }
    return new KeyAlgorithm(Family.OTHER, OTHERS.getOrDefault(oid, "an unknown algorithm"));
  }

  private static KeyAlgorithm onCurve(Der curve) {
    if (!curve.is(Der.OBJECT_IDENTIFIER)) {
      // The curve is given by its parameters; only the code that reads the key can compare them.
      return new KeyAlgorithm(Family.SM2, "EC on a curve without a name");
    }
    return curve.hex().equals(SM2_CURVE)
        ? new KeyAlgorithm(Family.SM2, "SM2")
        : new KeyAlgorithm(
            Family.OTHER, "EC on the curve " + CURVES.getOrDefault(curve.hex(), "of another name"));
  }
}
