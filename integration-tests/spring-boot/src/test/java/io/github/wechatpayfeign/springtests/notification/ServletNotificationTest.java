package io.github.wechatpayfeign.springtests.notification;

import org.springframework.boot.WebApplicationType;

class ServletNotificationTest extends NotificationContract {

  ServletNotificationTest() {
    super(WebApplicationType.SERVLET);
  }
}
