package io.github.wechatpayfeign.cli.console;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * Explains a failure of the network to an operator: what failed, and what to do about it.
 *
 * <p>The exceptions of the JDK and of OkHttp name classes and say little of the cause. Proxy
 * failures can only be told apart by the texts of their messages.
 */
public final class NetworkFailure {

  private static final String PROXY_PASSWORD = "Failed to authenticate with proxy";
  private static final String REFUSED_PASSWORD =
      "the proxy does not accept this user name and password (HTTP 407)";
  private static final Pattern PROXY_REFUSAL =
      Pattern.compile("Unexpected response code for CONNECT: (\\d{3})");
  private static final Pattern JAVA_CLASS =
      Pattern.compile("(?:[a-z][\\w$]*\\.)+[A-Z][\\w$]*(?:Exception|Error)\\b(?:: )?");

  private NetworkFailure() {}

  /** Returns the exception for a user name and password that the proxy does not accept. */
  public static IOException refusedPassword() {
    return new IOException(REFUSED_PASSWORD);
  }

  /** Returns what failed, without the names of Java classes. */
  public static String inWords(Throwable failure) {
    String message = withoutClasses(String.valueOf(failure.getMessage()));
    Matcher refusal = PROXY_REFUSAL.matcher(message);
    if (message.contains(PROXY_PASSWORD)) {
      return Words.of("the proxy asks for a user name and a password (HTTP 407)");
    }
    if (message.contains(REFUSED_PASSWORD)) {
      return Words.of("the proxy does not accept this user name and password (HTTP 407)");
    }
    if (refusal.find()) {
      return Words.of("the proxy refuses to connect (HTTP {0})", refusal.group(1));
    }
    if (has(failure, UnknownHostException.class)) {
      return Words.of("the host name cannot be resolved ({0})", message);
    }
    if (has(failure, SSLPeerUnverifiedException.class)) {
      return Words.of("the certificate of the server is for another host ({0})", message);
    }
    if (isUntrusted(failure)) {
      return Words.of(
          "the certificate of the server is not signed by an authority that this machine trusts");
    }
    if (has(failure, SSLException.class)) {
      return Words.of("the TLS connection failed ({0})", message);
    }
    return plain(failure, message);
  }

  /** Returns the message, with its cause for a failed connect, because that names the reason. */
  private static String plain(Throwable failure, String message) {
    if (failure.getMessage() == null || message.isEmpty()) {
      return failure instanceof SocketTimeoutException
          ? Words.of("no answer came in time")
          : Words.of("the connection was lost");
    }
    boolean connecting =
        failure instanceof ConnectException || failure instanceof NoRouteToHostException;
    Throwable cause = failure.getCause();
    return connecting && cause != null && cause.getMessage() != null
        ? message + " (" + withoutClasses(cause.getMessage()) + ")"
        : message;
  }

  /** Returns what to do about the failure, or null if the failure does not show it. */
  public static @Nullable String remedy(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    if (message.contains(PROXY_PASSWORD)) {
      return Words.of("give both in --proxy http://USER:PASSWORD@HOST:PORT, or in HTTPS_PROXY");
    }
    if (message.contains(REFUSED_PASSWORD)) {
      return Words.of(
          "correct both in --proxy or HTTPS_PROXY, with %40 for an at sign and %3A for a colon");
    }
    if (PROXY_REFUSAL.matcher(message).find()) {
      return Words.of(
          "allow CONNECT to WeChat Pay in the proxy, or bypass it with --proxy none or NO_PROXY");
    }
    if (isUntrusted(failure)) {
      return Words.of(
          "look for a proxy that intercepts TLS: exempt WeChat Pay from it, or import its"
              + " certificate into a trust store and name that with -Djavax.net.ssl.trustStore");
    }
    return null;
  }

  /** Returns whether the server's certificate does not lead to an authority that is trusted. */
  public static boolean isUntrusted(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof java.security.cert.CertPathBuilderException
          || cause instanceof java.security.cert.CertPathValidatorException) {
        return true;
      }
    }
    return false;
  }

  /** Returns a text without the qualified names of exceptions. */
  public static String withoutClasses(String text) {
    return JAVA_CLASS.matcher(text).replaceAll("").strip();
  }

  /** Returns whether the failure, or one of its causes, is of a type. */
  private static boolean has(Throwable failure, Class<? extends Throwable> type) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }
}
