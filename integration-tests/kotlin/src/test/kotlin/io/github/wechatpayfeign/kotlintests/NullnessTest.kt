package io.github.wechatpayfeign.kotlintests

import java.nio.file.Path
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir

private const val IMPORTS =
  """
  import io.github.wechatpayfeign.api.*
  import io.github.wechatpayfeign.errors.*
  import io.github.wechatpayfeign.expiry.*
  import io.github.wechatpayfeign.merchant.*
  import io.github.wechatpayfeign.spring.*
  import kotlinx.coroutines.future.await
  """

private val REFUSED =
  mapOf(
    "fun f(p: WechatPay) = p.closeOrder(null)" to "NULL_FOR_NONNULL_TYPE",
    "fun f(p: WechatPay, no: String?) = p.closeDecisively(no)" to "ARGUMENT_TYPE_MISMATCH",
    "fun f() = Merchant.builder().mchid(null)" to "NULL_FOR_NONNULL_TYPE",
    "fun f(c: WechatPayCustomizer) = c.customize(null)" to "NULL_FOR_NONNULL_TYPE",
    "fun f(p: WechatPay): String = p.closeOrder(\"ORDER-1\").requestId" to "RETURN_TYPE_MISMATCH",
    "fun f(e: WechatPayException) = e.code().length" to "UNSAFE_CALL",
    "fun f(t: Transaction) = t.amount.total" to "UNSAFE_CALL",
    "suspend fun f(a: AsyncTransactionsApi, r: CloseOrderRequest): Void = a.close(\"ORDER-1\", r).await()" to
      "RETURN_TYPE_MISMATCH",
    "fun f(e: WechatPayException) = when (e.outcome()) { Outcome.REJECTED -> 1 }" to "NO_ELSE_IN_WHEN",
    "fun f(d: CloseDecision) = when (d) { is CloseDecision.Closed -> 1; is CloseDecision.Paid -> 2 }" to
      "NO_ELSE_IN_WHEN",
  )

private val ACCEPTED =
  listOf(
    "fun f(p: WechatPay): String? = p.closeOrder(\"ORDER-1\").requestId",
    "fun f(p: WechatPay): String = p.closeOrder(\"ORDER-1\").outTradeNo",
    "fun f(e: WechatPayException): Int = e.code()?.length ?: 0",
    "fun f(t: Transaction): Long = t.amount?.total ?: 0",
    "fun f() = CloseDecision.Unsettled(\"ORDER-1\", null, null, false, java.time.Duration.ZERO)",
    "suspend fun f(a: AsyncTransactionsApi): String? = a.query(\"ORDER-1\", \"1\").await().outTradeNo",
    "fun f(e: WechatPayException) = when (e.outcome()) { Outcome.REJECTED -> 1; Outcome.UNKNOWN -> 2 }",
  )

/** Kotlin knows of each value whether it can be null: the API has no platform types. */
class NullnessTest {
  @TempDir lateinit var folder: Path

  @Test
  fun refusesWhatMayBeNullOrIsMissing() {
    assertThat(diagnosticsOf(REFUSED.keys)).isEqualTo(REFUSED.mapValues { listOf(it.value) })
  }

  @Test
  fun acceptsWhatIsThere() {
    assertThat(diagnosticsOf(ACCEPTED)).isEqualTo(ACCEPTED.associateWith { listOf<String>() })
  }

  /** Compiles each as a file of its own, all at once. */
  private fun diagnosticsOf(snippets: Collection<String>): Map<String, List<String>> {
    val found =
      KotlinCompiler(folder)
        .diagnostics(
          snippets.withIndex().associate { (i, code) ->
            "Snippet$i" to "package snippet$i\n${IMPORTS.trimIndent()}\n$code"
          }
        )
    return snippets.withIndex().associate { (i, code) ->
      code to found.filter { it.file == "Snippet$i" }.map { it.name }
    }
  }

  /**
   * Each value that a public method returns is either safe to use, so that `?.` is a warning, or may
   * be null, so that `.` is an error. With a platform type, the compiler says neither.
   */
  @Test
  fun knowsOfEachReturnedValueWhetherItMayBeNull() {
    val methods = PublicApi.accessors()
    val found =
      KotlinCompiler(folder)
        .diagnostics(
          mapOf(
            "Safe" to methods.joinToString("\n", "package safe\n") { it.use("?.equals(0)") },
            "Unsafe" to methods.joinToString("\n", "package unsafe\n") { it.use(".equals(0)") },
          )
        )
    fun seen(file: String, name: String) =
      found.filter { it.file == file && it.name == name }.map { methods[it.line - 2].toString() }

    val notNull = methods.filterNot { it.returnsNullable }.map { it.toString() }
    val nullable = methods.filter { it.returnsNullable }.map { it.toString() }
    assertThat(notNull).hasSizeGreaterThan(100)
    assertThat(nullable).hasSizeGreaterThan(30)
    assertThat(seen("Safe", "UNNECESSARY_SAFE_CALL")).containsExactlyInAnyOrderElementsOf(notNull)
    assertThat(seen("Unsafe", "UNSAFE_CALL")).containsExactlyInAnyOrderElementsOf(nullable)
    assertThat(found).hasSameSizeAs(methods)
  }

  /** Null is refused for each parameter, unless the parameter is nullable. */
  @Test
  fun refusesNullForEachParameterThatIsNotNullable() {
    val methods = PublicApi.methodsWithParameters()
    val found =
      KotlinCompiler(folder)
        .diagnostics(mapOf("Nulls" to methods.joinToString("\n", "package nulls\n") { it.useWithNulls() }))
        .filter { it.name == "NULL_FOR_NONNULL_TYPE" }
        .groupingBy { methods[it.line - 2].toString() }
        .eachCount()

    assertThat(methods).hasSizeGreaterThan(100)
    assertThat(found)
      .containsExactlyInAnyOrderEntriesOf(
        methods.filter { it.requiredParameters > 0 }.associate { it.toString() to it.requiredParameters }
      )
  }
}
