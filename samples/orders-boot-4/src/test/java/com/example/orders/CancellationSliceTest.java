package com.example.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.github.wechatpayfeign.simulator.order.OrderState;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.spring.WithWechatPaySimulator;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.test.web.servlet.MockMvc;

/** The web layer, with a simulator behind it. */
@WebMvcTest(CancellationController.class)
@WithWechatPaySimulator
class CancellationSliceTest {

  private static final String ORDER = "ORDER-20261123-1";

  @Autowired private MockMvc web;
  @Autowired private WechatPaySimulator simulator;

  @Test
  void cancelsTheOrderOfTheMerchantThatIsNamed() throws Exception {
    simulator.book("1900000109").create(ORDER);
    simulator.book("1900000222").create(ORDER);

    web.perform(post("/site/orders/" + ORDER + "/cancellation")).andExpect(status().isNoContent());

    assertThat(simulator.book("1900000222").state(ORDER)).contains(OrderState.CLOSED);
    assertThat(simulator.book("1900000109").state(ORDER)).contains(OrderState.UNPAID);
  }

  @Test
  void beginsWithoutTheOrdersOfOtherTests() {
    assertThat(simulator.book("1900000222").states()).isEmpty();
    assertThat(simulator.requests()).isEmpty();
  }
}
