package io.github.wechatpayfeign.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A module that is published, found by the parent's list of modules. */
record Published(Path folder, Pom pom) {

  static final Path ROOT = Path.of("..", "..");

  static List<Published> all() throws IOException {
    return listed().stream().filter(module -> !module.isPomOnly()).toList();
  }

  /** Returns all of them, and those that are a pom with dependencies and have no jar. */
  static List<Published> withPoms() throws IOException {
    return listed().stream().filter(module -> !module.artifact().endsWith("-bom")).toList();
  }

  private static List<Published> listed() throws IOException {
    List<Published> listed = new ArrayList<>();
    for (String module : Pom.of(ROOT).texts("modules/module")) {
      Path folder = ROOT.resolve(module);
      Pom pom = Pom.of(folder);
      if (!pom.text("properties/maven.deploy.skip").equals("true")) {
        listed.add(new Published(folder, pom));
      }
    }
    return listed;
  }

  private boolean isPomOnly() {
    return pom.text("packaging").equals("pom");
  }

  String artifact() {
    return pom.text("artifactId");
  }

  /** The module's name, which is also the root package of all its classes. */
  String moduleName() {
    return pom.text("properties/module.name");
  }

  /** Returns the jar of the build, with a classifier such as {@code -sources} or none. */
  Path jar(String classifier) {
    return folder
        .resolve("target")
        .resolve(artifact() + "-" + pom.text("parent/version") + classifier + ".jar");
  }

  /** Returns the names of the module's Java files, relative to their root. */
  List<String> sources() throws IOException {
    Path root = folder.resolve(Path.of("src", "main", "java"));
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString().replace('\\', '/'))
          .toList();
    }
  }

  @Override
  public String toString() {
    return artifact();
  }
}
