package io.github.wechatpayfeign.simulator.internal.checks;

import io.github.wechatpayfeign.simulator.gateway.ReceivedRequest;
import io.github.wechatpayfeign.simulator.internal.accounts.MerchantAccount;
import io.github.wechatpayfeign.simulator.internal.accounts.MerchantAccounts;
import io.github.wechatpayfeign.simulator.internal.crypto.AlgorithmSuite;
import io.github.wechatpayfeign.simulator.internal.crypto.IssuedCertificate;
import io.github.wechatpayfeign.simulator.internal.http.Refusal;
import io.github.wechatpayfeign.simulator.internal.rules.StrictRules;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out why a signature was refused. It compares the signature with the messages that typical
 * mistakes produce.
 */
public final class SignatureExplainer {
  private static final StrictRules LENIENT = new StrictRules(Set.of());
  private static final int MERCHANTS_TRIED = 100;

  /** Thousands of messages with a larger body would take seconds. */
  private static final int MAX_SEARCHED_BODY = 64 << 10;

  private final AlgorithmSuite suite;
  private final MerchantAccounts merchants;

  public SignatureExplainer(AlgorithmSuite suite, MerchantAccounts merchants) {
    this.suite = suite;
    this.merchants = merchants;
  }

  /**
   * Explains a refusal.
   *
   * @param at when the request was answered
   */
  public SignatureExplanation explain(ReceivedRequest request, Instant at) {
    AuthorizationHeader header;
    try {
      header = AuthorizationHeader.of(request, suite.scheme(), LENIENT);
    } catch (Refusal refusal) {
      return unreadable(request);
    }
    Optional<MerchantAccount> merchant = merchants.find(header.mchid());
    if (merchant.isEmpty()) {
      return SignatureExplanation.of(
          "The simulator has no merchant %s: use %s or add it."
              .formatted(header.mchid(), knownMerchants()),
          "模拟器没有商户%s：请使用%s，或者新增商户。".formatted(header.mchid(), knownMerchants()));
    }
    MessageDraft expected =
        MessageDraft.of(
            request.method(), request.target(), header.timestamp(), header.nonce(), request.body());
    SignatureExplanation found = explain(request, header, merchant.get(), expected, at);
    return new SignatureExplanation(
        found.english(), found.chinese(), Optional.of(expected.text()), found.signed());
  }

  private String knownMerchants() {
    return merchants.all().stream()
        .limit(3)
        .map(MerchantAccount::mchid)
        .reduce((a, b) -> a + ", " + b)
        .orElse("");
  }

  private SignatureExplanation unreadable(ReceivedRequest request) {
    if (request.header("Authorization").isEmpty()) {
      return SignatureExplanation.of(
          "The request has no header Authorization.", "请求没有Authorization头。");
    }
    return SignatureExplanation.of(
        "The header Authorization must be %s and a space, and then mchid, nonce_str, signature,"
                .formatted(suite.scheme())
            + " timestamp and serial_no, each as name=\"value\", with commas between them.",
        "Authorization头应为%s和一个空格，然后是mchid、nonce_str、signature、timestamp和serial_no，"
                .formatted(suite.scheme())
            + "写成name=\"value\"，以逗号分隔。");
  }

  private SignatureExplanation explain(
      ReceivedRequest request,
      AuthorizationHeader header,
      MerchantAccount merchant,
      MessageDraft expected,
      Instant at) {
    Optional<byte[]> signature = decoded(header.signature());
    if (signature.isEmpty()) {
      return notBase64(header.signature());
    }
    Optional<IssuedCertificate> named =
        merchant.certificates().find(header.serial().toUpperCase(Locale.ROOT));
    if (named.isEmpty()) {
      return SignatureExplanation.of(
          "The merchant %s has no certificate with the serial %s; its newest has %s."
              .formatted(
                  merchant.mchid(), header.serial(), merchant.certificates().newest().serial()),
          "商户%s没有序列号为%s的证书，最新证书的序列号是%s。"
              .formatted(
                  merchant.mchid(), header.serial(), merchant.certificates().newest().serial()));
    }
    SignatureReader reader =
        new SignatureReader(suite, named.get().keys().getPublic(), signature.get());
    if (reader.fits(expected.bytes())) {
      return correctSignature(header, at);
    }
    return mistake(reader, request, header, expected)
        .or(() -> otherKey(signature.get(), expected))
        .orElseGet(() -> unknown(reader, expected));
  }

  private static Optional<byte[]> decoded(String base64) {
    try {
      return Optional.of(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static SignatureExplanation notBase64(String signature) {
    try {
      byte[] unused = HexFormat.of().parseHex(signature);
      return SignatureExplanation.of(
          "The signature is in hexadecimal digits; it must be in Base64.", "签名是十六进制，应使用Base64编码。");
    } catch (IllegalArgumentException notHex) {
      return SignatureExplanation.of(
          "The signature is not Base64, which has only letters, digits, + / and =.",
          "签名不是Base64；Base64只有字母、数字、+、/和=。");
    }
  }

  /** The signature fits, so something else in the header was refused. */
  private static SignatureExplanation correctSignature(AuthorizationHeader header, Instant at) {
    String timestamp = header.timestamp();
    if (timestamp.matches("[0-9]{13}")) {
      return SignatureExplanation.of(
          "The signature is correct, but the timestamp %s is in milliseconds; it must be in seconds."
              .formatted(timestamp),
          "签名正确，但时间戳%s是毫秒，应为秒。".formatted(timestamp));
    }
    if (!timestamp.matches("[0-9]{1,12}")) {
      return SignatureExplanation.of(
          "The signature is correct, but the timestamp %s is not a number of seconds."
              .formatted(timestamp),
          "签名正确，但时间戳%s不是以秒为单位的数字。".formatted(timestamp));
    }
    long away = Long.parseLong(timestamp) - at.getEpochSecond();
    if (Math.abs(away) > 300) {
      return SignatureExplanation.of(
          "The signature is correct, but the timestamp is %d seconds %s the simulator's clock; 300"
                  .formatted(Math.abs(away), away < 0 ? "behind" : "ahead of")
              + " are allowed.",
          "签名正确，但时间戳比模拟器的时钟%s%d秒，最多允许相差300秒。".formatted(away < 0 ? "慢" : "快", Math.abs(away)));
    }
    return SignatureExplanation.of(
        "The signature is correct: the message of the refusal says what else is wrong, such as a"
            + " certificate that was revoked or a nonce that was used before.",
        "签名正确：应答中的message说明了其他原因，例如证书已作废，或者随机串已使用过。");
  }

  private static Optional<SignatureExplanation> mistake(
      SignatureReader reader,
      ReceivedRequest request,
      AuthorizationHeader header,
      MessageDraft expected) {
    List<SigningMistake> mistakes = SigningMistakes.of(request, header.timestamp());
    for (SigningMistake one : mistakes) {
      MessageDraft draft = one.change().apply(expected);
      if (reader.fits(draft.bytes())) {
        return Optional.of(found(one.english(), one.chinese(), draft));
      }
    }
    if (!reader.isOfThisKey() || request.body().length > MAX_SEARCHED_BODY) {
      return Optional.empty();
    }
    for (SigningMistake one : SigningMistakes.ofMilliseconds(request, header.timestamp())) {
      MessageDraft draft = one.change().apply(expected);
      if (reader.fits(draft.bytes())) {
        return Optional.of(found(one.english(), one.chinese(), draft));
      }
    }
    return pair(reader, mistakes, expected);
  }

  private static Optional<SignatureExplanation> pair(
      SignatureReader reader, List<SigningMistake> mistakes, MessageDraft expected) {
    for (int i = 0; i < mistakes.size(); i++) {
      SigningMistake one = mistakes.get(i);
      MessageDraft once = one.change().apply(expected);
      for (SigningMistake other : mistakes.subList(i + 1, mistakes.size())) {
        if (one.aspect() != other.aspect()) {
          MessageDraft draft = other.change().apply(once);
          if (reader.fits(draft.bytes())) {
            return Optional.of(
                found(
                    one.english() + " " + other.english(), one.chinese() + other.chinese(), draft));
          }
        }
      }
    }
    return Optional.empty();
  }

  private static SignatureExplanation found(String english, String chinese, MessageDraft draft) {
    return new SignatureExplanation(english, chinese, Optional.empty(), Optional.of(draft.text()));
  }

  /** Looks for another key of the simulator that made the signature. */
  private Optional<SignatureExplanation> otherKey(byte[] signature, MessageDraft expected) {
    for (MerchantAccount other : merchants.all().stream().limit(MERCHANTS_TRIED).toList()) {
      for (IssuedCertificate certificate : other.certificates().all()) {
        SignatureReader reader =
            new SignatureReader(suite, certificate.keys().getPublic(), signature);
        if (reader.fits(expected.bytes())) {
          return Optional.of(
              new SignatureExplanation(
                  "The message is correct, but it was signed with the key of the merchant %s with"
                          .formatted(other.mchid())
                      + " the serial %s.".formatted(certificate.serial()),
                  "签名串正确，但签名用的是商户%s的、证书序列号为%s的私钥。".formatted(other.mchid(), certificate.serial()),
                  Optional.empty(),
                  Optional.of(expected.text())));
        }
      }
    }
    return Optional.empty();
  }

  private static SignatureExplanation unknown(SignatureReader reader, MessageDraft expected) {
    Optional<String> digest = reader.digest();
    if (digest.isPresent() && !digest.get().equals("SHA-256")) {
      return SignatureExplanation.of(
          "The signature was made with %s; it must be SHA-256 with RSA.".formatted(digest.get()),
          "签名使用了%s，应使用SHA256 with RSA。".formatted(digest.get()));
    }
    if (digest.isPresent()) {
      return SignatureExplanation.of(
          "The key and the digest are correct, but the signed message is another one, and none of"
              + " the mistakes that the simulator knows explains it: compare yours with this one.",
          "私钥和摘要算法正确，但签名串不同，也不属于模拟器已知的错误：请与这里的签名串比较。");
    }
    if (reader.isOfThisKey()) {
      return SignatureExplanation.of(
          "The signature does not name a digest: sign the message with SHA-256 with RSA, instead of"
              + " encrypting a digest.",
          "签名没有包含摘要算法：应使用SHA256 with RSA对签名串签名，而不是加密摘要。");
    }
    if (!reader.isFast()) {
      return SignatureExplanation.of(
          "The signature was made with another key or user id, or of a message with a mistake that"
              + " the simulator does not know.",
          "签名用的是其他私钥或用户标识，或者签名串有模拟器未知的错误。");
    }
    if (reader.isPss(expected.bytes())) {
      return SignatureExplanation.of(
          "The signature is padded by PSS; it must be by PKCS #1 v1.5.",
          "签名使用了PSS填充，应使用PKCS #1 v1.5。");
    }
    return SignatureExplanation.of(
        "The signature was not made with the private key of this certificate.",
        "签名所用的私钥与该商户API证书不匹配。");
  }
}
