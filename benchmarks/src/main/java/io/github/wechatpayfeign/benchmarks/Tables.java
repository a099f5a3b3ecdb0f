package io.github.wechatpayfeign.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * Writes the figures of the newest results into the tables of the pages. A comment before a table
 * names it. The first cell of a row is a text and stays; all others are figures.
 */
final class Tables {

  /** The pages with tables, in the folder of the project. */
  static final List<String> PAGES = List.of("README.md", "README.zh-CN.md", "benchmarks/README.md");

  private final Map<String, List<Measured>> results;
  private final Map<String, List<List<String>>> tables = new LinkedHashMap<>();

  private Tables(Map<String, List<Measured>> results) {
    this.results = results;
    tables.put("speed", speed());
    tables.put("calls", calls());
    tables.put("bare", bare());
    tables.put("decisive", decisive());
  }

  /** Reads the results in a folder. */
  static Tables of(Path folder) throws IOException {
    Map<String, List<Measured>> all = new LinkedHashMap<>();
    all.putAll(Figures.read(folder.resolve("comparison.tsv")));
    all.putAll(Figures.read(folder.resolve("decisive.tsv")));
    Figures.read(folder.resolve("tls.tsv")).forEach((title, list) -> all.put(tls(title), list));
    return new Tables(all);
  }

  private static String tls(String title) {
    return title + ", TLS";
  }

  /** Writes the figures into the pages of a project. */
  void writeTo(Path project) throws IOException {
    for (String page : PAGES) {
      Path file = project.resolve(page);
      Files.writeString(file, fill(Files.readString(file)));
    }
  }

  /** Returns a page with these figures in its tables. */
  String fill(String page) {
    List<String> lines = new ArrayList<>(Arrays.asList(page.split("\n", -1)));
    for (Map.Entry<String, List<List<String>>> table : tables.entrySet()) {
      int mark = lines.indexOf("<!-- figures: " + table.getKey() + " -->");
      if (mark >= 0) {
        fill(lines, mark, table.getKey(), table.getValue());
      }
    }
    return String.join("\n", lines);
  }

  private static void fill(List<String> lines, int mark, String name, List<List<String>> rows) {
    int row = mark;
    while (!lines.get(row).startsWith("|---")) {
      row++;
    }
    for (List<String> cells : rows) {
      row++;
      if (!lines.get(row).startsWith("| ")) {
        throw new IllegalStateException("The table " + name + " has fewer rows than results");
      }
      String title = lines.get(row).split(" \\| ", 2)[0];
      lines.set(row, title + " | " + String.join(" | ", cells) + " |");
    }
    if (lines.get(row + 1).startsWith("|")) {
      throw new IllegalStateException("The table " + name + " has more rows than results");
    }
  }

  /** CPU of a close by each client, and ours as a multiple of theirs. */
  private List<List<String>> speed() {
    return List.of(
        clients("ours, default", "wechatpay-java, default", "WxJava, default"),
        clients("ours, native artifact", "wechatpay-java, default", "WxJava, default"),
        clients("ours, native artifact, no IFMA", "wechatpay-java, default", "WxJava, default"),
        clients("ours, Conscrypt", "wechatpay-java, default", "WxJava, default"),
        clients("ours, Amazon", "wechatpay-java, Amazon", "WxJava, Amazon"),
        clients(
            "ours, Amazon, no IFMA", "wechatpay-java, Amazon, no IFMA", "WxJava, Amazon, no IFMA"),
        clients("ours, default, TLS", "wechatpay-java, default, TLS", "WxJava, default, TLS"),
        clients("ours, Amazon, TLS", "wechatpay-java, Amazon, TLS", "WxJava, Amazon, TLS"));
  }

  private List<String> clients(String ours, String wechatPayJava, String wxJava) {
    return List.of(
        cpu(ours),
        cpu(wechatPayJava),
        cpu(wxJava),
        ratio(ours, wechatPayJava),
        ratio(ours, wxJava));
  }

  /** Garbage and time of a call. */
  private List<List<String>> calls() {
    List<List<String>> rows = new ArrayList<>();
    for (String how : List.of("default", "Amazon", "Amazon, TLS")) {
      for (String client : List.of("ours", "wechatpay-java", "WxJava")) {
        String title = client + ", " + how;
        rows.add(
            List.of(
                value("%,.1f", title, Measured::kilobytes),
                value("%,.0f", title, Measured::p50Micros),
                value("%,.0f", title, Measured::p99Micros)));
      }
    }
    return rows;
  }

  /** Ours as a multiple of cryptography alone, of that with a socket, and with OkHttp. */
  private List<List<String>> bare() {
    return List.of(
        List.of(cpu("bare JDK"), ratio("ours, default", "bare JDK")),
        List.of(cpu("bare Amazon"), ratio("ours, native artifact", "bare Amazon")),
        List.of(
            cpu("bare Amazon, no IFMA"),
            ratio("ours, native artifact, no IFMA", "bare Amazon, no IFMA")),
        List.of(cpu("bare Conscrypt"), ratio("ours, Conscrypt", "bare Conscrypt")),
        List.of(cpu("socket, JDK"), ratio("ours, default", "socket, JDK")),
        List.of(cpu("socket, Amazon"), ratio("ours, native artifact", "socket, Amazon")),
        List.of(cpu("OkHttp, JDK"), ratio("ours, default", "OkHttp, JDK")),
        List.of(cpu("OkHttp, Amazon"), ratio("ours, native artifact", "OkHttp, Amazon")));
  }

  private List<List<String>> decisive() {
    List<List<String>> rows = new ArrayList<>();
    for (String title :
        List.of(
            "ours, query first",
            "ours, close first",
            "wechatpay-java, by hand",
            "ours, query first, native",
            "ours, close first, native")) {
      rows.add(
          List.of(
              value("%.1f", title, Measured::requestsOfACall),
              cpu(title),
              value("%,.1f", title, Measured::kilobytes)));
    }
    return rows;
  }

  private List<Measured> of(String title) {
    return Objects.requireNonNull(results.get(title), title);
  }

  private String value(String format, String title, ToDoubleFunction<Measured> value) {
    return String.format(Locale.ROOT, format, Measured.median(of(title), value));
  }

  private String cpu(String title) {
    return spread("%,.0f", of(title).stream().mapToDouble(Measured::cpuMicros).toArray());
  }

  private String ratio(String one, String other) {
    return spread("%.2f", Measured.ratios(of(one), of(other)));
  }

  private static String spread(String format, double[] values) {
    return String.format(
        Locale.ROOT,
        format + " (" + format + "-" + format + ")",
        Measured.median(values),
        Arrays.stream(values).min().orElseThrow(),
        Arrays.stream(values).max().orElseThrow());
  }
}
