package io.github.wechatpayfeign.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each published pom has the elements that Maven Central requires, and is in the BOM. */
class PublishedPomsTest {

  static List<Published> modules() throws IOException {
    return Published.withPoms();
  }

  /** The parent gives this to every module; the BOM has no parent. */
  @ParameterizedTest
  @ValueSource(strings = {".", "bom"})
  void haveTheElementsThatMavenCentralRequires(String folder) throws IOException {
    Pom pom = Pom.of(Published.ROOT.resolve(folder));

    assertThat(List.of("name", "description", "url", "developers/developer/name", "scm/connection"))
        .allSatisfy(path -> assertThat(pom.text(path)).as(path).isNotEmpty());
    assertThat(pom.text("licenses/license/name")).isEqualTo("Apache-2.0");
    assertThat(pom.text("scm/url")).isEqualTo(pom.text("url"));
  }

  @ParameterizedTest
  @MethodSource("modules")
  void haveANameAndADescriptionOfTheirOwn(Published module) {
    assertThat(module.pom().text("name")).startsWith("WeChat Pay Feign: ");
    assertThat(module.pom().text("description")).isNotEmpty();
  }

  @Test
  void areAllInTheBomInOneVersion() throws IOException {
    Pom bom = Pom.of(Published.ROOT.resolve("bom"));

    assertThat(bom.texts("dependencyManagement/dependencies/dependency/artifactId"))
        .containsExactlyInAnyOrderElementsOf(
            Published.withPoms().stream().map(Published::artifact).toList());
    assertThat(bom.texts("dependencyManagement/dependencies/dependency/version"))
        .containsOnly("${project.version}");
    assertThat(bom.text("version")).isEqualTo(Pom.of(Published.ROOT).text("version"));
  }

  @ParameterizedTest
  @MethodSource("modules")
  void haveABillOfMaterials(Published module) throws IOException {
    Path file = module.folder().resolve(Path.of("target", "bom.json"));
    JsonNode bill = new ObjectMapper().readTree(Files.readString(file));

    assertThat(bill.path("bomFormat").asText()).isEqualTo("CycloneDX");
    assertThat(bill.at("/metadata/component/name").asText()).isEqualTo(module.artifact());
    assertThat(bill.path("components"))
        .isNotEmpty()
        .allSatisfy(
            component -> {
              assertThat(component.path("purl").asText()).startsWith("pkg:maven/");
              assertThat(component.path("hashes")).isNotEmpty();
            });
  }
}
