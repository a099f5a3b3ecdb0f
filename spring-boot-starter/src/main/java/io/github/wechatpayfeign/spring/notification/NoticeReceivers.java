package io.github.wechatpayfeign.spring.notification;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.api.WechatPayRegistry;
import io.github.wechatpayfeign.api.notification.Notice;
import io.github.wechatpayfeign.api.notification.Notifications;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.BeanFactoryAnnotationUtils;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.MethodParameter;

/** Finds the merchant whose notification arrives: by its number in the path, or by its bean. */
final class NoticeReceivers {

  /** The path variable that names the merchant, as in {@code /wechatpay/{mchid}/paid}. */
  private static final String MCHID = "mchid";

  private final ListableBeanFactory beans;

  NoticeReceivers(ListableBeanFactory beans) {
    this.beans = beans;
  }

  static boolean supports(MethodParameter parameter) {
    return Notice.class.isAssignableFrom(parameter.getParameterType());
  }

  /**
   * Returns the receiver of a notification.
   *
   * @param parameter the parameter of the controller; a {@link Qualifier} names the merchant
   * @param variables the variables in the path of the request
   * @throws NoReceiverException if the number in the path is no merchant's, or if nothing says
   *     which merchant it is
   */
  Notifications of(MethodParameter parameter, Map<String, String> variables) {
    String mchid = variables.get(MCHID);
    return Notifications.of(mchid == null ? bean(parameter) : registered(mchid));
  }

  private WechatPay registered(String mchid) {
    return beans
        .getBean(WechatPayRegistry.class)
        .find(mchid)
        .orElseThrow(() -> new NoReceiverException(404, "The mchid in the path is no merchant's"));
  }

  private WechatPay bean(MethodParameter parameter) {
    Qualifier qualifier = parameter.getParameterAnnotation(Qualifier.class);
    if (qualifier != null) {
      return BeanFactoryAnnotationUtils.qualifiedBeanOfType(
          beans, WechatPay.class, qualifier.value());
    }
    WechatPay only = beans.getBeanProvider(WechatPay.class).getIfUnique();
    if (only == null) {
      throw new NoReceiverException(
          500,
          "There is no WechatPay bean, or more than one, to verify the notification for "
              + parameter.getMethod()
              + ": add @Qualifier with the name of the merchant to the parameter, or {mchid} to"
              + " the path");
    }
    return only;
  }

  /** Returns a notice as the type of the parameter. */
  static Object as(MethodParameter parameter, Notice notice) {
    return notice.as(parameter.getParameterType().asSubclass(Notice.class));
  }

  /** Returns the variables that a request has as an attribute. */
  @SuppressWarnings("unchecked")
  static Map<String, String> variables(@Nullable Object attribute) {
    return attribute == null ? Map.of() : (Map<String, String>) attribute;
  }
}
