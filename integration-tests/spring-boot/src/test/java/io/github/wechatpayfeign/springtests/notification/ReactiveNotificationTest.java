package io.github.wechatpayfeign.springtests.notification;

import org.springframework.boot.WebApplicationType;

class ReactiveNotificationTest extends NotificationContract {

  ReactiveNotificationTest() {
    super(WebApplicationType.REACTIVE);
  }
}
