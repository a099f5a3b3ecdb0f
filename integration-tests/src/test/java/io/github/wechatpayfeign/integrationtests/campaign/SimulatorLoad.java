package io.github.wechatpayfeign.integrationtests.campaign;

import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Requests on kept connections, signed by the JDK before they are sent. */
final class SimulatorLoad {
  private static final Pattern LENGTH = Pattern.compile("Content-Length: ([0-9]+)\r\n");
  private static final String PREPAY =
      """
      {"appid":"wxd678efh567hg6787","mchid":"%s","description":"Image形象店-深圳腾大-QQ公仔",\
      "out_trade_no":"%s","notify_url":"https://shop.example/pay/notices",\
      "attach":"shop 17, table 4","amount":{"total":100,"currency":"CNY"},\
      "payer":{"openid":"oUpF8uMuAJO_M2pxb1Q9zNjWeS6o"}}""";

  private final WechatPaySimulator simulator;
  private final PrivateKey key;

  SimulatorLoad(WechatPaySimulator simulator) throws GeneralSecurityException {
    this.simulator = simulator;
    String pem = simulator.merchantPrivateKeyPem().replaceAll("-----[A-Z ]+-----|\\s", "");
    key =
        KeyFactory.getInstance("RSA")
            .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem)));
  }

  byte[] query(String outTradeNo) {
    return signed(
        "GET",
        "/v3/pay/transactions/out-trade-no/" + outTradeNo + "?mchid=" + simulator.mchid(),
        "");
  }

  byte[] prepay(String outTradeNo) {
    return signed(
        "POST", "/v3/pay/transactions/jsapi", PREPAY.formatted(simulator.mchid(), outTradeNo));
  }

  private byte[] signed(String method, String target, String body) {
    String timestamp = Long.toString(System.currentTimeMillis() / 1000);
    String nonce = Long.toHexString(System.nanoTime());
    String message = method + "\n" + target + "\n" + timestamp + "\n" + nonce + "\n" + body + "\n";
    String request =
        """
        %s %s HTTP/1.1\r
        Host: api.mch.weixin.qq.com\r
        Accept: application/json\r
        User-Agent: load\r
        Content-Type: application/json\r
        Authorization: WECHATPAY2-SHA256-RSA2048 mchid="%s",nonce_str="%s",timestamp="%s",\
        serial_no="%s",signature="%s"\r
        Content-Length: %d\r
        \r
        %s"""
            .formatted(
                method,
                target,
                simulator.mchid(),
                nonce,
                timestamp,
                simulator.merchantSerial(),
                signature(message),
                body.getBytes(StandardCharsets.UTF_8).length,
                body);
    return request.getBytes(StandardCharsets.UTF_8);
  }

  private String signature(String message) {
    try {
      // The class path may have faster providers; the client is not what is measured.
      Signature signature = Signature.getInstance("SHA256withRSA", "SunRsaSign");
      signature.initSign(key);
      signature.update(message.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * What it took.
   *
   * @param accepted the answers with status 200 and a signature
   * @param nanos the time on the wall
   * @param cpuNanos the time that the simulator's threads had a processor
   */
  record Figures(int accepted, long nanos, long cpuNanos) {}

  /** Sends the requests, each on the connection that is free first. */
  Figures send(List<byte[]> requests, int connections) throws Exception {
    AtomicInteger next = new AtomicInteger();
    AtomicInteger accepted = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    CountDownLatch go = new CountDownLatch(1);
    for (int i = 0; i < connections; i++) {
      Thread thread =
          new Thread(
              () -> {
                try (Socket socket = open()) {
                  go.await();
                  InputStream in = new BufferedInputStream(socket.getInputStream());
                  for (int n = next.getAndIncrement();
                      n < requests.size();
                      n = next.getAndIncrement()) {
                    socket.getOutputStream().write(requests.get(n));
                    if (isAccepted(in)) {
                      accepted.incrementAndGet();
                    }
                  }
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              },
              "load");
      thread.start();
      threads.add(thread);
    }
    long cpu = cpuNanos();
    long start = System.nanoTime();
    go.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    long end = System.nanoTime();
    return new Figures(accepted.get(), end - start, cpuNanos() - cpu);
  }

  private Socket open() throws IOException {
    int port = URI.create(simulator.baseUrl()).getPort();
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(60_000);
    return socket;
  }

  private static boolean isAccepted(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder(1024);
    while (head.length() < 4 || head.indexOf("\r\n\r\n", head.length() - 4) < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("The connection ended after: " + head);
      }
      head.append((char) next);
    }
    Matcher length = LENGTH.matcher(head);
    in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
    return head.indexOf("HTTP/1.1 200 ") == 0 && head.indexOf("Wechatpay-Signature: ") > 0;
  }

  /** Returns the processor time of all living threads of simulators. */
  private static long cpuNanos() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long sum = 0;
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals("wechat-pay-simulator")) {
        sum += Math.max(0, threads.getThreadCpuTime(thread.getId()));
      }
    }
    return sum;
  }
}
