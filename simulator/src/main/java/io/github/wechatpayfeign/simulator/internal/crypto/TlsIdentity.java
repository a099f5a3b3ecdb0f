package io.github.wechatpayfeign.simulator.internal.crypto;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * What a server needs for TLS: a key on P-256, a certificate for its names, and a certificate
 * authority of its own that a client has to trust. All are new each time.
 */
public final class TlsIdentity {
  /** The names of this machine, which every certificate has. */
  private static final List<String> OWN_NAMES = List.of("localhost", "127.0.0.1", "::1");

  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*");
  private static final AlgorithmIdentifier ECDSA =
      new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
  private static final X500Name ISSUER = new X500Name("CN=WeChat Pay simulator CA");

  /** Some clients refuse the certificate of a server that is valid for more than 398 days. */
  private static final long DAYS = 365;

  private final RandomText random;
  private final Date from;
  private final Date until;
  private final KeyPair authorityKeys = newKeys();
  private final KeyPair serverKeys = newKeys();
  private final byte[] authority;
  private final byte[] server;

  /**
   * Makes the keys and the certificates.
   *
   * @param names further names or IP addresses of the server
   * @param instants when the certificates must be valid: clients look at the system's clock, and
   *     some at one that a test sets
   */
  public TlsIdentity(Collection<String> names, Collection<Instant> instants, RandomText random) {
    this.random = random;
    from =
        Date.from(
            instants.stream().reduce(Instant.MAX, TlsIdentity::earlier).minus(1, ChronoUnit.DAYS));
    until =
        Date.from(
            instants.stream().reduce(Instant.MIN, TlsIdentity::later).plus(DAYS, ChronoUnit.DAYS));
    Set<String> all = new LinkedHashSet<>(OWN_NAMES);
    all.addAll(names);
    try {
      authority = certificate(ISSUER, authorityKeys, authorityExtensions());
      server =
          certificate(new X500Name("CN=WeChat Pay simulator"), serverKeys, serverExtensions(all));
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("The certificate for TLS cannot be created", e);
    }
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /** Returns the certificate of the authority, which a client has to trust. */
  public String authorityPem() {
    return PemText.of("CERTIFICATE", authority);
  }

  /** Returns what a server identifies itself with. */
  public SSLContext context() {
    char[] noPassword = {};
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      Certificate[] chain = {read(factory, server), read(factory, authority)};
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, noPassword);
      store.setKeyEntry("server", serverKeys.getPrivate(), noPassword, chain);
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, noPassword);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("TLS does not work here", e);
    }
  }

  private static Certificate read(CertificateFactory factory, byte[] der)
      throws GeneralSecurityException {
    return factory.generateCertificate(new ByteArrayInputStream(der));
  }

  private static KeyPair newKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Keys on the curve P-256 cannot be created", e);
    }
  }

  private ExtensionsGenerator authorityExtensions() throws IOException, GeneralSecurityException {
    ExtensionsGenerator extensions = new ExtensionsGenerator();
    extensions.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
    extensions.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
    extensions.addExtension(
        Extension.subjectKeyIdentifier, false, new SubjectKeyIdentifier(identifier(authorityKeys)));
    return extensions;
  }

  private ExtensionsGenerator serverExtensions(Set<String> names)
      throws IOException, GeneralSecurityException {
    ExtensionsGenerator extensions = new ExtensionsGenerator();
    extensions.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
    extensions.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
    extensions.addExtension(
        Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
    extensions.addExtension(
        Extension.subjectKeyIdentifier, false, new SubjectKeyIdentifier(identifier(serverKeys)));
    extensions.addExtension(
        Extension.authorityKeyIdentifier,
        false,
        new AuthorityKeyIdentifier(identifier(authorityKeys)));
    List<GeneralName> general = new ArrayList<>();
    for (String name : names) {
      general.add(generalName(name));
    }
    extensions.addExtension(
        Extension.subjectAlternativeName,
        false,
        new GeneralNames(general.toArray(new GeneralName[0])));
    return extensions;
  }

  private static GeneralName generalName(String name) throws UnknownHostException {
    return ADDRESS.matcher(name).matches()
        ? new GeneralName(GeneralName.iPAddress, InetAddress.getByName(name).getHostAddress())
        : new GeneralName(GeneralName.dNSName, name);
  }

  private static byte[] identifier(KeyPair keys) throws GeneralSecurityException {
    byte[] bits =
        SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded())
            .getPublicKeyData()
            .getBytes();
    return MessageDigest.getInstance("SHA-1").digest(bits);
  }

  private byte[] certificate(X500Name subject, KeyPair keys, ExtensionsGenerator extensions)
      throws IOException, GeneralSecurityException {
    V3TBSCertificateGenerator body = new V3TBSCertificateGenerator();
    body.setSerialNumber(new ASN1Integer(new BigInteger(random.certificateSerial(), 16)));
    body.setSignature(ECDSA);
    body.setIssuer(ISSUER);
    body.setSubject(subject);
    body.setStartDate(new Time(from));
    body.setEndDate(new Time(until));
    body.setSubjectPublicKeyInfo(SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()));
    body.setExtensions(extensions.generate());
    TBSCertificate signed = body.generateTBSCertificate();
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(authorityKeys.getPrivate());
    signature.update(signed.getEncoded(ASN1Encoding.DER));
    ASN1EncodableVector parts = new ASN1EncodableVector();
    parts.add(signed);
    parts.add(ECDSA);
    parts.add(new DERBitString(signature.sign()));
    return new DERSequence(parts).getEncoded(ASN1Encoding.DER);
  }

  @Override
  public String toString() {
    return "TlsIdentity[until " + until.toInstant() + "]";
  }
}
