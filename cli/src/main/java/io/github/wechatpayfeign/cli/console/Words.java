package io.github.wechatpayfeign.cli.console;

import java.util.Arrays;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The texts that people read, in their language. The English text is the key of the Chinese one in
 * {@link Words_zh}. Codes, such as outcomes and the names of checks, are not texts.
 *
 * <p>A process speaks English until {@code main} decides otherwise. With {@code --json} it stays
 * so, because a machine reads what it writes.
 */
public final class Words {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d)}");

  private static volatile @Nullable ResourceBundle chinese;

  private Words() {}

  /** Makes this process speak Chinese if that is the locale's language and no JSON is asked for. */
  public static void speak(Locale locale, String... arguments) {
    boolean json = Arrays.asList(arguments).contains("--json");
    chinese =
        locale.getLanguage().equals("zh") && !json
            ? ResourceBundle.getBundle(Words.class.getName(), Locale.CHINESE)
            : null;
  }

  /** Returns the locale of the language that this process speaks. */
  public static Locale locale() {
    return isEnglish() ? Locale.ENGLISH : Locale.CHINESE;
  }

  /** Returns whether this process speaks English. */
  public static boolean isEnglish() {
    return chinese == null;
  }

  /**
   * Returns a text in the language of this process.
   *
   * @param english the English text, with {@code {0}} in place of the first value
   * @param values what the placeholders stand for
   */
  public static String of(String english, @Nullable Object... values) {
    ResourceBundle bundle = chinese;
    String text =
        bundle != null && bundle.containsKey(english) ? bundle.getString(english) : english;
    return values.length == 0
        ? text
        : PLACEHOLDER
            .matcher(text)
            .replaceAll(
                place ->
                    Matcher.quoteReplacement(
                        String.valueOf(values[Integer.parseInt(place.group(1))])));
  }
}
