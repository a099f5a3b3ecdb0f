package io.github.wechatpayfeign.simulator;

import java.util.Arrays;

/** A client that signs and verifies with SM2 by the openssl command. */
record Sm2Openssl(Openssl openssl) {
  static final String SCHEME = "WECHATPAY2-SM2-WITH-SM3";
  static final String USER_ID = "distid:1234567812345678";

  /** Returns a request of the first merchant. */
  RawCall call(WechatPaySimulator simulator, long seconds, String outTradeNo) {
    RawCall call = new RawCall(simulator, seconds, outTradeNo);
    call.scheme = SCHEME;
    call.signer = message -> signed(call.privateKeyPem, message, USER_ID);
    return call;
  }

  byte[] signed(String keyPem, byte[] message, String userId) {
    String key = openssl.file("signer.pem", keyPem);
    String text = openssl.file("request", message);
    return openssl.runForBytes("dgst", "-sm3", "-sign", key, "-sigopt", userId, text);
  }

  boolean isSignedBy(String certificatePem, byte[] message, byte[] signature) {
    String file = openssl.file("platform.pem", certificatePem);
    String key = openssl.file("public.pem", openssl.run("x509", "-in", file, "-noout", "-pubkey"));
    return openssl.agrees(
        "dgst",
        "-sm3",
        "-verify",
        key,
        "-signature",
        openssl.file("signature", signature),
        "-sigopt",
        USER_ID,
        openssl.file("answer", message));
  }

  /** Returns the key for SM4 that belongs to an APIv3 key. */
  byte[] sm4Key(String apiV3Key) {
    String key = openssl.file("key", apiV3Key);
    return Arrays.copyOf(openssl.runForBytes("dgst", "-sm3", "-binary", key), 16);
  }
}
