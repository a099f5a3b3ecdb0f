package io.github.wechatpayfeign.simulator.internal.traffic;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A pattern of raw paths, in which {@code *} stands for any characters. */
final class PathPattern implements Comparable<PathPattern> {
  private final String text;
  private final Pattern regex;

  PathPattern(String text) {
    if (!text.startsWith("/") && !text.startsWith("*")) {
      throw new IllegalArgumentException(
          "The path must begin with / or *, but is \"%s\"".formatted(text));
    }
    this.text = text;
    regex =
        Pattern.compile(
            Arrays.stream(text.split("\\*", -1))
                .map(Pattern::quote)
                .collect(Collectors.joining(".*")));
  }

  String text() {
    return text;
  }

  boolean fits(String path) {
    return regex.matcher(path).matches();
  }

  /** Puts longer patterns first, because they say more. */
  @Override
  public int compareTo(PathPattern other) {
    int longer = Integer.compare(other.text.length(), text.length());
    return longer != 0 ? longer : text.compareTo(other.text);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PathPattern that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }
}
