package io.github.wechatpayfeign.api;

import feign.Request;
import feign.RequestTemplate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Checks that an answer is about the order that the request named. */
final class AnswerMatchesRequest {

  private AnswerMatchesRequest() {}

  /** Returns the first mismatch between request and answer, or null if they match. */
  static @Nullable String difference(Request request, Object answer) {
    Map<String, @Nullable String> numbers = numbersOf(answer);
    if (numbers.isEmpty()) {
      return null;
    }
    Map<String, String> asked = parametersOf(request);
    for (Map.Entry<String, String> parameter : asked.entrySet()) {
      String name = parameter.getKey();
      if (numbers.containsKey(name) && !parameter.getValue().equals(numbers.get(name))) {
        return "the request was for the %s %s, but the answer is about %s"
            .formatted(name, parameter.getValue(), numbers.get(name));
      }
    }
    return null;
  }

  /** Returns the numbers that identify the order of an answer, by their names in APIv3. */
  private static Map<String, @Nullable String> numbersOf(Object answer) {
    Map<String, @Nullable String> numbers = new HashMap<>();
    if (answer instanceof Transaction order) {
      numbers.put("out_trade_no", order.outTradeNo());
      numbers.put("transaction_id", order.transactionId());
      numbers.put("mchid", order.mchid());
      numbers.put("sp_mchid", order.spMchid());
      numbers.put("sub_mchid", order.subMchid());
    } else if (answer instanceof CombineTransaction order) {
      numbers.put("combine_out_trade_no", order.combineOutTradeNo());
    }
    return numbers;
  }

  /** Returns the parameters in the path and the query of the URL, by their names. */
  private static Map<String, String> parametersOf(Request request) {
    Map<String, String> parameters = new LinkedHashMap<>();
    RequestTemplate resolved = request.requestTemplate();
    HttpUrl url = HttpUrl.get(request.url());
    List<String> declared = List.of(resolved.methodMetadata().template().path().split("/", -1));
    List<String> sent = url.pathSegments();
    // The path of the base URL comes first, so the two are compared from their ends.
    for (int i = 1; i <= Math.min(declared.size(), sent.size()); i++) {
      String segment = declared.get(declared.size() - i);
      if (segment.startsWith("{") && segment.endsWith("}")) {
        parameters.put(segment.substring(1, segment.length() - 1), sent.get(sent.size() - i));
      }
    }
    for (String name : url.queryParameterNames()) {
      parameters.put(name, String.valueOf(url.queryParameter(name)));
    }
    return parameters;
  }
}
