package io.github.wechatpayfeign.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The test that the README shows is the one that runs in a project with only the published jars.
 */
class ConsumerTest {

  @Test
  void testsTheSnippetOfTheReadmeWordForWord() throws IOException {
    String readme = Files.readString(Published.ROOT.resolve("README.md"));
    String snippet =
        Pattern.compile("## In your tests\n+```java\n(.*?)```", Pattern.DOTALL)
            .matcher(readme)
            .results()
            .map(result -> result.group(1))
            .findFirst()
            .orElseThrow();
    Path consumer =
        Path.of("src", "it", "consumer", "src", "test", "java", "com", "example")
            .resolve("CloseOrderTest.java");

    assertThat(withoutLayout(Files.readString(consumer))).contains(withoutLayout(snippet));
  }

  private static String withoutLayout(String java) {
    return java.replaceAll("\\s+", " ");
  }
}
