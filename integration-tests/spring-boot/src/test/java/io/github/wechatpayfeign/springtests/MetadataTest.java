package io.github.wechatpayfeign.springtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.wechatpayfeign.spring.WechatPayAutoConfiguration;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The descriptions of the properties that an editor shows. */
class MetadataTest {

  @Test
  void describesEveryProperty() throws IOException {
    List<String> names = new ArrayList<>();
    try (InputStream in = ofTheStarter().openStream()) {
      for (JsonNode property : new ObjectMapper().readTree(in).get("properties")) {
        names.add(property.get("name").asText());
        assertThat(property.path("description").asText())
            .as(property.get("name").asText())
            .hasSizeGreaterThan(20)
            .endsWith(".");
      }
    }
    assertThat(names)
        .contains(
            "wechatpay.mchid",
            "wechatpay.merchant-serial",
            "wechatpay.private-key",
            "wechatpay.public-key-id",
            "wechatpay.public-key",
            "wechatpay.merchants",
            "wechatpay.ssl-bundle",
            "wechatpay.deadline",
            "wechatpay.retry.max-attempts",
            "wechatpay.order-expiry.requests-per-second")
        .allMatch(
            name ->
                name.startsWith("wechatpay.")
                    || name.startsWith("management.endpoint.wechatpay.")
                    || name.startsWith("management.endpoint.wechatpayexpiry.")
                    || name.equals("management.health.wechatpay.enabled")
                    || name.equals("management.health.wechatpayexpiry.enabled"));
  }

  @Test
  void describesNoTwoPropertiesAlike() throws IOException {
    Map<String, String> names = new HashMap<>();
    try (InputStream in = ofTheStarter().openStream()) {
      for (JsonNode property : new ObjectMapper().readTree(in).get("properties")) {
        String name = property.get("name").asText();
        assertThat(names.put(property.path("description").asText(), name)).as(name).isNull();
      }
    }
    assertThat(names.get("Id of the WeChat Pay public key, PUB_KEY_ID_ and digits."))
        .isEqualTo("wechatpay.public-key-id");
  }

  @Test
  void suggestsValues() throws IOException {
    List<String> hinted = new ArrayList<>();
    try (InputStream in = ofTheStarter().openStream()) {
      for (JsonNode hint : new ObjectMapper().readTree(in).get("hints")) {
        hinted.add(hint.get("name").asText());
      }
    }
    assertThat(hinted).contains("wechatpay.base-url", "wechatpay.tracing.propagated-headers");
  }

  /** Other jars have metadata under the same name. */
  private static URL ofTheStarter() throws IOException {
    String starter =
        WechatPayAutoConfiguration.class
            .getProtectionDomain()
            .getCodeSource()
            .getLocation()
            .getPath();
    return Collections.list(
            MetadataTest.class
                .getClassLoader()
                .getResources("META-INF/spring-configuration-metadata.json"))
        .stream()
        .filter(url -> url.toString().contains(starter))
        .findFirst()
        .orElseThrow();
  }
}
