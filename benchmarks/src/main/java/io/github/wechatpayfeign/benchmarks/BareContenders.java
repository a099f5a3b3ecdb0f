package io.github.wechatpayfeign.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.conscrypt.Conscrypt;
import org.jspecify.annotations.Nullable;

/**
 * The lower bounds of any client: only the cryptography of a close, the same with one write to a
 * socket and one read from it, and the same with OkHttp and nothing else. The code for that
 * understands only the answers of the {@link Stub}.
 */
final class BareContenders {

  private static final String PATH = "/v3/pay/transactions/out-trade-no/ORDER-20261123-0001/close";
  private static final String NONCE = "593BEC0C930BF1AFEB40B4A08C8FB242";
  private static final String BODY = "{\"mchid\":\"" + Setup.MCHID + "\"}";

  private BareContenders() {}

  /** A provider that signs and verifies, with keys that it made itself or with those of the JDK. */
  private record Rsa(@Nullable Provider provider, PrivateKey signing, PublicKey verifying) {

    static Rsa of(Setup setup, @Nullable Provider provider, boolean ownKeys) throws Exception {
      PrivateKey merchant = setup.privateKey("apiclient");
      PublicKey wechatPay = setup.publicKey("wechatpay");
      return new Rsa(
          provider,
          ownKeys ? (PrivateKey) own(merchant, provider) : merchant,
          ownKeys ? (PublicKey) own(wechatPay, provider) : wechatPay);
    }

    private static Key own(Key key, @Nullable Provider provider) throws GeneralSecurityException {
      return KeyFactory.getInstance("RSA", provider).translateKey(key);
    }

    byte[] sign(String message) throws GeneralSecurityException {
      Signature signer = signature();
      signer.initSign(signing);
      signer.update(message.getBytes(US_ASCII));
      return signer.sign();
    }

    void verify(String message, byte[] signature) throws GeneralSecurityException {
      Signature verifier = signature();
      verifier.initVerify(verifying);
      verifier.update(message.getBytes(US_ASCII));
      if (!verifier.verify(signature)) {
        throw new IllegalStateException("not verified");
      }
    }

    private Signature signature() throws GeneralSecurityException {
      return provider == null
          ? Signature.getInstance("SHA256withRSA")
          : Signature.getInstance("SHA256withRSA", provider);
    }
  }

  /** Runs the contender that is named by the arguments. */
  public static void main(String[] arguments) throws Exception {
    Map<String, Contender.Factory> all = new LinkedHashMap<>();
    all.put("bare-jvm", setup -> cryptography(setup, Rsa.of(setup, null, false)));
    all.put("bare-amazon", setup -> cryptography(setup, Rsa.of(setup, amazon(), true)));
    all.put(
        "bare-amazon-unconverted", setup -> cryptography(setup, Rsa.of(setup, amazon(), false)));
    all.put("bare-conscrypt", setup -> cryptography(setup, Rsa.of(setup, conscrypt(), true)));
    all.put("socket-jvm", setup -> socket(setup, Rsa.of(setup, null, false)));
    all.put("socket-amazon", setup -> socket(setup, Rsa.of(setup, amazon(), true)));
    all.put("okhttp-jvm", setup -> okHttp(setup, Rsa.of(setup, null, false)));
    all.put("okhttp-amazon", setup -> okHttp(setup, Rsa.of(setup, amazon(), true)));
    Driver.run(all, arguments);
  }

  private static Contender cryptography(Setup setup, Rsa rsa) throws Exception {
    String request = signed(1_700_000_000);
    String answer = "1700000000\n" + NONCE + "\n\n";
    byte[] signature = new Rsa(null, setup.privateKey("wechatpay"), rsa.verifying()).sign(answer);
    return () -> {
      rsa.sign(request);
      rsa.verify(answer, signature);
    };
  }

  private static String signed(long timestamp) {
    return "POST\n" + PATH + '\n' + timestamp + '\n' + NONCE + '\n' + BODY + '\n';
  }

  private static Contender socket(Setup setup, Rsa rsa) throws Exception {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), setup.port());
    socket.setTcpNoDelay(true);
    byte[] answer = new byte[8192];
    return () -> {
      long timestamp = System.currentTimeMillis() / 1000;
      String signature = Base64.getEncoder().encodeToString(rsa.sign(signed(timestamp)));
      socket.getOutputStream().write(request(timestamp, signature).getBytes(US_ASCII));
      String head = new String(answer, 0, readHead(socket.getInputStream(), answer), US_ASCII);
      rsa.verify(
          header(head, "Wechatpay-Timestamp") + '\n' + header(head, "Wechatpay-Nonce") + "\n\n",
          Base64.getDecoder().decode(header(head, "Wechatpay-Signature")));
    };
  }

  private static Contender okHttp(Setup setup, Rsa rsa) {
    OkHttpClient client = new OkHttpClient();
    HttpUrl url = HttpUrl.get(setup.baseUrl() + PATH);
    RequestBody body = RequestBody.create(BODY, MediaType.get("application/json"));
    return () -> {
      long timestamp = System.currentTimeMillis() / 1000;
      String signature = Base64.getEncoder().encodeToString(rsa.sign(signed(timestamp)));
      Request request =
          new Request.Builder()
              .url(url)
              .header("Accept", "application/json")
              .header("User-Agent", "bare")
              .header("Authorization", authorization(timestamp, signature))
              .post(body)
              .build();
      try (Response response = client.newCall(request).execute()) {
        rsa.verify(
            response.header("Wechatpay-Timestamp")
                + '\n'
                + response.header("Wechatpay-Nonce")
                + "\n\n",
            Base64.getDecoder().decode(response.header("Wechatpay-Signature")));
      }
    };
  }

  private static String request(long timestamp, String signature) {
    return "POST "
        + PATH
        + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\nUser-Agent: bare\r\n"
        + "Content-Type: application/json\r\nContent-Length: "
        + BODY.length()
        + "\r\nAuthorization: "
        + authorization(timestamp, signature)
        + "\r\n\r\n"
        + BODY;
  }

  private static String authorization(long timestamp, String signature) {
    return "WECHATPAY2-SHA256-RSA2048 mchid=\""
        + Setup.MCHID
        + "\",nonce_str=\""
        + NONCE
        + "\",signature=\""
        + signature
        + "\",timestamp=\""
        + timestamp
        + "\",serial_no=\""
        + Setup.SERIAL
        + "\"";
  }

  private static int readHead(InputStream in, byte[] head) throws IOException {
    int length = 0;
    while (length < 4 || head[length - 1] != '\n' || head[length - 3] != '\n') {
      int read = in.read(head, length, head.length - length);
      if (read < 0) {
        throw new EOFException("the stub closed the connection");
      }
      length += read;
    }
    return length;
  }

  private static String header(String head, String name) {
    int start = head.indexOf("\r\n" + name + ": ") + name.length() + 4;
    return head.substring(start, head.indexOf("\r\n", start));
  }

  private static Provider amazon() {
    return AmazonCorrettoCryptoProvider.INSTANCE;
  }

  private static Provider conscrypt() {
    return Conscrypt.newProvider();
  }
}
