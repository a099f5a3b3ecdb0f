package io.github.wechatpayfeign.integrationtests.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.security.Provider;
import java.security.Security;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of the code base that a compiler does not check. */
class ArchitectureTest {

  private static final String ROOT = "io.github.wechatpayfeign";
  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);
  private static final String TESTS = ROOT + ".integrationtests";
  private static final String SUPPORT = TESTS + ".support..";

  @Test
  void arrowsPointOneWay() {
    layeredArchitecture()
        .consideringOnlyDependenciesInAnyPackage(ROOT + "..")
        .layer("merchant")
        .definedBy(ROOT + ".merchant..")
        .layer("errors")
        .definedBy(ROOT + ".errors..")
        .layer("signing")
        .definedBy(ROOT + ".signing..")
        .layer("client")
        .definedBy(ROOT + ".client..")
        .layer("api")
        .definedBy(ROOT + ".api..")
        .layer("expiry")
        .definedBy(ROOT + ".expiry..")
        .layer("simulator")
        .definedBy(ROOT + ".simulator..")
        .layer("cli")
        .definedBy(ROOT + ".cli..")
        .layer("spring")
        .definedBy(ROOT + ".spring..")
        .whereLayer("cli")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("spring")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("expiry")
        .mayOnlyBeAccessedByLayers("cli", "spring")
        .whereLayer("expiry")
        .mayOnlyAccessLayers("api", "client", "errors")
        .whereLayer("api")
        .mayOnlyBeAccessedByLayers("expiry", "cli", "spring")
        .whereLayer("client")
        .mayOnlyBeAccessedByLayers("api", "expiry", "cli", "spring")
        .whereLayer("signing")
        .mayOnlyBeAccessedByLayers("client", "api")
        .whereLayer("merchant")
        .mayNotAccessAnyLayer()
        .whereLayer("errors")
        .mayNotAccessAnyLayer()
        .whereLayer("simulator")
        .mayOnlyBeAccessedByLayers("cli", "spring")
        .whereLayer("simulator")
        .mayNotAccessAnyLayer()
        .check(HOUSE);
  }

  /** So an {@code internal} package needs nothing of those that need it, either. */
  @Test
  void packagesFormNoCircle() {
    slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(HOUSE);
  }

  @Test
  void thePackagesOfTheseTestsUseOnlySupport() {
    JavaClasses tests = new ClassFileImporter().importPackages(TESTS);
    assertThat(tests.that(resideInAPackage(SUPPORT))).isNotEmpty();
    slices()
        .matching(TESTS + ".(*)..")
        .should()
        .notDependOnEachOther()
        .ignoreDependency(DescribedPredicate.alwaysTrue(), resideInAPackage(SUPPORT))
        .check(tests);
    noClasses()
        .that()
        .doNotHaveSimpleName("package-info")
        .should()
        .resideInAPackage(TESTS)
        .check(tests);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "merchant",
        "errors",
        "signing",
        "client",
        "client.observe",
        "api",
        "expiry",
        "simulator",
        "cli",
        "spring"
      })
  void seesEveryModule(String module) {
    assertThat(HOUSE.that(resideInAPackage(ROOT + "." + module))).isNotEmpty();
  }

  @Test
  void nothingReadsTheSystemClockDirectly() {
    for (Class<?> type : List.of(Instant.class, LocalDateTime.class, OffsetDateTime.class)) {
      check(noClasses().should().callMethod(type, "now"));
    }
    check(noClasses().should().callMethod(System.class, "currentTimeMillis"));
    check(noClasses().should().callMethod(Clock.class, "systemDefaultZone"));
  }

  @Test
  void nothingUsesWeakOrSharedRandomness() {
    check(noClasses().should().callConstructor(Random.class));
    check(noClasses().should().callConstructor(Random.class, long.class));
    check(noClasses().should().callMethod(ThreadLocalRandom.class, "current"));
    check(noClasses().should().callMethod(Math.class, "random"));
  }

  @Test
  void nothingSleepsOrEndsTheProcessOrPrints() {
    check(noClasses().should().callMethod(Thread.class, "sleep", long.class));
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".cli..")
            .should()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err"));
  }

  @Test
  void noProviderIsInstalledGlobally() {
    check(noClasses().should().callMethod(Security.class, "addProvider", Provider.class));
    check(
        noClasses()
            .should()
            .callMethod(Security.class, "insertProviderAt", Provider.class, int.class));
  }

  @Test
  void nothingNeedsOkHttpBeneathTheClient() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(ROOT + ".merchant..", ROOT + ".errors..", ROOT + ".signing..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("okhttp3..", "okio.."));
    check(
        noClasses()
            .that()
            .resideInAPackage(ROOT + ".merchant..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("feign.."));
  }

  @Test
  void onlyMerchantAndSimulatorNeedBouncyCastle() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + ".merchant..", ROOT + ".simulator..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.bouncycastle.."));
  }

  @Test
  void noTypeOfBouncyCastleIsInAPublicSignature() {
    check(
        methods()
            .that()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .resideOutsideOfPackage("..internal..")
            .should()
            .notHaveRawReturnType(resideInAPackage("org.bouncycastle..")));
  }

  @Test
  void classesArePublicOrFinalOnPurpose() {
    check(
        classes()
            .that()
            .areTopLevelClasses()
            .and()
            .areNotInterfaces()
            .and()
            .doNotHaveModifier(JavaModifier.ABSTRACT)
            .and()
            .areNotAssignableFrom(
                DescribedPredicate.describe(
                    "made to be extended", ArchitectureTest::isMadeToBeExtended))
            .should()
            .haveModifier(JavaModifier.FINAL));
  }

  @Test
  void noPackageOrTypeIsCalledUtilOrHelper() {
    check(noClasses().should().resideInAnyPackage("..util..", "..common..", "..helper.."));
    check(noClasses().should().haveNameMatching(".*(Impl|Utils?|Helper|Manager)"));
  }

  @Test
  void accessorsHaveNoGet() {
    check(
        methods()
            .that()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            // Micrometer says what the methods of a convention are named, Spring those of a
            // condition, Feign those of options, and Java those of a type or a clock.
            .resideOutsideOfPackages(ROOT + ".cli..", ROOT + ".api.micrometer..")
            .and()
            .areDeclaredInClassesThat()
            .haveNameNotMatching(
                ".*\\.(OnMerchantsOfThisContext|SimulatorReset|FleetBuckets.*|ReadCommittedDataSource"
                    + "|ClientOptions|CachedContract\\$NamedType|SimulatorClock)")
            .should()
            .haveNameNotMatching("get[A-Z].*"));
  }

  /** So the engine and the buckets can change without a change of what applications write. */
  @Test
  void onlyTheBucketOfTheBuilderIsVisibleOfTheEnginesOfExpiry() {
    check(
        methods()
            .that()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .resideInAPackage(ROOT + ".expiry..")
            .should()
            .notHaveRawReturnType(resideInAPackage("com.github.kagkarlsson.."))
            .andShould()
            .notHaveRawParameterTypes(
                DescribedPredicate.describe(
                    "of the engine",
                    types ->
                        types.stream()
                            .anyMatch(
                                type ->
                                    type.getPackageName().startsWith("com.github.kagkarlsson")))));
  }

  @Test
  void onlyTheMicrometerPackageNeedsMicrometer() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + ".api.micrometer..", ROOT + ".expiry.micrometer..")
            .and()
            .haveNameNotMatching(".*\\.WechatPayMetricsAutoConfiguration(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "io.micrometer..", ROOT + ".api.micrometer..", ROOT + ".expiry.micrometer.."));
  }

  @Test
  void onlyTheResilience4jPackageNeedsResilience4j() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".api.resilience4j..")
            .and()
            .haveNameNotMatching(".*\\.WechatPayResilience4jAutoConfiguration(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.github.resilience4j..", ROOT + ".api.resilience4j.."));
  }

  /** An application may have a scheduler of this kind for tasks of its own. */
  @Test
  void onlyTheExpiryPackageNeedsDbScheduler() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".expiry..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.github.kagkarlsson.."));
  }

  @Test
  void everyPackageIsNullMarked() {
    assertThat(HOUSE.stream().map(JavaClass::getPackage).distinct())
        .allSatisfy(p -> assertThat(p.isAnnotatedWith(NullMarked.class)).as(p.getName()).isTrue());
  }

  private static boolean isMadeToBeExtended(JavaClass type) {
    return type.getSimpleName()
        .matches(
            "(Client|Server)ErrorException|UnexpectedStatusException|WechatPayFeignConfiguration");
  }

  private static void check(ArchRule rule) {
    rule.check(HOUSE);
  }
}
