/**
 * A WeChat Pay APIv3 gateway on loopback, for tests: an order book, strict checks and faults.
 *
 * <ul>
 *   <li>How do I start it? {@code WechatPaySimulator}, {@code WechatPaySimulatorBuilder}, {@code
 *       GatewayMode}, {@code SimulatedMerchant}, {@code PlatformCertificate}
 *   <li>Which checks are stricter than the real gateway's? {@code Strictness}; inside: {@code
 *       StrictRules}
 *   <li>How do I place, pay and read orders? {@code OrderBook}, {@code OrderState}, {@code
 *       StateChange}, {@code Step}, {@code SubOrder}
 *   <li>How do I steer and read refunds? {@code RefundBook}, {@code RefundState}, {@code
 *       RefundChange}
 *   <li>How do I send notices? {@code Notices}, {@code SimulatedNotice}, {@code NoticeDelivery},
 *       {@code NoticeFlaw}; inside: {@code NoticeListener}, {@code NoticeDraft}, {@code
 *       NoticeJson}, {@code NoticeCourier}, {@code NoticeTimetable}, and the package {@code
 *       internal.notices}
 *   <li>How do I make a request fail? {@code Fault}, {@code FaultPlan}, {@code Moment}, {@code
 *       Falsification}, {@code CannedAnswer}; inside: {@code FaultSource}, {@code FaultPlayer}
 *   <li>What did the client send? {@code ReceivedRequest}, {@code RequestLog}
 *   <li>How does a request pass through? {@code LoopbackServer}, {@code GatewayHandler}, {@code
 *       RequestProcessor}, {@code Router}, {@code Routes}, {@code Shutdown}
 *   <li>How is it checked? {@code HeaderCheck}, {@code AuthorizationCheck}, {@code
 *       AuthorizationHeader}, {@code NonceMemory}, {@code Fields}, {@code JsonBody}, {@code
 *       Refusal}
 *   <li>Which endpoints are there? {@code OrderEndpoints}, {@code OrderRoutes}, {@code
 *       CombineEndpoints}, {@code RefundEndpoints}, {@code PrepayEndpoints}, {@code
 *       CertificatesEndpoint}
 *   <li>How is an order placed? {@code PrepayKind}, {@code PrepayForm}, {@code PrepayCombineForm},
 *       {@code PrepayParts}, {@code PrepayOrder}, {@code PrepayCombine}, {@code PrepayCredentials}
 *   <li>Where are orders kept? {@code Ledger}, {@code Payment}, {@code Order}, {@code OrderTerms},
 *       {@code Payer}, {@code Placement}, {@code Combine}, {@code CombineName}, {@code Journal},
 *       {@code Owner}
 *   <li>Where are refunds kept? {@code RefundLedger}, {@code Refund}, {@code RefundId}, {@code
 *       RefundTerms}, {@code RefundForm}, {@code RefundPlan}
 *   <li>What goes back? {@code GatewayAnswer}, {@code TransactionJson}, {@code RefundJson}, {@code
 *       BeijingTime}, {@code CloseAnswer}, {@code RequestIds}, {@code AnswerSigner}
 *   <li>Which keys are there? {@code GatewayKeys}, {@code Merchants}, {@code MerchantAccount},
 *       {@code IssuedCertificate}, {@code CertificateAuthority}, {@code AlgorithmSuite}
 * </ul>
 */
@NullMarked
package io.github.wechatpayfeign.simulator;

import org.jspecify.annotations.NullMarked;
