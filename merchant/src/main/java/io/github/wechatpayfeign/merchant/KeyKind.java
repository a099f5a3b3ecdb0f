package io.github.wechatpayfeign.merchant;

/** A kind of object that key material may hold. */
enum KeyKind {
  PRIVATE_KEY("a private key"),
  ENCRYPTED_PRIVATE_KEY("an encrypted private key"),
  PUBLIC_KEY("a public key"),
  CERTIFICATE("a certificate"),
  CERTIFICATE_REQUEST("a certificate request (CSR)"),
  PKCS12("a PKCS#12 file"),
  PKCS7("a PKCS#7 file"),
  OPENSSH_KEY("an OpenSSH key"),
  PUTTY_KEY("a PuTTY key"),
  JAVA_KEY_STORE("a Java key store (JKS)"),
  OTHER("something other than a key or certificate");

  private final String description;

  KeyKind(String description) {
    this.description = description;
  }

  /** Returns the name of this kind in messages, with its article. */
  String description() {
    return description;
  }
}
