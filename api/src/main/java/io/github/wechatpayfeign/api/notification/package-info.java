/**
 * Notifications of WeChat Pay: a payment succeeded, or a refund ended.
 *
 * <ul>
 *   <li>Where do I start? {@code Notifications}
 *   <li>What comes out? {@code Notice}: {@code TransactionNotice}, {@code
 *       CombineTransactionNotice}, {@code RefundNotice}
 *   <li>What if it is wrong? {@code NotificationException}
 *   <li>What is answered? {@code NotificationAnswer}
 *   <li>How is it read? {@code Envelope}
 * </ul>
 */
@NullMarked
package io.github.wechatpayfeign.api.notification;

import org.jspecify.annotations.NullMarked;
