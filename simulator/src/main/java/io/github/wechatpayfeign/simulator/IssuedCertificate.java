package io.github.wechatpayfeign.simulator;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A certificate with its keys. The X.509 form is made when somebody asks for it: among thousands of
 * merchants hardly anybody does. It is signed by its own key, because nothing in APIv3 looks at who
 * issued a certificate.
 */
final class IssuedCertificate {
  private final AlgorithmSuite suite;
  private final String owner;
  private final String serial;
  private final KeyPair keys;
  private final Validity validity;
  private @Nullable String pem;

  IssuedCertificate(
      AlgorithmSuite suite, String owner, String serial, KeyPair keys, Validity validity) {
    this.suite = suite;
    this.owner = owner;
    this.serial = serial;
    this.keys = keys;
    this.validity = validity;
  }

  String serial() {
    return serial;
  }

  KeyPair keys() {
    return keys;
  }

  Validity validity() {
    return validity;
  }

  synchronized String pem() {
    if (pem == null) {
      pem = PemText.of("CERTIFICATE", x509());
    }
    return pem;
  }

  private byte[] x509() {
    X500Name name = new X500Name("C=CN,O=WeChat Pay simulator,CN=" + owner);
    X509v3CertificateBuilder builder =
        new X509v3CertificateBuilder(
            name,
            new BigInteger(serial, 16),
            Date.from(validity.from()),
            Date.from(validity.until()),
            name,
            SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()));
    try {
      return builder.build(signer(keys.getPrivate())).getEncoded();
    } catch (IOException | OperatorCreationException e) {
      throw new IllegalStateException("a certificate for " + owner + " cannot be made", e);
    }
  }

  /** Has the certificate signed by the same provider as everything else of the scheme. */
  private ContentSigner signer(PrivateKey key) throws OperatorCreationException {
    try {
      Signature signature = suite.newSignature();
      return new JcaContentSignerBuilder(signature.getAlgorithm())
          .setProvider(signature.getProvider())
          .build(key);
    } catch (GeneralSecurityException e) {
      throw suite.unsupported(e);
    }
  }

  @Override
  public String toString() {
    return "IssuedCertificate[%s, %s]".formatted(owner, serial);
  }
}
