package io.github.wechatpayfeign.cli.orders;

import io.github.wechatpayfeign.api.OutTradeNo;
import io.github.wechatpayfeign.api.TransactionId;
import io.github.wechatpayfeign.cli.console.KeyLeaks;
import io.github.wechatpayfeign.cli.console.OneLine;
import io.github.wechatpayfeign.cli.console.Words;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rule for the numbers that a command takes. For a wrong number it also names the likely cause:
 * most wrong numbers were damaged by a spreadsheet, an encoding or a missing option.
 */
enum OrderNumberRule {

  /** The merchant's own order numbers. */
  OUT_TRADE_NO {
    @Override
    String broken(String number, @Nullable String cause) {
      return cause == null
          ? Words.of(
              "{0} is not an order number: expected 6 to 32 of the characters 0-9 A-Z a-z _ - | *",
              number)
          : Words.of("{0} is not an order number: {1}", number, cause);
    }

    @Override
    void check(String number) {
      MERCHANTS.expand(number);
    }
  },

  /** The numbers that WeChat Pay gave to payments. */
  TRANSACTION_ID {
    @Override
    String broken(String number, @Nullable String cause) {
      return cause == null
          ? Words.of(
              "{0} is not a transaction id: expected 1 to 32 of the characters 0-9 A-Z a-z", number)
          : Words.of("{0} is not a transaction id: {1}", number, cause);
    }

    @Override
    void check(String number) {
      WECHAT_PAYS.expand(number);
    }
  };

  private static final OutTradeNo MERCHANTS = new OutTradeNo();
  private static final TransactionId WECHAT_PAYS = new TransactionId();

  private static final int MAX_QUOTE = 40;
  private static final Pattern SCIENTIFIC = Pattern.compile("\\d(?:[.,]\\d+)?E\\+?\\d{1,3}");
  private static final Pattern FULL_WIDTH = Pattern.compile("[\\uFF01-\\uFF5E]");
  private static final Pattern CSV = Pattern.compile("[,;\\t\"]");

  /** Usual names of the column in a header, in lower case and without separators. */
  private static final Set<String> FIELD_NAMES =
      Set.of(
          "outtradeno",
          "tradeno",
          "tradenumber",
          "transactionid",
          "order",
          "orders",
          "orderid",
          "orderids",
          "orderno",
          "ordernum",
          "ordernumber",
          "ordernumbers",
          "merchantorderno",
          "mchorderno",
          "merchanttradeno");

  /**
   * Checks a number.
   *
   * @throws IllegalArgumentException if it breaks the rule
   */
  abstract void check(String number);

  /** Returns what is wrong with a quoted number, with its cause if one is known. */
  abstract String broken(String number, @Nullable String cause);

  /**
   * Returns what is wrong with a number, or null if it is right.
   *
   * @param isField whether it is a field of a CSV file, and not a whole line
   */
  @Nullable String problem(String number, boolean isField) {
    try {
      check(number);
      return null;
    } catch (IllegalArgumentException e) {
      return broken(quoted(number), causeOf(number, isField));
    }
  }

  /**
   * Returns whether a text is most likely the name of a column. Such a name can be a legal order
   * number, and would be closed as one.
   */
  static boolean isFieldName(String number) {
    return FIELD_NAMES.contains(number.toLowerCase(Locale.ROOT).replaceAll("[_\\-|*]", ""));
  }

  /** Returns the likely cause, the most certain one first, or null if none is known. */
  private static @Nullable String causeOf(String number, boolean isField) {
    OptionalInt odd = number.codePoints().filter(OrderNumberRule::isInvisible).findFirst();
    if (number.indexOf('\uFFFD') >= 0 || number.indexOf('\0') >= 0) {
      return Words.of("the file is not in UTF-8: save it as UTF-8");
    }
    if (!isField && CSV.matcher(number).find()) {
      return Words.of("a CSV file needs --column NAME");
    }
    if (odd.isPresent()) {
      return Words.of(
          "it contains the invisible character {0} ({1})",
          String.format("U+%04X", odd.getAsInt()),
          String.valueOf(Character.getName(odd.getAsInt())).toLowerCase(Locale.ROOT));
    }
    if (SCIENTIFIC.matcher(number).matches()) {
      return Words.of(
          "a spreadsheet turned it into scientific notation, and its last digits are lost:"
              + " format the column as text and export it again");
    }
    return FULL_WIDTH.matcher(number).find() ? Words.of("it contains full-width characters") : null;
  }

  private static boolean isInvisible(int character) {
    int type = Character.getType(character);
    return type == Character.FORMAT
        || type == Character.CONTROL
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR
        || (type == Character.SPACE_SEPARATOR && character != ' ');
  }

  /** Quotes the number for a message, unless the file of a key was given as the order file. */
  private static String quoted(String number) {
    if (KeyLeaks.isKey(number) || number.matches("[A-Za-z0-9+/=]{50,}")) {
      return Words.of("a text that may be part of a key (it is not shown)");
    }
    String start = number.length() > MAX_QUOTE ? number.substring(0, MAX_QUOTE) + "..." : number;
    return '"' + OneLine.of(start) + '"';
  }
}
