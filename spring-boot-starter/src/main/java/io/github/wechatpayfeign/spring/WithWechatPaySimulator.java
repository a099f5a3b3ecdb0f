package io.github.wechatpayfeign.spring;

import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
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
 * <p>It has each merchant of the properties, with keys of its own; {@code simulator.mchid()} is the
 * primary one, or the first by name. It is there in a slice such as {@code @WebMvcTest} too, and it
 * is reset after each test.
 *
 * <p>It needs the artifact {@code wechatpay-feign-simulator} in the scope of the tests. A {@link
 * WechatPaySimulator} bean of your own does the same, such as one with another clock.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@Import(SimulatorBean.class)
@ImportAutoConfiguration(WechatPayAutoConfiguration.class)
public @interface WithWechatPaySimulator {

  /**
   * Returns whether the simulator forgets orders, faults and requests after each test, which is so
   * by default. Tests that build on each other switch it off.
   */
  boolean resetAfterEachTest() default true;
}
