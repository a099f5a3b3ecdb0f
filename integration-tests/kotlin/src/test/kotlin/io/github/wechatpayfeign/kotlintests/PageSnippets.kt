/** The snippets of docs/kotlin-and-reactor.md, word for word, so that they compile and can be run. */
package io.github.wechatpayfeign.kotlintests

import io.github.wechatpayfeign.api.AsyncTransactionsApi
import io.github.wechatpayfeign.api.CloseDecision
import io.github.wechatpayfeign.api.CloseOrderRequest
import io.github.wechatpayfeign.api.Transaction
import io.github.wechatpayfeign.api.WechatPay
import io.github.wechatpayfeign.errors.Outcome
import io.github.wechatpayfeign.errors.WechatPayException
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.future.await
import kotlinx.coroutines.runInterruptible
import kotlinx.coroutines.withTimeoutOrNull

internal fun close(wechatPay: WechatPay, outTradeNo: String): String =
  try {
    wechatPay.closeOrder(outTradeNo)
    "closed"
  } catch (e: WechatPayException) {
    when (e.outcome()) {
      Outcome.REJECTED -> "not closed, ${e.next().advice()}: ${e.message}"
      Outcome.UNKNOWN -> "perhaps closed, ${e.next().advice()}: ${e.message}"
    }
  }

internal fun todo(decision: CloseDecision): String =
  when (decision) {
    is CloseDecision.Closed, is CloseDecision.AlreadyClosed -> "release the stock"
    is CloseDecision.Paid -> "deliver, or refund ${decision.transaction.transactionId}"
    is CloseDecision.Refunded -> "see the refund"
    is CloseDecision.NotFound -> "check the number"
    is CloseDecision.Unsettled -> "ask again after ${decision.askAgainAfter}"
  }

internal class Orders(private val wechatPay: WechatPay) {
  private val transactions = wechatPay.createAsync(AsyncTransactionsApi::class.java)
  private val mchid = wechatPay.merchant().mchid()

  suspend fun close(outTradeNo: String) {
    transactions.close(outTradeNo, CloseOrderRequest(mchid)).await()
  }

  suspend fun query(outTradeNo: String): Transaction =
    transactions.query(outTradeNo, mchid).await()

  suspend fun closeDecisively(outTradeNo: String): CloseDecision =
    runInterruptible(Dispatchers.IO) { wechatPay.closeDecisively(outTradeNo) }
}

internal suspend fun closeSoon(orders: Orders, outTradeNo: String): String =
  withTimeoutOrNull(2.seconds) {
    orders.close(outTradeNo)
    "closed"
  } ?: "perhaps closed: close it decisively later"
