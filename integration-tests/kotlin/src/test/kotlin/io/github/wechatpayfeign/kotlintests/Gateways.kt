package io.github.wechatpayfeign.kotlintests

import io.github.wechatpayfeign.api.WechatPay
import io.github.wechatpayfeign.api.WechatPayBuilder
import io.github.wechatpayfeign.client.RetryPolicy
import io.github.wechatpayfeign.client.observe.CallEnd
import io.github.wechatpayfeign.client.observe.CallListener
import io.github.wechatpayfeign.client.observe.CallObserver
import io.github.wechatpayfeign.client.observe.CallStart
import io.github.wechatpayfeign.merchant.Merchant
import io.github.wechatpayfeign.simulator.WechatPaySimulator
import java.net.InetAddress
import java.net.ServerSocket
import java.net.Socket
import java.net.SocketException
import java.util.concurrent.BlockingQueue
import java.util.concurrent.CopyOnWriteArrayList
import java.util.concurrent.LinkedBlockingQueue
import java.util.concurrent.TimeUnit
import kotlin.concurrent.thread

internal fun merchantOf(simulator: WechatPaySimulator): Merchant =
  Merchant.builder()
    .mchid(simulator.mchid())
    .merchantSerial(simulator.merchantSerial())
    .privateKeyPem(simulator.merchantPrivateKeyPem())
    .wechatPayPublicKeyPem(simulator.publicKeyId(), simulator.publicKeyPem())
    .build()

/** Builds a client that sends each request once. */
internal fun clientOf(
  simulator: WechatPaySimulator,
  baseUrl: String = simulator.baseUrl(),
  change: WechatPayBuilder.() -> Unit = {},
): WechatPay =
  WechatPay.builder(merchantOf(simulator))
    .baseUrl(baseUrl)
    .retryPolicy(RetryPolicy.off())
    .apply(change)
    .build()

/** Hears how calls end. */
internal class Ends : CallListener {
  private val ends: BlockingQueue<CallEnd> = LinkedBlockingQueue()

  override fun started(call: CallStart): CallObserver =
    object : CallObserver {
      override fun ended(end: CallEnd) {
        ends.add(end)
      }
    }

  fun next(): CallEnd = checkNotNull(ends.poll(10, TimeUnit.SECONDS)) { "No call ended" }
}

/** A server that reads what it is sent and never answers. */
internal class SilentServer : AutoCloseable {
  private val server = ServerSocket(0, 64, InetAddress.getLoopbackAddress())
  private val asked: BlockingQueue<Socket> = LinkedBlockingQueue()

  // A socket that nobody holds is closed by the garbage collector.
  private val accepted = CopyOnWriteArrayList<Socket>()

  val baseUrl = "http://127.0.0.1:${server.localPort}"

  init {
    thread(isDaemon = true, name = "silent-server") {
      try {
        while (true) {
          val socket = server.accept()
          accepted.add(socket)
          asked.add(socket)
        }
      } catch (_: SocketException) {
        // The test is over.
      }
    }
  }

  /** Waits for a connection on which a request has begun. */
  fun awaitRequest(): Socket {
    val socket = checkNotNull(asked.poll(10, TimeUnit.SECONDS)) { "No connection" }
    socket.soTimeout = 10_000
    check(socket.getInputStream().read() != -1) { "No request" }
    return socket
  }

  override fun close() {
    server.close()
    accepted.forEach { it.close() }
  }
}

/** Reads until the client closes the connection; fails after 10 s. */
internal fun Socket.awaitEnd() = use {
  try {
    while (getInputStream().read() != -1) {
      continue
    }
  } catch (_: SocketException) {
    // The client reset it.
  }
}
