package io.github.wechatpayfeign.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.api.CloseDecision;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.spring.WithWechatPaySimulator;
import java.io.IOException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.json.JsonTest;
import org.springframework.boot.test.json.JacksonTester;

/** A JSON slice test in an application that has the starter. */
@JsonTest
class JsonSliceTest {

  @Test
  void hasNoWechatPayAndNeedsNoMerchant(@Autowired ListableBeanFactory beans) {
    assertThat(Slices.beansOfWechatPay(beans)).isEmpty();
  }

  /** A part of the slice that asks for WeChat Pay. */
  @Nested
  @WithWechatPaySimulator
  class WithASimulator {

    @Autowired private JacksonTester<CloseDecision> json;

    @Test
    void writesAndReadsADecision(
        @Autowired WechatPaySimulator simulator, @Autowired WechatPay wechatPay)
        throws IOException {
      simulator.createOrder("ORDER-1");
      CloseDecision decision = wechatPay.closeDecisively("ORDER-1");

      String written = json.write(decision).getJson();

      assertThat(written).contains("\"kind\":\"CLOSED\"");
      assertThat(json.parseObject(written)).isEqualTo(decision);
    }
  }
}
