/**
 * Makes WeChat Pay a bean of a Spring Boot application, configured by its properties.
 *
 * <p>Where to look:
 *
 * <ul>
 *   <li>Which beans are there, under which names? {@code WechatPayAutoConfiguration} is the entry;
 *       {@code MerchantDefinitions}, {@code MerchantBeans} and {@code MerchantRegistrar} define the
 *       beans of merchants; {@code GivenMerchant} and {@code GivenWechatPay} those for beans of the
 *       application; {@code BeanNames} has all names; {@code OnMerchantsOfThisContext} decides
 *       about parent contexts; {@code MerchantAotFilter} and {@code WechatPayHints} are for AOT and
 *       native images.
 *   <li>Which properties are there, and what is wrong with one? {@code ClientProperties}, {@code
 *       MerchantProperties} and {@code HttpProperties} hold them; {@code MerchantNames} finds the
 *       merchants; {@code MerchantCompleteness}, {@code Placeholders} and {@code PropertyCheck}
 *       check them; {@code WrongPropertyException} and its analyzer report mistakes.
 *   <li>How does a merchant get its keys, and new ones? {@code ConfiguredMerchants} holds the
 *       merchants; {@code MerchantSources} and {@code MerchantLoader} make them; {@code
 *       KeyLocations} and {@code BundledKeys} read keys; {@code RebindableMerchant} and {@code
 *       PropertyChanges} replace them.
 *   <li>How is a client built? {@code Clients}, with {@code HttpSettings}, {@code
 *       ConnectionSettings}, {@code Policies} and the customizers; {@code RegistryFiller} puts the
 *       merchants into it.
 *   <li>Who is asked before a call? {@code Guards}, {@code NamedGuards} and {@code
 *       WechatPayResilience4jAutoConfiguration}.
 *   <li>What does an operator see? {@code WechatPayActuatorAutoConfiguration} with {@code
 *       WechatPayEndpoint}, {@code HealthDetails}, {@code KeyReport} and {@code SecretProperties};
 *       {@code WechatPayMetricsAutoConfiguration}; {@code WechatPayProblems} for HTTP callers.
 *   <li>How are orders closed that were not paid in time? {@code
 *       WechatPayOrderExpiryAutoConfiguration} with {@code OrderExpiryProperties}, {@code
 *       SpringTransactions}, {@code ExpirySchema}, {@code ExpiryWorkers}, {@code ExpiryListeners},
 *       {@code ExpiryHealth} and {@code WechatPayExpiryEndpoint}; {@code
 *       WrongTransactionManagerException} and its analyzer report that timers cannot take part in
 *       transactions.
 *   <li>How does a test get a simulator? {@code WithWechatPaySimulator}, {@code SimulatorBean},
 *       {@code SimulatorReset}, {@code SimulatedMerchants} and {@code GatewayForTests}.
 *   <li>How does a client of Spring Cloud OpenFeign become one of WeChat Pay? {@code
 *       WechatPayFeignConfiguration} and {@code WechatPayTargeter}.
 * </ul>
 */
@NullMarked
package io.github.wechatpayfeign.spring;

import org.jspecify.annotations.NullMarked;
