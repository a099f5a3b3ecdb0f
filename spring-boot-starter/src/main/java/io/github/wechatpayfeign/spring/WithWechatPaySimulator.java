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
 * Starts a {@link WechatPaySimulator} on a free port and makes every {@code WechatPay} of the
 * application call it, with merchants and keys of the simulator: the properties need none. The
 * simulator is a bean that can be injected into the test.
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
 * primary one, or the first by name. It also works in a slice such as {@code @WebMvcTest}, and it
 * is reset after each test.
 *
 * <p>It needs the artifact {@code wechatpay-feign-simulator} in test scope. A {@link
 * WechatPaySimulator} bean of your own, for example one with another clock, has the same effect.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@Import(SimulatorBean.class)
@ImportAutoConfiguration(WechatPayAutoConfiguration.class)
public @interface WithWechatPaySimulator {

  /**
   * Returns whether the simulator forgets orders, faults and requests after each test. It does by
   * default; switch it off for tests that build on each other.
   */
  boolean resetAfterEachTest() default true;
}
