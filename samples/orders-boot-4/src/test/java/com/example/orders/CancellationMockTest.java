package com.example.orders;

import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.github.wechatpayfeign.api.WechatPay;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.MockMvc;

/** The web layer, with mocks behind it: Mockito mocks final classes too. */
@WebMvcTest(CancellationController.class)
class CancellationMockTest {

  @MockitoBean(name = "shop")
  private WechatPay shop;

  @MockitoBean(name = "site")
  private WechatPay site;

  @Autowired private MockMvc web;

  @Test
  void closesTheOrderOfTheMerchantThatIsNamed() throws Exception {
    web.perform(post("/shop/orders/ORDER-1/cancellation")).andExpect(status().isNoContent());

    verify(shop).closeOrder("ORDER-1");
    verifyNoInteractions(site);
  }
}
