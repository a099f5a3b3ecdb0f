package io.github.wechatpayfeign.kotlintests

import java.nio.file.Path
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.BeforeAll
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

  @Test
  fun refusesWhatMayBeNullOrIsMissing() {
    assertThat(REFUSED.keys.associateWith { namesIn("Refused", REFUSED.keys, it) })
      .isEqualTo(REFUSED.mapValues { listOf(it.value) })
  }

  @Test
  fun acceptsWhatIsThere() {
    assertThat(ACCEPTED.associateWith { namesIn("Accepted", ACCEPTED, it) })
      .isEqualTo(ACCEPTED.associateWith { listOf<String>() })
  }

  /**
   * Each value that a public method returns is either safe to use, so that `?.` is a warning, or
   * may be null, so that `.` is an error. With a platform type, the compiler says neither.
   */
  @Test
  fun knowsOfEachReturnedValueWhetherItMayBeNull() {
    val notNull = ACCESSORS.filterNot { it.returnsNullable }.map { it.toString() }
    val nullable = ACCESSORS.filter { it.returnsNullable }.map { it.toString() }

    assertThat(notNull).hasSizeGreaterThan(100)
    assertThat(nullable).hasSizeGreaterThan(30)
    assertThat(membersIn("Safe", ACCESSORS, "UNNECESSARY_SAFE_CALL"))
      .containsExactlyInAnyOrderElementsOf(notNull)
    assertThat(membersIn("Unsafe", ACCESSORS, "UNSAFE_CALL"))
      .containsExactlyInAnyOrderElementsOf(nullable)
    assertThat(found.filter { it.file == "Safe" || it.file == "Unsafe" }).hasSameSizeAs(ACCESSORS)
  }

  /** Null is refused for each parameter, unless the parameter is nullable. */
  @Test
  fun refusesNullForEachParameterThatIsNotNullable() {
    val required = METHODS.filter { it.requiredParameters > 0 }

    assertThat(METHODS).hasSizeGreaterThan(100)
    assertThat(membersIn("Nulls", METHODS, "NULL_FOR_NONNULL_TYPE").groupingBy { it }.eachCount())
      .containsExactlyInAnyOrderEntriesOf(
        required.associate { it.toString() to it.requiredParameters }
      )
  }

  private fun namesIn(prefix: String, snippets: Collection<String>, snippet: String) =
    found.filter { it.file == prefix + snippets.indexOf(snippet) }.map { it.name }

  private fun membersIn(file: String, members: List<PublicMember>, name: String) =
    found
      .filter { it.file == file && it.name == name }
      .map { members[it.line - FIRST_LINE].toString() }

  private companion object {
    /** Of a file with one member on each line, beneath the name of its package. */
    const val FIRST_LINE = 2

    val ACCESSORS = PublicApi.accessors()
    val METHODS = PublicApi.methodsWithParameters()
    lateinit var found: List<Diagnostic>

    /** Compiles all files at once, which takes the compiler a fraction of the time. */
    @JvmStatic
    @BeforeAll
    fun compile(@TempDir folder: Path) {
      found =
        KotlinCompiler(folder)
          .diagnostics(
            files("Refused", REFUSED.keys) +
              files("Accepted", ACCEPTED) +
              mapOf(
                "Safe" to lines("safe", ACCESSORS) { it.use("?.equals(0)") },
                "Unsafe" to lines("unsafe", ACCESSORS) { it.use(".equals(0)") },
                "Nulls" to lines("nulls", METHODS) { it.useWithNulls() },
              )
          )
    }

    fun files(prefix: String, snippets: Collection<String>) =
      snippets.withIndex().associate { (i, code) ->
        "$prefix$i" to "package ${prefix.lowercase()}$i\n${IMPORTS.trimIndent()}\n$code"
      }

    fun lines(name: String, members: List<PublicMember>, line: (PublicMember) -> String) =
      members.joinToString("\n", "package $name\n", transform = line)
  }
}
