package io.github.wechatpayfeign.kotlintests

import java.lang.reflect.AnnotatedType
import java.lang.reflect.Constructor
import java.lang.reflect.Executable
import java.lang.reflect.Method
import java.lang.reflect.Modifier
import java.lang.reflect.TypeVariable
import java.nio.file.Path
import kotlin.io.path.listDirectoryEntries
import kotlin.io.path.name
import kotlin.io.path.readLines
import org.jspecify.annotations.Nullable

private const val ROOT = "io.github.wechatpayfeign."
private val TYPE = Regex("([\\w.$]+): public (?:abstract |final )*(?:class|interface|record|enum)( of .*)?")

/**
 * The public types that docs/public-api lists, and their members as Java's reflection has them.
 * Those of the starter are left out: reflection would need Spring Cloud.
 */
internal object PublicApi {
  private val types: List<Class<*>> =
    Path.of("..", "..", "docs", "public-api")
      .listDirectoryEntries("*.txt")
      .filter { it.name != "spring.txt" }
      .sorted()
      .flatMap { it.readLines() }
      .mapNotNull { line -> TYPE.matchEntire(line)?.groupValues?.get(1) }
      .map { Class.forName(ROOT + it) }

  /** Methods without parameters that return an object; Kotlin has its own names for some of Java. */
  fun accessors(): List<PublicMember> =
    types
      .flatMap { it.declaredMethods.toList() }
      .filter { it.parameterCount == 0 && !it.returnType.isPrimitive }
      .filter { it.isOurs() && it.name !in setOf("toString", "getMessage", "getCause") }
      .map(::PublicMember)

  /**
   * Constructors and methods with parameters, except those that an overload or a list makes
   * ambiguous; for the compiler, an overload that is not public does so, too.
   */
  fun methodsWithParameters(): List<PublicMember> {
    val executables: List<Executable> =
      types.flatMap { type ->
        type.declaredMethods.toList() +
          if (Modifier.isAbstract(type.modifiers)) emptyList() else type.declaredConstructors.toList()
      }
    return executables
      .filterNot { it.isSynthetic }
      .groupBy { Triple(it.declaringClass, it.name, it.parameterCount) }
      .values
      .mapNotNull { it.singleOrNull() }
      .filter { it.isOurs() && it.parameterCount > 0 && !it.isVarArgs }
      .filter { it.typeParameters.isEmpty() && it.name != "equals" && it.name != "valueOf" }
      .map(::PublicMember)
  }

  private fun Executable.isOurs() =
    Modifier.isPublic(modifiers) && !isSynthetic && !(this is Method && isBridge)
}

/** A public method or constructor of a public type. */
internal data class PublicMember(private val member: Executable) {
  private val owner = member.declaringClass.canonicalName
  private val receiver =
    owner +
      member.declaringClass.typeParameters.let {
        if (it.isEmpty()) "" else it.joinToString(prefix = "<", postfix = ">") { "*" }
      }
  private val call =
    when {
      member is Constructor<*> -> owner
      Modifier.isStatic(member.modifiers) -> "$owner.`${member.name}`"
      else -> "x.`${member.name}`"
    }

  val returnsNullable = member is Method && member.annotatedReturnType.isNullable()

  val requiredParameters =
    member.annotatedParameterTypes.count { !it.isNullable() && it.type !is TypeVariable<*> }

  /** Writes a function that uses the returned value, on one line. */
  fun use(how: String) = "fun f${id()}(x: $receiver) { $call()$how }"

  /** Writes a function that passes null to each parameter, on one line. */
  fun useWithNulls() =
    "fun f${id()}(x: $receiver) { $call(${List(member.parameterCount) { "null" }.joinToString()}) }"

  private fun id() = Integer.toHexString(member.toString().hashCode())

  override fun toString(): String =
    "$owner.${if (member is Constructor<*>) "new" else member.name}/${member.parameterCount}"

  private fun AnnotatedType.isNullable() = isAnnotationPresent(Nullable::class.java)
}
