/**
 * A WeChat Pay APIv3 gateway on loopback, for tests: an order book, strict checks and faults.
 *
 * <p>What a test uses:
 *
 * <ul>
 *   <li>How do I start it? {@code WechatPaySimulator}, {@code WechatPaySimulatorBuilder}, {@code
 *       SimulatedMerchant}; in the package {@code gateway}: {@code GatewayMode}, {@code
 *       PlatformCertificate}
 *   <li>Which checks are stricter than the real gateway's? {@code gateway.Strictness}
 *   <li>How do I place, pay and read orders? {@code OrderBook}, {@code SubOrder}, and the package
 *       {@code order}
 *   <li>How do I steer and read refunds? {@code RefundBook}, and the package {@code order}
 *   <li>How do I send notices? {@code Notices}, {@code SimulatedNotice}, {@code NoticeDelivery},
 *       {@code NoticeFlaw}
 *   <li>How do I make a request fail? The package {@code fault}
 *   <li>What did the client send, and what was answered? {@code gateway.ReceivedRequest}, {@code
 *       gateway.HandledRequest}
 * </ul>
 *
 * <p>Where things are inside:
 *
 * <ul>
 *   <li>How does a request pass through? {@code internal.server}, {@code internal.traffic}
 *   <li>How is it checked? {@code internal.checks}, {@code internal.rules}
 *   <li>Which endpoints are there, and what do they read? {@code internal.endpoints}
 *   <li>Where are orders and refunds kept, and how are they written? {@code internal.ledger}
 *   <li>What goes back? {@code internal.http}; signed: {@code internal.accounts}
 *   <li>Which keys are there? {@code internal.accounts}, {@code internal.crypto}
 *   <li>How is it steered over HTTP? {@code Commands} and the classes that it names, {@code
 *       internal.admin}
 *   <li>How do notices leave? {@code NoticeCourier}, {@code NoticeTimetable}, {@code
 *       internal.notices}
 * </ul>
 */
@NullMarked
package io.github.wechatpayfeign.simulator;

import org.jspecify.annotations.NullMarked;
