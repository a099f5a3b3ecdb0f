package io.github.wechatpayfeign.integrationtests.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.order.OrderState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The simulator's page in a real browser. */
@Timeout(180)
@EnabledIf("isChromiumInstalled")
class PageInChromiumTest {
  private static final String CLOSE = "/v3/pay/transactions/out-trade-no/ORDER-0001/close";

  @TempDir private Path profile;
  private final WechatPaySimulator simulator = WechatPaySimulator.start();
  private Chromium browser;

  static boolean isChromiumInstalled() {
    return Chromium.isInstalled();
  }

  @BeforeEach
  void openThePage() throws Exception {
    browser = Chromium.start(profile, "en");
    browser.size(1280, 900);
    browser.open(simulator.baseUrl() + "/");
  }

  @AfterEach
  void stop() throws Exception {
    browser.close();
    simulator.close();
  }

  @Test
  void showsAnOrderFromItsBeginningToItsEnd() throws Exception {
    browser.run("document.getElementById('new-number').value = 'ORDER-0001'");
    browser.run("document.querySelector('#new-order button').click()");
    browser.until("document.querySelector('[data-number=ORDER-0001] .state') !== null");
    assertThat(simulator.state("ORDER-0001")).contains(OrderState.UNPAID);

    assertThat(send(CLOSE, message -> message)).isEqualTo(204);

    browser.until(
        "document.querySelector('[data-number=ORDER-0001] .state').textContent === 'CLOSED'");
    browser.until("document.querySelector('#requests summary .good')?.textContent === '204'");
    assertThat(browser.run("document.querySelector('[data-number=ORDER-0001] .time').innerText"))
        .containsSubsequence("UNPAID", "CLOSED");
    assertThat(browser.run("document.querySelector('#requests summary').innerText"))
        .contains("POST " + CLOSE);
  }

  @Test
  void paysAnOrderAndMakesItsNextRequestFail() throws Exception {
    simulator.createOrder("ORDER-0001");
    browser.open(simulator.baseUrl() + "/");

    click("[data-number=ORDER-0001] [data-action=failClose]");
    browser.until("document.body.dataset.actions === '1'");
    assertThat(send(CLOSE, message -> message)).isEqualTo(500);
    click("[data-number=ORDER-0001] [data-action=pay]");

    browser.until(
        "document.querySelector('[data-number=ORDER-0001] .state').textContent === 'SUCCESS'");
    assertThat(simulator.state("ORDER-0001")).contains(OrderState.PAID);
    assertThat(send(CLOSE, message -> message)).as("only one request failed").isEqualTo(400);
  }

  @Test
  void showsWhyASignatureIsWrongAndMarksTheFirstDifference() throws Exception {
    assertThat(send(CLOSE, message -> message.substring(0, message.length() - 1))).isEqualTo(401);

    browser.until("document.querySelector('#requests pre[data-message=signed] mark') !== null");
    assertThat(browser.run("document.querySelector('#requests .why').innerText"))
        .startsWith("Why: ");
    assertThat(browser.run("document.querySelector('pre[data-message=built]').textContent"))
        .startsWith("POST↵\n" + CLOSE + "↵\n")
        .endsWith("↵\n");
    assertThat(browser.run("document.querySelector('pre[data-message=built] mark').textContent"))
        .isEqualTo("↵\n");
    assertThat(browser.run("document.querySelector('pre[data-message=signed] mark').textContent"))
        .isEqualTo("∎");
  }

  @Test
  void speaksChineseIfAsked() throws Exception {
    click("#language");

    browser.until("document.documentElement.lang === 'zh-CN'");
    assertThat(browser.run("document.querySelector('h1').innerText")).isEqualTo("微信支付模拟器");
    assertThat(browser.run("document.querySelector('#no-orders').innerText")).startsWith("还没有订单");
  }

  @Test
  void showsMarkupOfARequestAsText() throws Exception {
    assertThat(send("/v3/<img/src=x/onerror=document.title='taken'>", message -> message))
        .isEqualTo(404);

    browser.until("document.querySelector('#requests summary') !== null");
    assertThat(browser.run("document.querySelector('#requests').innerText")).contains("<img");
    assertThat(browser.run("document.querySelectorAll('img').length")).isEqualTo("0");
    assertThat(browser.run("document.title")).isEqualTo("WeChat Pay simulator");
  }

  @Test
  void showsTheNewestOfManyOrdersAndFindsOneByItsNumber() throws Exception {
    for (int i = 1; i <= 10_000; i++) {
      simulator.createOrder("ORDER-%05d".formatted(i));
    }
    browser.open(simulator.baseUrl() + "/");

    browser.until("document.getElementById('shown-orders').textContent === '100 of 10000'");
    assertThat(browser.run("document.querySelectorAll('#orders > li').length")).isEqualTo("100");
    assertThat(browser.run("document.querySelector('#orders > li').dataset.number"))
        .isEqualTo("ORDER-10000");
    browser.run("document.getElementById('search').value = 'DER-00042'");
    browser.run("document.getElementById('search').dispatchEvent(new Event('input'))");
    browser.until("document.getElementById('shown-orders').textContent === '1 of 1'");
    click("[data-number=ORDER-00042] [data-action=pay]");
    browser.until(
        "document.querySelector('[data-number=ORDER-00042] .state').textContent === 'SUCCESS'");
    browser.run("document.getElementById('search').value = 'NOTHING'");
    browser.run("document.getElementById('search').dispatchEvent(new Event('input'))");
    browser.until("!document.getElementById('no-orders').hidden");
    assertThat(browser.run("document.getElementById('no-orders').innerText"))
        .isEqualTo("No order has this number.");
  }

  @Test
  void hasOneListRequestInFlightAtMost() throws Exception {
    simulator.createOrder("ORDER-0001");
    browser.run(
        """
        (() => {
          const real = window.fetch;
          window.inFlight = window.most = window.lists = 0;
          window.fetch = (path, options) => {
            if (!String(path).startsWith('/__admin/orders?')) {
              return real(path, options);
            }
            window.lists++;
            window.most = Math.max(window.most, ++window.inFlight);
            return real(path, options).finally(() => window.inFlight--);
          };
          for (let i = 0; i < 50; i++) {
            document.getElementById('minute').click();
          }
        })()""");
    browser.until("document.body.dataset.actions === '50'");

    assertThat(browser.run("window.most")).isEqualTo("1");
    assertThat(Integer.parseInt(browser.run("window.lists"))).isBetween(1, 50);
    assertThat(simulator.now()).isAfter(Clock.systemUTC().instant().plusSeconds(49 * 60));
  }

  @Test
  void fitsNarrowAndWideWindows() throws Exception {
    simulator.createOrder("ORDER-WITH-A-LONG-NUMBER-0000001");
    assertThat(send(CLOSE, message -> message.substring(0, message.length() - 1))).isEqualTo(401);
    for (int width : new int[] {360, 800, 1440}) {
      browser.size(width, 900);
      browser.open(simulator.baseUrl() + "/");

      assertThat(Integer.parseInt(browser.run("document.documentElement.scrollWidth")))
          .as("no part is wider than the window")
          .isLessThanOrEqualTo(width);
      String folder = System.getProperty("screenshots");
      if (folder != null) {
        browser.screenshot(Files.createDirectories(Path.of(folder)).resolve(width + ".png"));
      }
    }
  }

  private void click(String selector) throws Exception {
    browser.run("document.querySelector('" + selector + "').click()");
  }

  /** What a client does to the message before it signs. */
  private interface Mistake {
    String of(String message);
  }

  /** Sends a close, signed by the JDK. */
  private int send(String target, Mistake mistake)
      throws GeneralSecurityException, IOException, InterruptedException {
    String body = "{\"mchid\":\"" + simulator.mchid() + "\"}";
    String timestamp = Long.toString(Clock.systemUTC().instant().getEpochSecond());
    String nonce = Long.toHexString(System.nanoTime()) + "0123456789ABCDEF";
    String message = "POST\n" + target + "\n" + timestamp + "\n" + nonce + "\n" + body + "\n";
    Signature signature = Signature.getInstance("SHA256withRSA");
    String pem = simulator.merchantPrivateKeyPem().replaceAll("-----[A-Z ]+-----|\\s", "");
    signature.initSign(
        KeyFactory.getInstance("RSA")
            .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem))));
    signature.update(mistake.of(message).getBytes(UTF_8));
    String authorization =
        "WECHATPAY2-SHA256-RSA2048 mchid=\"%s\",nonce_str=\"%s\",signature=\"%s\",timestamp=\"%s\",serial_no=\"%s\""
            .formatted(
                simulator.mchid(),
                nonce,
                Base64.getEncoder().encodeToString(signature.sign()),
                timestamp,
                simulator.merchantSerial());
    return SocketCall.post(simulator.baseUrl(), target, authorization, body);
  }
}
