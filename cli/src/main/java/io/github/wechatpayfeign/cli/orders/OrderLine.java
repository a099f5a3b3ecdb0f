package io.github.wechatpayfeign.cli.orders;

/**
 * An order number as it was given, with the place that messages name.
 *
 * @param number the number, which may break its rule
 * @param line its line in the order file, 1 for the first; 0 for an argument
 */
record OrderLine(String number, long line) {}
