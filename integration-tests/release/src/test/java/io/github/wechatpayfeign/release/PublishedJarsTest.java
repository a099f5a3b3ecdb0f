package io.github.wechatpayfeign.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each published jar has its licence, its module name, its sources and its Javadoc, and nothing
 * else.
 */
class PublishedJarsTest {

  static List<Published> modules() throws IOException {
    return Published.all();
  }

  static Stream<Path> jars() throws IOException {
    return modules().stream()
        .flatMap(module -> Stream.of("", "-sources", "-javadoc").map(module::jar));
  }

  @Test
  void areThoseOfTheModulesThatTheReadmeLists() throws IOException {
    String readme = Files.readString(Published.ROOT.resolve("README.md"));

    assertThat(modules()).hasSizeGreaterThanOrEqualTo(6);
    assertThat(Published.withPoms())
        .allSatisfy(module -> assertThat(readme).contains("| `" + module.artifact() + "` |"));
  }

  @ParameterizedTest
  @MethodSource("jars")
  void carryTheLicenceAndTheNotice(Path path) throws IOException {
    try (JarFile jar = new JarFile(path.toFile())) {
      for (String name : List.of("LICENSE", "NOTICE")) {
        assertThat(bytes(jar, "META-INF/" + name))
            .as(name)
            .isEqualTo(Files.readAllBytes(Published.ROOT.resolve(name)));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("modules")
  void nameTheirModuleAfterTheirPackage(Published module) throws IOException {
    try (JarFile jar = new JarFile(module.jar("").toFile())) {
      assertThat(jar.getManifest().getMainAttributes().getValue("Automatic-Module-Name"))
          .isEqualTo(module.moduleName());
      String folder = module.moduleName().replace('.', '/') + "/";
      assertThat(classes(jar)).isNotEmpty().allMatch(name -> name.startsWith(folder));
    }
  }

  @ParameterizedTest
  @MethodSource("modules")
  void containOnlyClassesOfTheirSources(Published module) throws IOException {
    List<String> sources = module.sources();
    try (JarFile jar = new JarFile(module.jar("").toFile())) {
      // Our files hold one type that is not nested in another, so each class tells its file.
      assertThat(classes(jar).stream().map(name -> name.replaceFirst("[$.].*", "") + ".java"))
          .isSubsetOf(sources);
    }
  }

  @ParameterizedTest
  @MethodSource("modules")
  void haveAllTheirSources(Published module) throws IOException {
    try (JarFile jar = new JarFile(module.jar("-sources").toFile())) {
      assertThat(jar.stream().map(ZipEntry::getName).filter(name -> name.endsWith(".java")))
          .containsExactlyInAnyOrderElementsOf(module.sources());
    }
  }

  @ParameterizedTest
  @MethodSource("modules")
  void haveAJavadocPageForTheirPackage(Published module) throws IOException {
    try (JarFile jar = new JarFile(module.jar("-javadoc").toFile())) {
      String page = module.moduleName().replace('.', '/') + "/package-summary.html";
      assertThat(jar.stream().map(ZipEntry::getName)).contains("index.html", page);
    }
  }

  private static List<String> classes(JarFile jar) {
    return jar.stream().map(ZipEntry::getName).filter(name -> name.endsWith(".class")).toList();
  }

  private static byte[] bytes(JarFile jar, String name) throws IOException {
    ZipEntry entry = jar.getEntry(name);
    assertThat(entry).as(name).isNotNull();
    return jar.getInputStream(entry).readAllBytes();
  }
}
