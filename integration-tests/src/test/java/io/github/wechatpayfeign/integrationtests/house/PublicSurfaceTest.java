package io.github.wechatpayfeign.integrationtests.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every public type and member is a promise, so it is listed in {@code docs/public-api}, and none
 * becomes public unnoticed. A package {@code internal} is not a promise. {@code
 * -Dpublic-api.update=true} rewrites the files.
 */
class PublicSurfaceTest {

  private static final String ROOT = "io.github.wechatpayfeign.";
  private static final Path FOLDER = Path.of("..", "docs", "public-api");
  private static final boolean UPDATE = Boolean.getBoolean("public-api.update");
  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT.substring(0, ROOT.length() - 1));

  /** The modifiers that matter to a caller, in the order in which they are written. */
  private static final Set<JavaModifier> SHOWN =
      EnumSet.of(
          JavaModifier.PUBLIC,
          JavaModifier.PROTECTED,
          JavaModifier.STATIC,
          JavaModifier.ABSTRACT,
          JavaModifier.FINAL);

  /** The superclasses that the kind of a type implies. */
  private static final Set<String> IMPLIED =
      Set.of("java.lang.Object", "java.lang.Record", "java.lang.Enum");

  @ParameterizedTest
  @ValueSource(
      strings = {"merchant", "errors", "signing", "client", "api", "expiry", "simulator", "spring"})
  void matchesTheCommittedFile(String module) throws IOException {
    List<String> surface = surface(module);
    Path file = FOLDER.resolve(module + ".txt");
    if (UPDATE) {
      Files.write(file, surface);
    }

    assertThat(surface).isNotEmpty();
    assertThat(Files.readAllLines(file))
        .as("docs/public-api/" + module + ".txt; if the change is meant, -Dpublic-api.update=true")
        .isEqualTo(surface);
  }

  private static List<String> surface(String module) {
    return HOUSE.stream()
        .filter(type -> (type.getPackageName() + ".").startsWith(ROOT + module + "."))
        .filter(type -> !(type.getPackageName() + ".").contains(".internal."))
        .filter(PublicSurfaceTest::isPublic)
        .flatMap(PublicSurfaceTest::lines)
        .sorted()
        .toList();
  }

  private static boolean isPublic(JavaClass type) {
    return !type.isAnonymousClass()
        && isShown(type.getModifiers())
        && type.getEnclosingClass().map(PublicSurfaceTest::isPublic).orElse(true);
  }

  private static boolean isShown(Set<JavaModifier> modifiers) {
    return (modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED))
        && !modifiers.contains(JavaModifier.SYNTHETIC);
  }

  private static Stream<String> lines(JavaClass type) {
    List<String> lines = new ArrayList<>();
    String modifiers = modifiers(type.getModifiers()).replace("static ", "");
    lines.add(name(type) + ": " + modifiers + kind(type) + supertypes(type));
    for (JavaMember member : type.getMembers()) {
      if (isShown(member.getModifiers())) {
        lines.add(name(type) + "." + text(member));
      }
    }
    return lines.stream();
  }

  private static String text(JavaMember member) {
    String modifiers = " " + modifiers(member.getModifiers()).strip();
    if (member instanceof JavaField field) {
      return field.getName() + ":" + modifiers + " " + shortened(field.getType());
    }
    JavaCodeUnit unit = (JavaCodeUnit) member;
    return (unit.isConstructor() ? "new" : unit.getName())
        + "("
        + joined(unit.getParameterTypes())
        + "):"
        + modifiers
        + (unit.isConstructor() ? "" : " " + shortened(unit.getReturnType()));
  }

  private static String kind(JavaClass type) {
    return type.isInterface()
        ? "interface"
        : type.isEnum() ? "enum" : type.isRecord() ? "record" : "class";
  }

  private static String supertypes(JavaClass type) {
    List<JavaType> all = new ArrayList<>(type.getInterfaces());
    type.getSuperclass()
        .filter(parent -> !IMPLIED.contains(parent.getName()))
        .ifPresent(parent -> all.add(0, parent));
    return all.isEmpty() ? "" : " of " + joined(all);
  }

  private static String modifiers(Set<JavaModifier> modifiers) {
    return SHOWN.stream()
        .filter(modifiers::contains)
        .map(modifier -> modifier.name().toLowerCase(Locale.ROOT) + " ")
        .collect(Collectors.joining());
  }

  private static String joined(Collection<? extends JavaType> types) {
    return types.stream().map(PublicSurfaceTest::shortened).collect(Collectors.joining(", "));
  }

  private static String shortened(JavaType type) {
    return type.getName().replace(ROOT, "").replace("java.lang.", "").replace("java.util.", "");
  }

  private static String name(JavaClass type) {
    return type.getName().substring(ROOT.length());
  }
}
