package io.github.wechatpayfeign.springtests;

import static org.assertj.core.api.Assertions.assertThat;

import feign.Feign;
import java.net.URL;
import okhttp3.OkHttp;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootVersion;

/** The tests run on the versions that their module claims. */
class VersionsTest {

  private static String expected(String name) {
    return System.getProperty("expected." + name, "nothing, which the build has to set");
  }

  @Test
  void areThoseOfTheModule() {
    assertThat(SpringBootVersion.getVersion()).isEqualTo(expected("spring-boot"));
    assertThat(jar(Feign.class)).contains("feign-core-" + expected("feign") + ".jar");
    assertThat(jar(kotlin.KotlinVersion.class)).contains("stdlib-" + expected("kotlin") + ".jar");
    assertThat(jar(BouncyCastleProvider.class)).contains("jdk18on-" + expected("bcprov") + ".jar");
    assertThat(OkHttp.VERSION).isEqualTo(expected("okhttp"));
  }

  private static String jar(Class<?> type) {
    URL location = type.getProtectionDomain().getCodeSource().getLocation();
    return location.getPath();
  }
}
