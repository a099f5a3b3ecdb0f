package io.github.wechatpayfeign.kotlintests

import io.github.wechatpayfeign.simulator.WechatPaySimulator
import io.github.wechatpayfeign.simulator.fault.Fault
import io.github.wechatpayfeign.simulator.fault.Moment
import io.github.wechatpayfeign.simulator.order.OrderState
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Test

private const val ORDER = "ORDER-20261123-1"

/** Closing orders from Kotlin, over sockets. */
class CloseInKotlinTest {
  private val simulator = WechatPaySimulator.start()

  @AfterEach
  fun stop() {
    simulator.close()
  }

  @Test
  fun closesAnOrder(): Unit =
    clientOf(simulator).use { wechatPay ->
      simulator.createOrder(ORDER)

      assertThat(close(wechatPay, ORDER)).isEqualTo("closed")
      assertThat(simulator.state(ORDER)).contains(OrderState.CLOSED)
    }

  @Test
  fun readsComponentsOfRecordsAsProperties(): Unit =
    clientOf(simulator).use { wechatPay ->
      simulator.createOrder(ORDER)

      val receipt = wechatPay.closeOrder(ORDER)

      val requestId: String? = receipt.requestId
      assertThat(receipt.outTradeNo).isEqualTo(ORDER)
      assertThat(requestId).isNotBlank()
    }

  @Test
  fun tellsOutcomesApart(): Unit =
    clientOf(simulator).use { wechatPay ->
      simulator.createOrder(ORDER)
      simulator.failNext(Fault.error(403, "TRADE_ERROR"), Fault.drop(Moment.AFTER_APPLYING))

      assertThat(close(wechatPay, ORDER))
        .startsWith("not closed, query the order: HTTP 403 TRADE_ERROR")
      assertThat(close(wechatPay, ORDER)).startsWith("perhaps closed, query the order: No answer")
    }

  @Test
  fun actsOnEachDecision(): Unit =
    clientOf(simulator).use { wechatPay ->
      simulator.createOrder(ORDER)
      simulator.createOrder("ORDER-PAID")
      simulator.pay("ORDER-PAID")
      simulator.createOrder("ORDER-REFUNDED")
      simulator.pay("ORDER-REFUNDED")
      simulator.book().refund("ORDER-REFUNDED")

      assertThat(todo(wechatPay.closeDecisively(ORDER))).isEqualTo("release the stock")
      assertThat(todo(wechatPay.closeDecisively(ORDER))).isEqualTo("release the stock")
      assertThat(todo(wechatPay.closeDecisively("ORDER-PAID"))).startsWith("deliver, or refund 42")
      assertThat(todo(wechatPay.closeDecisively("ORDER-REFUNDED"))).isEqualTo("see the refund")
      assertThat(todo(wechatPay.closeDecisively("ORDER-NEVER-PLACED"))).isEqualTo("check the number")
    }
}
