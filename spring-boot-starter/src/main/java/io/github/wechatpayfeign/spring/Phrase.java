package io.github.wechatpayfeign.spring;

import java.util.Locale;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text for the person who starts the application. It is in English in messages of exceptions, and
 * in the language of the display locale in an analysis of a failed start. The English text is the
 * key of the Chinese one in {@link Phrases_zh}.
 */
final class Phrase {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d)}");

  /** Without a search by name, which a native image would have to be told about. */
  private static final class Chinese {
    static final ResourceBundle TEXTS = new Phrases_zh();
  }

  private final String english;
  private final @Nullable Object[] values;

  private Phrase(String english, @Nullable Object[] values) {
    this.english = english;
    this.values = values;
  }

  /**
   * Returns a phrase.
   *
   * @param english the English text, with {@code {0}} in place of the first value
   * @param values what the placeholders stand for; a phrase among them is translated, too
   */
  static Phrase of(String english, @Nullable Object... values) {
    return new Phrase(english, values);
  }

  /** Returns the text in Chinese if that is the locale's language, or in English. */
  String in(Locale locale) {
    boolean chinese = locale.getLanguage().equals("zh") && Chinese.TEXTS.containsKey(english);
    return PLACEHOLDER
        .matcher(chinese ? Chinese.TEXTS.getString(english) : english)
        .replaceAll(place -> Matcher.quoteReplacement(value(place.group(1), locale)));
  }

  private String value(String number, Locale locale) {
    Object value = values[Integer.parseInt(number)];
    return value instanceof Phrase phrase ? phrase.in(locale) : String.valueOf(value);
  }

  /** Returns the text in the language of this JVM's display locale. */
  String forPeople() {
    return in(Locale.getDefault(Locale.Category.DISPLAY));
  }

  /** Returns the English text. */
  @Override
  public String toString() {
    return in(Locale.ROOT);
  }
}
