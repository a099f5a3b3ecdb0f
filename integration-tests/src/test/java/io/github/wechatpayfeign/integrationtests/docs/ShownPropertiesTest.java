package io.github.wechatpayfeign.integrationtests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages show only properties that the starter has, by the metadata that editors read. */
class ShownPropertiesTest {

  private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
  private static final Pattern LINE = Pattern.compile("^( *)([\\w-]+):(.*)$");
  private static final Pattern INLINE = Pattern.compile("`(wechatpay\\.[a-z][a-z.-]*[a-z])[`:]");
  private static final Pattern OF_ONE_MERCHANT = Pattern.compile("^wechatpay\\.merchants\\.[^.]+");

  static Stream<String> shown() throws IOException {
    Path root = Path.of("..");
    Path spring = root.resolve("docs/spring.md");
    List<String> names = new ArrayList<>();
    for (Path page : List.of(root.resolve("README.md"), root.resolve("README.zh-CN.md"), spring)) {
      YAML.matcher(Files.readString(page))
          .results()
          .map(block -> block.group(1))
          .forEach(block -> names.addAll(leaves(block)));
    }
    INLINE
        .matcher(Files.readString(spring))
        .results()
        .map(name -> name.group(1))
        .forEach(names::add);
    return names.stream().filter(name -> !name.startsWith("spring.")).distinct();
  }

  @ParameterizedTest
  @MethodSource("shown")
  void existInTheStarter(String name) throws IOException {
    assertThat(properties()).contains(OF_ONE_MERCHANT.matcher(name).replaceFirst("wechatpay"));
  }

  /** Reads the little of YAML that the pages use: nested keys with plain values, and comments. */
  private static List<String> leaves(String yaml) {
    List<String> names = new ArrayList<>();
    List<String> path = new ArrayList<>();
    int text = Integer.MAX_VALUE;
    for (String line : yaml.lines().filter(line -> !line.isBlank()).toList()) {
      int indent = line.length() - line.stripLeading().length();
      if (line.strip().startsWith("#") || indent > text) {
        continue;
      }
      text = line.endsWith(": |") ? indent : Integer.MAX_VALUE;
      Matcher matcher = LINE.matcher(line);
      assertThat(matcher.matches()).as(line).isTrue();
      MatchResult entry = matcher.toMatchResult();
      int depth = entry.group(1).length() / 2;
      path.subList(depth, path.size()).clear();
      path.add(entry.group(2));
      if (!entry.group(3).isBlank()) {
        names.add(String.join(".", path));
      }
    }
    return names;
  }

  private static Set<String> properties() throws IOException {
    Set<String> names = new HashSet<>();
    for (URL metadata :
        Collections.list(
            ShownPropertiesTest.class
                .getClassLoader()
                .getResources("META-INF/spring-configuration-metadata.json"))) {
      try (InputStream in = metadata.openStream()) {
        for (JsonNode property : new ObjectMapper().readTree(in).get("properties")) {
          names.add(property.get("name").asText());
        }
      }
    }
    return names;
  }
}
