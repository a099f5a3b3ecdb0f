/**
 * Hands verified notices of WeChat Pay to the controllers of an application.
 *
 * <ul>
 *   <li>Which beans are there? {@code WechatPayNotificationAutoConfiguration}
 *   <li>How does a controller get its parameter? {@code ServletNoticeResolver}, {@code
 *       ReactiveNoticeResolver}
 *   <li>Whose notification is it? {@code NoticeReceivers}, {@code NoReceiverException}
 *   <li>What is answered if it is refused? {@code NotificationAdvice}
 * </ul>
 */
@NullMarked
package io.github.wechatpayfeign.spring.notification;

import org.jspecify.annotations.NullMarked;
