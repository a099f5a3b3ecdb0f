package io.github.wechatpayfeign.sample;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.ListableBeanFactory;

/** What a slice has of the starter. */
final class Slices {

  private Slices() {}

  /** Returns the names of the beans that the starter makes. */
  static List<String> beansOfWechatPay(ListableBeanFactory beans) {
    return Stream.of(beans.getBeanDefinitionNames())
        .filter(name -> name.startsWith("io.github.wechatpayfeign."))
        .filter(name -> !name.startsWith(Slices.class.getPackageName()))
        .toList();
  }
}
