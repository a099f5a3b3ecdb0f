package io.github.wechatpayfeign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people read is in Chinese where the locale is Chinese, in a process of its own. */
class ChineseTest {

  private record Run(int exitCode, String out, String err) {}

  private static final int JAVA_WITH_NATIVE_ACCESS = 22;

  @TempDir Path folder;

  private Run run(String language, String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Duser.language=" + language,
                "-Duser.country=CN",
                "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8"));
    if (Runtime.version().feature() >= JAVA_WITH_NATIVE_ACCESS) {
      // As the manifest says for "java -jar".
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("WECHATPAY_"));
    Process process = builder.start();
    CompletableFuture<String> err =
        CompletableFuture.supplyAsync(() -> read(process.getErrorStream()));
    String out = read(process.getInputStream());
    return new Run(process.waitFor(), out, err.join());
  }

  private static String read(InputStream stream) {
    try {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "close",
        "query",
        "doctor",
        "simulate",
        "acceptance",
        "expiry status",
        "expiry demo",
        "completion"
      })
  void isInTheWholeHelp(String name) throws Exception {
    List<String> arguments = new ArrayList<>(List.of(name.split(" ")));
    arguments.add("--help");

    Run help = run("zh", arguments.toArray(String[]::new));

    assertThat(help.exitCode()).isZero();
    // Three English words in a row are a text that was forgotten.
    assertThat(help.out().lines().filter(line -> !line.startsWith("  wechatpay")))
        .anyMatch(line -> line.startsWith("用法"))
        .noneMatch(line -> line.matches(".*(?<![-a-z])[a-z]+ [a-z]+ [a-z]+\\b.*"));
  }

  @Test
  void isInResultsAndSummaries() throws Exception {
    Run close = run("zh", "close", "--simulator", "--decisive", "ORDER-20261123-1");

    assertThat(close.out()).startsWith("SIMULATED CLOSED ORDER-20261123-1");
    assertThat(close.err()).contains("close: CLOSED 1；3 个请求，").contains(" 秒");
    assertThat(close.exitCode()).isZero();
  }

  @Test
  void isInFindingsOfTheDoctor() throws Exception {
    Run doctor = run("zh", "doctor", "--mchid", "19", "--base-url", "http://127.0.0.1:9");

    assertThat(doctor.exitCode()).isEqualTo(1);
    assertThat(doctor.out())
        .contains("failure mchid: 19 不是 8 到 10 位数字；处理办法：请从商户平台复制")
        .contains("failure private-key: 没有提供；处理办法：请提供 --private-key 或 WECHATPAY_PRIVATE_KEY")
        .contains("skipped signed-query 127.0.0.1: 连不上该域名");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "closee ~ 没有命令“closee”",
        "query ~ 没有提供商户订单号：请提供 OUT_TRADE_NO... 或 --file ORDERS",
        "query x ~ \"x\" 不是商户订单号：应为 6 到 32 个字符，只能是 0-9 A-Z a-z _ - | *",
        "close --file none ~ 文件 none 不存在",
        "close --deadline 5 ORDER-1 ~ --deadline 需要与 --decisive 一起使用",
        "close --parallel 0 ORDER-1 ~ 应为 1 到 256 之间的数，实际为“0”"
      })
  void isInMessagesAboutWrongUsage(String arguments, String message) throws Exception {
    Run wrong = run("zh", arguments.split(" "));

    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.err()).contains(message).contains("用法见：wechatpay-feign-cli");
  }

  @Test
  void isInTheTableAndTheQuestionsOfAnAcceptanceRun() throws Exception {
    Run acceptance = run("zh", "acceptance", "--wait", "1", "--env-file", "shop.env");

    assertThat(acceptance.err())
        .contains("请用 shop.env 中的配置启动应用")
        .contains("请现在在应用中下单，不要支付：这个订单一直不支付，应用需要关闭它")
        .endsWith("acceptance: 通过 0，未通过 0，未看到 19，看不到 4，已略过 0\n");
    assertThat(acceptance.out().lines())
        .contains(
            "未看到     notice-answered        必须   5 秒内对通知应答 200 或 204：运行没有进行到这一步",
            "看不到     reconciliation         必须   每天用账单与订单对账：模拟器没有账单")
        .noneMatch(line -> line.matches(".*(?<![-a-z])[a-z]+ [a-z]+ [a-z]+\\b.*"));
    assertThat(acceptance.exitCode()).isEqualTo(1);
  }

  @Test
  void isNeverInJson() throws Exception {
    String[] doctor = {"doctor", "--json", "--mchid", "19", "--base-url", "http://127.0.0.1:9"};

    Run chinese = run("zh", doctor);

    assertThat(chinese.out()).contains("\"status\":\"failure\",\"message\":\"19 is not 8 to 10");
    assertThat(withoutTimes(chinese.out())).isEqualTo(withoutTimes(run("en", doctor).out()));
  }

  private static String withoutTimes(String json) {
    return json.replaceAll("\"millis\":\\d+", "\"millis\":0");
  }

  @Test
  void isNotSpokenToOthers() throws Exception {
    Run close = run("de", "close", "--simulator", "ORDER-20261123-1");

    assertThat(close.err()).startsWith("close: CLOSED 1; 1 request, ");
  }
}
