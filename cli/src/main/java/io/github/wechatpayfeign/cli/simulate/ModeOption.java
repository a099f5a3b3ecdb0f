package io.github.wechatpayfeign.cli.simulate;

import io.github.wechatpayfeign.cli.console.Words;
import io.github.wechatpayfeign.simulator.gateway.GatewayMode;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The modes of the gateway in the spelling of {@code --mode}. */
enum ModeOption {
  PUBLIC_KEY("public-key", GatewayMode.PUBLIC_KEY),
  CERTIFICATES("certificates", GatewayMode.PLATFORM_CERTIFICATE),
  BOTH("both", GatewayMode.MIGRATION),
  SM2("sm2", GatewayMode.SHANGMI);

  private final String option;
  private final GatewayMode mode;

  ModeOption(String option, GatewayMode mode) {
    this.option = option;
    this.mode = mode;
  }

  GatewayMode mode() {
    return mode;
  }

  @Override
  public String toString() {
    return option;
  }

  /** Converts the spelling of the option. */
  static final class Converter implements ITypeConverter<ModeOption> {

    @Override
    public ModeOption convert(String text) {
      return Arrays.stream(values())
          .filter(mode -> mode.option.equals(text))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      Words.of(
                          "\"{0}\" is no mode: expected one of {1}",
                          text,
                          Arrays.stream(values())
                              .map(ModeOption::toString)
                              .collect(Collectors.joining(", ")))));
    }
  }
}
