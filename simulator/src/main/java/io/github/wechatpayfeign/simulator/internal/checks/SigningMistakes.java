package io.github.wechatpayfeign.simulator.internal.checks;

import io.github.wechatpayfeign.simulator.gateway.ReceivedRequest;
import io.github.wechatpayfeign.simulator.internal.checks.SigningMistake.Aspect;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** The mistakes that clients make with a given request. */
final class SigningMistakes {
  private static final Pattern ESCAPE = Pattern.compile("%[0-9A-Fa-f]{2}");
  private static final int SECONDS_AROUND = 30;

  private final List<SigningMistake> mistakes = new ArrayList<>();
  private final ReceivedRequest request;
  private final String timestamp;

  private SigningMistakes(ReceivedRequest request, String timestamp) {
    this.request = request;
    this.timestamp = timestamp;
  }

  /** Returns the mistakes that can be combined with each other. */
  static List<SigningMistake> of(ReceivedRequest request, String timestamp) {
    SigningMistakes found = new SigningMistakes(request, timestamp);
    found.addLayouts();
    found.addMethods();
    found.addUrls();
    found.addBodies();
    found.addTimestamps();
    return found.mistakes;
  }

  /** Returns the mistakes that need many attempts, so they are tried alone. */
  static List<SigningMistake> ofMilliseconds(ReceivedRequest request, String timestamp) {
    SigningMistakes found = new SigningMistakes(request, timestamp);
    for (int millis = 0; millis < 1000; millis++) {
      String inMillis = "%s%03d".formatted(timestamp, millis);
      found.add(
          Aspect.TIMESTAMP,
          "The signed timestamp is in milliseconds; it must be the one of the header, in seconds.",
          "签名串中的时间戳是毫秒，应与请求头中的一致，单位为秒。",
          draft -> draft.withTimestamp(inMillis));
    }
    return found.mistakes;
  }

  private void add(
      Aspect aspect, String english, String chinese, UnaryOperator<MessageDraft> change) {
    mistakes.add(new SigningMistake(aspect, english, chinese, change));
  }

  private void addLayouts() {
    if (request.body().length == 0) {
      add(
          Aspect.LAYOUT,
          "The signed message has no line for the body; without a body this line is empty.",
          "签名串缺少请求体一行；没有请求体时，这一行为空行。",
          draft -> draft.withLayout("\n", ""));
    } else {
      add(
          Aspect.LAYOUT,
          "The signed message does not end with a line break.",
          "签名串的最后缺少换行符。",
          draft -> draft.withLayout("\n", ""));
    }
    add(
        Aspect.LAYOUT,
        "The signed message ends with one line break too many.",
        "签名串的最后多了一个换行符。",
        draft -> draft.withLayout("\n", "\n\n"));
    add(
        Aspect.LAYOUT,
        "The lines of the signed message end with CR LF; each must end with LF.",
        "签名串的换行符是CRLF，应为LF。",
        draft -> draft.withLayout("\r\n", "\r\n"));
    add(
        Aspect.LAYOUT,
        "The signed message has a backslash and an n instead of each line break.",
        "签名串中的换行符写成了反斜杠和字母n。",
        draft -> draft.withLayout("\\n", "\\n"));
    add(
        Aspect.LAYOUT,
        "The signed message has no line breaks.",
        "签名串中没有换行符。",
        draft -> draft.withLayout("", ""));
    add(
        Aspect.LAYOUT,
        "The signed message has the nonce before the timestamp.",
        "签名串中随机串在时间戳之前，顺序不对。",
        draft -> draft.withOrder(0, 1, 3, 2));
    add(
        Aspect.LAYOUT,
        "The signed message has the URL before the method.",
        "签名串中URL在请求方法之前，顺序不对。",
        draft -> draft.withOrder(1, 0, 2, 3));
    add(
        Aspect.LAYOUT,
        "The signed message is the one for answers: it has neither the method nor the URL.",
        "签名串用的是应答的格式，缺少请求方法和URL。",
        draft -> draft.withOrder(2, 3));
  }

  private void addMethods() {
    add(
        Aspect.METHOD,
        "The signed method is in lower case.",
        "签名串中的请求方法是小写。",
        draft -> draft.withMethod(draft.method().toLowerCase(Locale.ROOT)));
    for (String other : List.of("GET", "POST", "PUT", "PATCH", "DELETE")) {
      if (!other.equals(request.method())) {
        add(
            Aspect.METHOD,
            "The signed method is %s, but the request was sent with %s."
                .formatted(other, request.method()),
            "签名串中的请求方法是%s，但请求用的是%s。".formatted(other, request.method()),
            draft -> draft.withMethod(other));
      }
    }
  }

  private void addUrls() {
    String host = request.header("Host").stream().findFirst().orElse("");
    String withHost = "The signed URL has a scheme or a host; it must begin with the path.";
    String withHostZh = "签名串中的URL包含协议或域名，应从路径开始。";
    for (String start :
        List.of(
            "https://api.mch.weixin.qq.com",
            "https://api2.mch.weixin.qq.com",
            "api.mch.weixin.qq.com",
            "http://" + host,
            "https://" + host,
            host)) {
      add(Aspect.URL, withHost, withHostZh, draft -> draft.withUrl(start + draft.url()));
    }
    String target = request.target();
    if (!request.query().isEmpty()) {
      add(
          Aspect.URL,
          "The signed URL has no query, but the request has one.",
          "签名串中的URL缺少查询参数。",
          draft -> draft.withUrl(request.path()));
      addQueryOrders();
    }
    add(
        Aspect.URL,
        "The signed URL does not begin with a slash.",
        "签名串中的URL没有以斜杠开头。",
        draft -> draft.withUrl(target.substring(Math.min(1, target.length()))));
    add(
        Aspect.URL,
        "The signed URL ends with a question mark.",
        "签名串中的URL以问号结尾。",
        draft -> draft.withUrl(target + "?"));
    for (String other : encodings(target)) {
      add(
          Aspect.URL,
          "The signed URL is escaped in another way than the URL of the request.",
          "签名串中的URL与实际请求的URL的转义方式不同。",
          draft -> draft.withUrl(other));
    }
  }

  private void addQueryOrders() {
    String[] pairs = request.query().split("&", -1);
    String[] sorted = pairs.clone();
    Arrays.sort(sorted);
    String[] reversed = sorted.clone();
    for (int i = 0; i < sorted.length; i++) {
      reversed[i] = sorted[sorted.length - 1 - i];
    }
    for (String[] other : List.of(sorted, reversed)) {
      if (!Arrays.equals(other, pairs)) {
        add(
            Aspect.URL,
            "The signed query has its parameters in another order than the request.",
            "签名串中查询参数的顺序与实际请求不同。",
            draft -> draft.withUrl(request.path() + "?" + String.join("&", other)));
      }
    }
  }

  private static List<String> encodings(String target) {
    List<String> others = new ArrayList<>();
    others.add(ESCAPE.matcher(target).replaceAll(one -> one.group().toLowerCase(Locale.ROOT)));
    others.add(ESCAPE.matcher(target).replaceAll(one -> one.group().toUpperCase(Locale.ROOT)));
    try {
      String decoded = URLDecoder.decode(target.replace("+", "%2B"), StandardCharsets.UTF_8);
      others.add(decoded);
      others.add(URLDecoder.decode(target, StandardCharsets.UTF_8));
      String escaped = escaped(decoded);
      others.add(escaped);
      // encodeURI, encodeURIComponent and RFC 3986 differ in these.
      others.add(escaped.replace("*", "%2A"));
      others.add(escaped.replace("|", "%7C").replace("%7C", "|"));
      others.add(escaped.replace("%3A", ":").replace("%2C", ","));
    } catch (IllegalArgumentException malformedEscape) {
      // The target as it was sent is the only one.
    }
    return others.stream().distinct().filter(other -> !other.equals(target)).toList();
  }

  /** Escapes everything but the characters that separate parts of a URL. */
  private static String escaped(String decoded) {
    StringBuilder out = new StringBuilder();
    decoded
        .codePoints()
        .mapToObj(Character::toString)
        .forEach(
            c ->
                out.append(
                    "/?&=".contains(c)
                        ? c
                        : URLEncoder.encode(c, StandardCharsets.UTF_8).replace("+", "%20")));
    return out.toString();
  }

  private void addBodies() {
    if (request.body().length == 0) {
      for (String body : List.of("{}", "null", "\"\"", "[]", "undefined")) {
        add(
            Aspect.BODY,
            "The signed message has the body %s, but the request has none.".formatted(body),
            "签名串中的请求体是%s，但请求没有请求体。".formatted(body),
            draft -> draft.withBody(body));
      }
      return;
    }
    add(
        Aspect.BODY,
        "The signed message has an empty body, but the request has one.",
        "签名串中的请求体为空，但请求有请求体。",
        draft -> draft.withBody(""));
    String text = new String(request.body(), StandardCharsets.UTF_8);
    for (String other : List.of(text.strip(), text + "\n", text.replace("\n", "\r\n"))) {
      addBody(other, text);
    }
    BodyVariants.of(text).forEach(other -> addBody(other, text));
    addCharset("GBK", text);
    addCharset("ISO-8859-1", text);
    addCharset("UTF-16", text);
    add(
        Aspect.BODY,
        "The signed body was UTF-8 that was read as ISO-8859-1 and encoded again.",
        "签名串中的请求体被重复编码：UTF-8被当作ISO-8859-1后又转为UTF-8。",
        draft -> draft.withBody(new String(request.body(), StandardCharsets.ISO_8859_1)));
  }

  private void addBody(String other, String text) {
    if (!other.equals(text)) {
      add(
          Aspect.BODY,
          "The signed body is other text than the body of the request: serialize the JSON once,"
              + " and sign and send the same text.",
          "签名串中的请求体与实际发送的文本不同：JSON只应序列化一次，签名和发送用同一文本。",
          draft -> draft.withBody(other));
    }
  }

  private void addCharset(String name, String text) {
    if (Charset.isSupported(name)) {
      byte[] encoded = text.getBytes(Charset.forName(name));
      if (!Arrays.equals(encoded, request.body())) {
        add(
            Aspect.BODY,
            "The signed body is encoded in %s; it must be the UTF-8 that is sent.".formatted(name),
            "签名串中的请求体用%s编码，应为实际发送的UTF-8。".formatted(name),
            draft -> draft.withBody(encoded));
      }
    }
  }

  private void addTimestamps() {
    long seconds;
    try {
      seconds = Long.parseLong(timestamp);
    } catch (NumberFormatException notANumber) {
      return;
    }
    for (int away = -SECONDS_AROUND; away <= SECONDS_AROUND; away++) {
      String other = Long.toString(seconds + away);
      if (away != 0) {
        add(
            Aspect.TIMESTAMP,
            "The signed timestamp is %s, but the header has %s: take the time once."
                .formatted(other, timestamp),
            "签名串中的时间戳是%s，但请求头中是%s：时间只应取一次。".formatted(other, timestamp),
            draft -> draft.withTimestamp(other));
      }
    }
  }
}
