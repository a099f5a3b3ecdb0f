package io.github.wechatpayfeign.spring;

import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.test.context.TestExecutionListener;
import org.springframework.util.ClassUtils;

/**
 * Resets the simulator after each test, because tests share a context that Spring caches: an order
 * of one test would otherwise exist in the next. It does nothing in tests without a simulator.
 */
final class SimulatorReset implements TestExecutionListener, Ordered {

  private static final boolean HAS_SIMULATOR =
      ClassUtils.isPresent(
          "io.github.wechatpayfeign.simulator.WechatPaySimulator",
          SimulatorReset.class.getClassLoader());

  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE;
  }

  @Override
  public void afterTestMethod(TestContext test) {
    if (HAS_SIMULATOR && test.hasApplicationContext() && isWanted(test.getTestClass())) {
      Simulators.reset(test.getApplicationContext());
    }
  }

  private static boolean isWanted(Class<?> test) {
    WithWechatPaySimulator simulator =
        TestContextAnnotationUtils.findMergedAnnotation(test, WithWechatPaySimulator.class);
    return simulator == null || simulator.resetAfterEachTest();
  }

  /** Apart, because the class of the simulator is loaded here, and it may be missing. */
  private static final class Simulators {

    static void reset(ApplicationContext context) {
      for (String name : context.getBeanNamesForType(WechatPaySimulator.class, false, false)) {
        if (context instanceof ConfigurableApplicationContext made
            && made.getBeanFactory().containsSingleton(name)) {
          context.getBean(name, WechatPaySimulator.class).reset();
        }
      }
    }
  }
}
