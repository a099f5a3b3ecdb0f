package io.github.wechatpayfeign.spring;

import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;

/**
 * Starts a {@link WechatPaySimulator} on a free port and points every {@code WechatPay} of the
 * application at it, with its merchant and its keys: the properties need not have any. The
 * simulator is a bean, to be injected into the test.
 *
 * <pre>{@code
 * @SpringBootTest
 * @WithWechatPaySimulator
 * class CancellationTest {
 *   @Autowired WechatPaySimulator simulator;
 * }
 * }</pre>
 *
 * <p>It needs the artifact {@code wechatpay-feign-simulator} in the scope of the tests. A {@link
 * WechatPaySimulator} bean of your own does the same, such as one with another clock.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@Import(SimulatorBean.class)
public @interface WithWechatPaySimulator {}
