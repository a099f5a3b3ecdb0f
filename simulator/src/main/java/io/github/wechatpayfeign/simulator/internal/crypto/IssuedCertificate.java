package io.github.wechatpayfeign.simulator.internal.crypto;

import java.io.IOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.util.Date;
import java.util.Locale;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A certificate with its keys. The X.509 form is created only if it is needed, because with
 * thousands of merchants most are never needed. The certificate is self-signed, because APIv3 never
 * checks the issuer of a certificate.
 */
public final class IssuedCertificate {
  private final AlgorithmSuite suite;
  private final String owner;
  private static final int SERIAL_DIGITS = 40;

  private final String serial;
  private final KeyPair keys;
  private final Validity validity;
  private @Nullable String pem;

  public IssuedCertificate(
      AlgorithmSuite suite, String owner, String serial, KeyPair keys, Validity validity) {
    this.suite = suite;
    this.owner = owner;
    this.serial = serial;
    this.keys = keys;
    this.validity = validity;
  }

  public String serial() {
    return serial;
  }

  public KeyPair keys() {
    return keys;
  }

  public Validity validity() {
    return validity;
  }

  public synchronized String pem() {
    if (pem == null) {
      pem = PemText.of("CERTIFICATE", x509());
    }
    return pem;
  }

  /** Builds X.509 only with classes of the provider's jar, so that no second jar is needed. */
  private byte[] x509() {
    X500Name name = new X500Name("C=CN,O=WeChat Pay simulator,CN=" + owner);
    V3TBSCertificateGenerator body = new V3TBSCertificateGenerator();
    body.setSerialNumber(new ASN1Integer(new BigInteger(serial, 16)));
    body.setSignature(suite.x509Signature());
    body.setIssuer(name);
    body.setSubject(name);
    body.setStartDate(new Time(Date.from(validity.from())));
    body.setEndDate(new Time(Date.from(validity.until())));
    body.setSubjectPublicKeyInfo(SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()));
    try {
      TBSCertificate signed = body.generateTBSCertificate();
      ASN1EncodableVector parts = new ASN1EncodableVector();
      parts.add(signed);
      parts.add(suite.x509Signature());
      byte[] message = signed.getEncoded(ASN1Encoding.DER);
      parts.add(new DERBitString(suite.signature(keys.getPrivate(), message)));
      return new DERSequence(parts).getEncoded(ASN1Encoding.DER);
    } catch (IOException e) {
      throw new IllegalStateException("The certificate for " + owner + " cannot be created", e);
    }
  }

  /**
   * Returns a serial in the form of {@link #serial()}: in upper case, with 40 digits. SDKs that
   * read it as a number drop a zero at its beginning.
   */
  public static String inFullForm(String serial) {
    String upperCase = serial.toUpperCase(Locale.ROOT);
    return "0".repeat(Math.max(0, SERIAL_DIGITS - upperCase.length())) + upperCase;
  }

  @Override
  public String toString() {
    return "IssuedCertificate[%s, %s]".formatted(owner, serial);
  }
}
