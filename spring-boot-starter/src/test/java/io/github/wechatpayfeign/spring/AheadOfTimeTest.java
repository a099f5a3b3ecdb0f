package io.github.wechatpayfeign.spring;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.api.CloseDecision;
import io.github.wechatpayfeign.api.OutTradeNo;
import io.github.wechatpayfeign.api.TransactionsApi;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.api.refund.RefundDecision;
import io.github.wechatpayfeign.api.refund.RefundsApi;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.RegisteredBean;

/** What is told to a build that makes code ahead of time. */
class AheadOfTimeTest {

  @Test
  void keepsWhatFeignAndJacksonReflectOn() {
    RuntimeHints hints = new RuntimeHints();

    new WechatPayHints().registerHints(hints, null);

    assertThat(hints)
        .matches(RuntimeHintsPredicates.proxies().forInterfaces(TransactionsApi.class));
    assertThat(hints)
        .matches(
            RuntimeHintsPredicates.reflection()
                .onType(OutTradeNo.class)
                .withMemberCategory(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS));
    assertThat(hints).matches(RuntimeHintsPredicates.proxies().forInterfaces(RefundsApi.class));
    assertThat(hints).matches(RuntimeHintsPredicates.reflection().onType(CloseDecision.class));
    assertThat(hints).matches(RuntimeHintsPredicates.reflection().onType(RefundDecision.class));
    assertThat(hints)
        .matches(
            RuntimeHintsPredicates.resource()
                .forResource("io/github/wechatpayfeign/client/version.properties"));
    assertThat(hints)
        .matches(
            RuntimeHintsPredicates.resource()
                .forResource("io/github/wechatpayfeign/expiry/postgresql.sql"));
    // A call of a proxy of a connection is passed on by reflection.
    assertThat(hints).matches(RuntimeHintsPredicates.proxies().forInterfaces(Connection.class));
    assertThat(hints)
        .matches(
            RuntimeHintsPredicates.reflection()
                .onType(Connection.class)
                .withMemberCategory(MemberCategory.INVOKE_PUBLIC_METHODS));
    assertThat(hints.reflection().typeHints())
        .allSatisfy(hint -> assertThat(Class.forName(hint.getType().getName())).isNotNull());
  }

  @Test
  void tellsSpringWhatTheMetadataOfEachModuleSays() throws IOException {
    RuntimeHints hints = new RuntimeHints();

    new WechatPayHints().registerHints(hints, null);

    Set<String> hinted =
        hints.reflection().typeHints().map(hint -> hint.getType().getName()).collect(toSet());
    assertThat(typesInMetadata()).hasSizeGreaterThan(50).isSubsetOf(hinted);
  }

  @Test
  void leavesOutTheBeansOfMerchants() {
    try (WechatPaySimulator simulator = WechatPaySimulator.start()) {
      Starter.of(simulator)
          .run(
              context -> {
                assertThat(isExcluded(context.getBeanFactory(), BeanNames.of(WechatPay.class, "")))
                    .isTrue();
                assertThat(isExcluded(context.getBeanFactory(), BeanNames.REGISTRY)).isFalse();
              });
    }
  }

  private static boolean isExcluded(ConfigurableListableBeanFactory beans, String name) {
    return new MerchantAotFilter().isExcludedFromAotProcessing(RegisteredBean.of(beans, name));
  }

  /** Returns the types of ours that are named in the metadata of any module of this project. */
  private static List<String> typesInMetadata() throws IOException {
    Pattern ours = Pattern.compile("\"type\":\"(io\\.github\\.wechatpayfeign\\.[^\"]+)\"");
    List<String> types = new ArrayList<>();
    try (DirectoryStream<Path> modules = Files.newDirectoryStream(Path.of(".."))) {
      for (Path module : modules) {
        Path file =
            module.resolve(
                "src/main/resources/META-INF/native-image/io.github.wechatpayfeign/wechatpay-feign-"
                    + module.getFileName()
                    + "/reachability-metadata.json");
        if (Files.exists(file)) {
          ours.matcher(Files.readString(file)).results().forEach(type -> types.add(type.group(1)));
        }
      }
    }
    return types;
  }
}
