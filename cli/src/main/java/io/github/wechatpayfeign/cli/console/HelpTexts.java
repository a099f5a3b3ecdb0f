package io.github.wechatpayfeign.cli.console;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Puts the help of all commands into another language. Commands in examples stay as they are. */
public final class HelpTexts {

  /** A line that a reader types, and a line that continues one. */
  private static final Pattern COMMAND =
      Pattern.compile("  (?:wechatpay-|alias |source |    --).*");

  private final UnaryOperator<String> translation;
  private final Map<String, String> arguments = new HashMap<>();

  private HelpTexts(UnaryOperator<String> translation) {
    this.translation = translation;
  }

  /**
   * Translates the help of a command and of its subcommands.
   *
   * @param translation returns the translation of an English text, or the text itself
   */
  public static void translate(CommandLine command, UnaryOperator<String> translation) {
    HelpTexts texts = new HelpTexts(translation);
    texts.visit(command);
    command.setResourceBundle(texts.bundle());
  }

  private void visit(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    usage(spec.usageMessage());
    for (OptionSpec option : spec.options()) {
      argument(spec, option, option.descriptionKey(), option.longestName().replaceFirst("^-+", ""));
    }
    for (PositionalParamSpec parameter : spec.positionalParameters()) {
      String name = parameter.paramLabel() + "[" + parameter.index() + "]";
      argument(spec, parameter, parameter.descriptionKey(), name);
    }
    for (ArgGroupSpec group : spec.argGroups()) {
      arguments.put(group.headingKey(), heading(group.heading()));
    }
    command.getSubcommands().values().forEach(this::visit);
  }

  private void usage(UsageMessageSpec usage) {
    usage.header(lines(usage.header()));
    usage.description(lines(usage.description()));
    usage.footer(footer(Arrays.asList(usage.footer())));
    usage.footerHeading(heading(usage.footerHeading()));
    usage.synopsisHeading(heading(usage.synopsisHeading()));
    usage.commandListHeading(heading(usage.commandListHeading()));
    usage.exitCodeListHeading(heading(usage.exitCodeListHeading()));
    Map<String, String> exitCodes = new LinkedHashMap<>(usage.exitCodeList());
    exitCodes.replaceAll((code, meaning) -> translation.apply(meaning));
    usage.exitCodeList(exitCodes);
  }

  private String[] lines(String... english) {
    return Arrays.stream(english).map(this::heading).toArray(String[]::new);
  }

  /** Translates a text without the line feeds around it, which picocli writes as {@code %n}. */
  private String heading(String english) {
    String text = english.replaceAll("^(?:%n)+|(?:%n)+$| $", "");
    return text.isEmpty() ? english : english.replace(text, translation.apply(text));
  }

  /** Translates each heading, and the lines between headings and commands as one text. */
  private String[] footer(List<String> english) {
    List<String> footer = new ArrayList<>();
    List<String> text = new ArrayList<>();
    for (String line : english) {
      if (line.isEmpty() || COMMAND.matcher(line).matches()) {
        end(text, footer);
        footer.add(line);
      } else if (!line.startsWith(" ")) {
        end(text, footer);
        footer.add(translation.apply(line));
      } else {
        text.add(line);
      }
    }
    end(text, footer);
    return footer.toArray(String[]::new);
  }

  private void end(List<String> text, List<String> footer) {
    if (!text.isEmpty()) {
      footer.addAll(List.of(translation.apply(String.join("\n", text)).split("\n")));
      text.clear();
    }
  }

  private void argument(CommandSpec command, ArgSpec argument, String key, String name) {
    String english = String.join("%n", argument.description());
    arguments.put(
        command.qualifiedName(".") + "." + (key.isEmpty() ? name : key),
        translation.apply(english));
  }

  private ResourceBundle bundle() {
    return new ResourceBundle() {
      @Override
      protected @Nullable Object handleGetObject(String key) {
        return arguments.get(key);
      }

      @Override
      public Enumeration<String> getKeys() {
        return Collections.enumeration(arguments.keySet());
      }
    };
  }
}
