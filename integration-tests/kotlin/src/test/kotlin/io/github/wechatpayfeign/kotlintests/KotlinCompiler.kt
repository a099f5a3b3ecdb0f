package io.github.wechatpayfeign.kotlintests

import java.io.ByteArrayOutputStream
import java.io.PrintStream
import java.nio.file.Path
import kotlin.io.path.createDirectories
import kotlin.io.path.writeText
import org.assertj.core.api.Assertions.assertThat
import org.jetbrains.kotlin.cli.jvm.K2JVMCompiler

/** What the compiler says about a line: its name for that, such as `UNSAFE_CALL`. */
internal data class Diagnostic(val file: String, val line: Int, val name: String, val text: String)

/** Compiles with the class path of the tests, and with the settings of this module. */
internal class KotlinCompiler(private val folder: Path) {

  /** Returns the errors and warnings; a warning hides no error, and an error no warning. */
  fun diagnostics(sources: Map<String, String>): List<Diagnostic> {
    val files = sources.map { (name, text) -> source(name).apply { writeText(text) } }
    val output = ByteArrayOutputStream()
    K2JVMCompiler()
      .execFullPathsInMessages(
        PrintStream(output, true, Charsets.UTF_8),
        arrayOf(
          "-no-stdlib",
          "-no-reflect",
          "-jvm-target",
          "17",
          "-Xjspecify-annotations=strict",
          "-Xreport-all-warnings",
          "-Xrender-internal-diagnostic-names",
          "-classpath",
          System.getProperty("java.class.path"),
          "-d",
          folder.resolve("classes").toString(),
        ) + files.map { it.toString() },
      )
    return parse(output.toString(Charsets.UTF_8))
  }

  private fun source(name: String) =
    folder.resolve("sources").createDirectories().resolve("$name.kt")

  private fun parse(output: String): List<Diagnostic> {
    val diagnostics =
      MESSAGE.findAll(output)
        .map {
          val (file, line, name, text) = it.destructured
          Diagnostic(file, line.toInt(), name, text)
        }
        .toList()
    // Whatever else it says, such as that it cannot read the class path, is no part of an answer.
    assertThat(output.lines().filter { it.startsWith("error:") || it.startsWith("exception:") })
      .isEmpty()
    return diagnostics
  }

  private companion object {
    val MESSAGE = Regex("(?m)^\\S*/(\\w+)\\.kt:(\\d+):\\d+: (?:error|warning): \\[(\\w+)] (.*)$")
  }
}
