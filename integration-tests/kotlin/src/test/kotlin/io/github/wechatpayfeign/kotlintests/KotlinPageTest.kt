package io.github.wechatpayfeign.kotlintests

import java.nio.file.Path
import kotlin.io.path.readText
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.MethodSource

private val PAGE = Path.of("..", "..", "docs", "kotlin-and-reactor.md")
private val SNIPPETS =
  Path.of("src/test/kotlin/io/github/wechatpayfeign/kotlintests/PageSnippets.kt")
private val KOTLIN = Regex("```kotlin\n(.*?)```", RegexOption.DOT_MATCHES_ALL)

/** The page shows the Kotlin that is compiled and run here. */
class KotlinPageTest {

  @ParameterizedTest
  @MethodSource("blocks")
  fun showsOnlyKotlinThatCompiles(block: String) {
    // Here nothing is public, as the page's reader would write it.
    val compiled = SNIPPETS.readText().replace(Regex("(?m)^internal "), "")

    assertThat(compiled.withoutLayout()).contains(block.withoutLayout())
  }

  private fun String.withoutLayout() = replace(Regex("\\s+"), "")

  companion object {
    @JvmStatic
    fun blocks(): List<String> =
      KOTLIN.findAll(PAGE.readText()).map { it.groupValues[1] }.toList().also {
        assertThat(it).hasSizeGreaterThan(2)
      }
  }
}
