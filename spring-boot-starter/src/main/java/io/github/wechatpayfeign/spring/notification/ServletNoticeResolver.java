package io.github.wechatpayfeign.spring.notification;

import io.github.wechatpayfeign.api.notification.Notice;
import io.github.wechatpayfeign.api.notification.Notifications;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Collections;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.util.ContentCachingRequestWrapper;
import org.springframework.web.util.WebUtils;

/** Reads a notification from the body as it arrived, not through a message converter. */
final class ServletNoticeResolver implements HandlerMethodArgumentResolver {

  private final NoticeReceivers receivers;

  ServletNoticeResolver(NoticeReceivers receivers) {
    this.receivers = receivers;
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return NoticeReceivers.supports(parameter);
  }

  @Override
  public Object resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest webRequest,
      @Nullable WebDataBinderFactory binders)
      throws IOException {
    HttpServletRequest request =
        Objects.requireNonNull(webRequest.getNativeRequest(HttpServletRequest.class), "request");
    Object variables = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
    Notifications receiver = receivers.of(parameter, NoticeReceivers.variables(variables));
    Notice notice =
        receiver.parse(name -> Collections.list(request.getHeaders(name)), body(request));
    return NoticeReceivers.as(parameter, notice);
  }

  /** Returns the body, also if a filter that keeps a copy has read it. */
  private static InputStream body(HttpServletRequest request) throws IOException {
    PushbackInputStream unread = new PushbackInputStream(request.getInputStream());
    int first = unread.read();
    if (first >= 0) {
      unread.unread(first);
      return unread;
    }
    ContentCachingRequestWrapper copy =
        WebUtils.getNativeRequest(request, ContentCachingRequestWrapper.class);
    byte[] kept = copy == null ? new byte[0] : copy.getContentAsByteArray();
    if (kept.length == 0 && request.getContentLengthLong() > 0) {
      throw new NoReceiverException(
          500,
          "A filter has read the body of a notification and kept no copy: let it wrap the request"
              + " so that the body can be read again");
    }
    return new ByteArrayInputStream(kept);
  }
}
