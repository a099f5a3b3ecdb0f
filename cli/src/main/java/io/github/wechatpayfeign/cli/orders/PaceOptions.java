package io.github.wechatpayfeign.cli.orders;

import io.github.wechatpayfeign.cli.console.NumberRange;
import io.github.wechatpayfeign.cli.console.Words;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that say how fast a run goes, and after how many failures it stops. */
final class PaceOptions {

  private static final int MAX_WORKERS = 256;
  private static final int MAX_RATE = 1000;
  private static final int DEFAULT_MAX_FAILURES = 20;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      converter = Workers.class,
      description = "Takes up to N orders at a time, 1 to 256; by default 1, in the given order.")
  private int parallel = 1;

  @Option(
      names = "--rate",
      paramLabel = "N/s",
      converter = Rate.class,
      description = "Sends no more than N requests a second, 1 to 1000; by default no limit.")
  private @Nullable Integer rate;

  @Option(
      names = "--max-failures",
      paramLabel = "N",
      converter = MaxFailures.class,
      description =
          "Stops after N orders in a row for which nothing could be sent, and after N orders whose"
              + " answers fail verification by the key of WeChat Pay while no answer passes it; by"
              + " default 20.")
  private int maxFailures = DEFAULT_MAX_FAILURES;

  /** Returns the limit of requests, or null if there is none. */
  @Nullable RateLimit newRateLimit() {
    return rate == null ? null : new RateLimit(rate);
  }

  int parallel() {
    return parallel;
  }

  int maxFailures() {
    return maxFailures;
  }

  static final class Workers implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      return NumberRange.parse(text, 1, MAX_WORKERS);
    }
  }

  static final class MaxFailures implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      return NumberRange.parse(text, 1, Integer.MAX_VALUE);
    }
  }

  static final class Rate implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      String number = text.endsWith("/s") ? text.substring(0, text.length() - 2) : text;
      try {
        return NumberRange.parse(number, 1, MAX_RATE);
      } catch (TypeConversionException e) {
        throw new TypeConversionException(
            Words.of("expected 1/s to {0}/s, but was '{1}'", MAX_RATE, text));
      }
    }
  }
}
