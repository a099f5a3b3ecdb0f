package io.github.wechatpayfeign.api.prepay;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * The answer to an H5 prepay: the page that opens WeChat. It works for 5 minutes and for one buyer.
 * Open it from a page of the domain that is registered at WeChat Pay, because it needs the {@code
 * Referer}.
 *
 * @param value the URL as WeChat Pay sent it
 */
public record H5Url(@JsonProperty("h5_url") String value) {

  private static final int MAX_LENGTH = 512;

  /**
   * Creates an H5 URL.
   *
   * @throws IllegalArgumentException if it is not an http or https URL of at most 512 characters
   */
  public H5Url {
    Rules.visible("h5_url", value, MAX_LENGTH);
    Rules.requireHttp("h5_url", value);
  }

  /**
   * Returns the URL with the page to which the buyer returns afterwards. Returning says nothing
   * about the payment: query the order.
   *
   * @param redirectUrl an absolute http or https URL of the registered domain, not yet encoded
   * @throws IllegalArgumentException if it is anything else
   */
  public String withRedirect(String redirectUrl) {
    Rules.requireHttp("redirect_url", redirectUrl);
    return value + "&redirect_url=" + URLEncoder.encode(redirectUrl, StandardCharsets.UTF_8);
  }
}
