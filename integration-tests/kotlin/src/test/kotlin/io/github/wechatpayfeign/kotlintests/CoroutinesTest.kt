package io.github.wechatpayfeign.kotlintests

import io.github.wechatpayfeign.api.CloseDecision
import io.github.wechatpayfeign.errors.Outcome
import io.github.wechatpayfeign.errors.TradeErrorException
import io.github.wechatpayfeign.errors.TransportException
import io.github.wechatpayfeign.simulator.WechatPaySimulator
import io.github.wechatpayfeign.simulator.fault.Fault
import io.github.wechatpayfeign.simulator.fault.Moment
import io.github.wechatpayfeign.simulator.order.OrderState
import java.time.Duration
import java.util.concurrent.CancellationException
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withContext
import kotlinx.coroutines.withTimeout
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows

private const val ORDER = "ORDER-20261123-1"

/** The calls in coroutines, over sockets: how they end, fail and are cancelled. */
class CoroutinesTest {
  private val simulator = WechatPaySimulator.start()
  private val ends = Ends()

  @AfterEach
  fun stop() {
    simulator.close()
  }

  @Test
  fun closeAndQueryAnOrder(): Unit =
    clientOf(simulator).use { wechatPay ->
      simulator.createOrder(ORDER)
      val orders = Orders(wechatPay)

      runBlocking {
        orders.close(ORDER)
        assertThat(orders.query(ORDER).outTradeNo).isEqualTo(ORDER)
      }

      assertThat(simulator.state(ORDER)).contains(OrderState.CLOSED)
    }

  @Test
  fun failWithTheTypedExceptionItself(): Unit =
    clientOf(simulator).use { wechatPay ->
      simulator.failNext(Fault.error(403, "TRADE_ERROR"))

      val thrown = assertThrows<TradeErrorException> { runBlocking { Orders(wechatPay).close(ORDER) } }

      assertThat(thrown.outcome()).isEqualTo(Outcome.REJECTED)
    }

  /** One thread begins all calls, while none of them has an answer. */
  @Test
  fun waitWithoutBlockingAThread(): Unit =
    SilentServer().use { server ->
      clientOf(simulator, server.baseUrl).use { wechatPay ->
        val orders = Orders(wechatPay)
        runBlocking {
          val calls = List(20) { launch { orders.close("ORDER-$it") } }
          withContext(Dispatchers.IO) { repeat(20) { server.awaitRequest() } }
          calls.forEach { it.cancelAndJoin() }
        }
      }
    }

  @Test
  fun endTheCallIfTheyAreCancelled(): Unit =
    SilentServer().use { server ->
      clientOf(simulator, server.baseUrl) { listener(ends) }.use { wechatPay ->
        runBlocking {
          val call = launch(Dispatchers.IO) { Orders(wechatPay).close(ORDER) }
          val connection = server.awaitRequest()

          withTimeout(10.seconds) { call.cancelAndJoin() }

          connection.awaitEnd()
        }

        val end = ends.next()
        assertThat(end.failure()).isInstanceOf(CancellationException::class.java)
        assertThat(end.outcome()).isEqualTo(Outcome.UNKNOWN)
      }
    }

  @Test
  fun mayHaveClosedTheOrderAlthoughTheyWereCancelled(): Unit =
    clientOf(simulator).use { wechatPay ->
      simulator.createOrder(ORDER)
      simulator.failNext(Fault.delay(Duration.ofMinutes(1), Moment.AFTER_APPLYING))
      val orders = Orders(wechatPay)

      runBlocking {
        val call = launch(Dispatchers.IO) { orders.close(ORDER) }
        awaitUntil { simulator.state(ORDER).get() == OrderState.CLOSED }
        withTimeout(10.seconds) { call.cancelAndJoin() }

        assertThat(call.isCancelled).isTrue()
        assertThat(orders.closeDecisively(ORDER)).isInstanceOf(CloseDecision.AlreadyClosed::class.java)
      }
    }

  @Test
  fun endByTheDeadlineOfTheCallIfNobodyCancels(): Unit =
    SilentServer().use { server ->
      clientOf(simulator, server.baseUrl) { deadline(Duration.ofMillis(300)) }.use { wechatPay ->
        val thrown =
          assertThrows<TransportException> {
            runBlocking { withTimeout(10.seconds) { Orders(wechatPay).close(ORDER) } }
          }

        assertThat(thrown.outcome()).isEqualTo(Outcome.UNKNOWN)
      }
    }

  @Test
  fun knowNothingAfterATimeoutOfTheirOwn(): Unit =
    SilentServer().use { server ->
      clientOf(simulator, server.baseUrl) { listener(ends) }.use { wechatPay ->
        val told = runBlocking { closeSoon(Orders(wechatPay), ORDER) }

        assertThat(told).isEqualTo("perhaps closed: close it decisively later")
        assertThat(ends.next().outcome()).isEqualTo(Outcome.UNKNOWN)
      }
    }

  @Test
  fun closeDecisivelyOffTheThreadOfTheCaller(): Unit =
    clientOf(simulator).use { wechatPay ->
      simulator.createOrder(ORDER)

      val decision = runBlocking { Orders(wechatPay).closeDecisively(ORDER) }

      assertThat(todo(decision)).isEqualTo("release the stock")
    }

  /** The user keeps the password prompt open, so a decisive close pauses and asks again. */
  @Test
  fun endTheWaitOfADecisiveCloseIfTheyAreCancelled(): Unit =
    clientOf(simulator) { listener(ends) }.use { wechatPay ->
      simulator.createOrder(ORDER)
      simulator.book().startPaying(ORDER)
      val orders = Orders(wechatPay)

      runBlocking {
        val call = async(Dispatchers.Default) { orders.closeDecisively(ORDER) }
        ends.next()

        withTimeout(10.seconds) { call.cancelAndJoin() }

        assertThat(call.isCancelled).isTrue()
      }
      assertThat(simulator.state(ORDER)).contains(OrderState.USER_PAYING)
    }

  @Test
  fun endADecisiveCloseAfterItsRequestIfTheyAreCancelled(): Unit =
    SilentServer().use { server ->
      clientOf(simulator, server.baseUrl) { listener(ends) }.use { wechatPay ->
        runBlocking {
          val call = async(Dispatchers.Default) { Orders(wechatPay).closeDecisively(ORDER) }
          val connection = withContext(Dispatchers.IO) { server.awaitRequest() }

          call.cancel()
          connection.close()

          withTimeout(10.seconds) { call.join() }
        }
        assertThat(ends.next().outcome()).isEqualTo(Outcome.UNKNOWN)
      }
    }

  @Test
  fun closeManyOrdersAtATime(): Unit =
    clientOf(simulator).use { wechatPay ->
      val numbers = List(50) { "ORDER-20261123-%02d".format(it) }
      numbers.forEach(simulator::createOrder)
      val orders = Orders(wechatPay)

      runBlocking { numbers.map { async(start = CoroutineStart.UNDISPATCHED) { orders.close(it) } }.awaitAll() }

      assertThat(simulator.orders().values).hasSize(50).containsOnly(OrderState.CLOSED)
    }

  private suspend fun awaitUntil(condition: () -> Boolean) =
    withTimeout(10.seconds) {
      while (!condition()) {
        delay(1)
      }
    }
}
