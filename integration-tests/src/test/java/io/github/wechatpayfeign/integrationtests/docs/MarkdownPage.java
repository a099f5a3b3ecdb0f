package io.github.wechatpayfeign.integrationtests.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A page in Markdown, and its parts. */
record MarkdownPage(Path path) {

  private static final Pattern FENCED = Pattern.compile("(?ms)^```\\w*\n.*?^```$");
  private static final Pattern HEADING = Pattern.compile("(?m)^(#+) (.*)$");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]*)(#[^)]*)?\\)");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  /** The first cell of a row, in which code may contain the sign that ends a cell. */
  private static final Pattern FIRST_CELL = Pattern.compile("^\\|((?:`[^`]*`|[^|`])*)\\|");

  /** GitHub keeps letters and digits of every script, and removes punctuation of every width. */
  private static final Pattern NOT_IN_ANCHOR = Pattern.compile("(?U)[^\\w\\- ]");

  /** A link to a page of this project; the anchor is empty or begins with {@code #}. */
  record Link(Path target, String anchor) {}

  String text() {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Returns the blocks of code, each with the line that begins and the line that ends it. */
  List<CodeBlock> codeBlocks() {
    return FENCED.matcher(text()).results().map(block -> new CodeBlock(block.group())).toList();
  }

  /** Returns the levels of the headings. */
  List<Integer> levels() {
    return HEADING.matcher(prose()).results().map(heading -> heading.group(1).length()).toList();
  }

  /** Returns the anchors of the headings, as GitHub makes them. */
  List<String> anchors() {
    return HEADING
        .matcher(prose())
        .results()
        .map(heading -> heading.group(2).toLowerCase(Locale.ROOT))
        .map(heading -> "#" + NOT_IN_ANCHOR.matcher(heading).replaceAll("").replace(' ', '-'))
        .toList();
  }

  /** Returns the links that lead to pages of this project. */
  List<Link> links() {
    return LINK.matcher(text()).results().map(this::link).toList();
  }

  /** Returns the tables: of each row, the code in its first cell. */
  List<List<List<String>>> tables() {
    List<List<List<String>>> tables = new ArrayList<>();
    boolean inTable = false;
    for (String line : prose().lines().toList()) {
      boolean row = line.startsWith("|");
      if (row && !inTable) {
        tables.add(new ArrayList<>());
      }
      if (row) {
        tables.get(tables.size() - 1).add(codeOfFirstCell(line));
      }
      inTable = row;
    }
    return tables;
  }

  /** Returns what is set in backquotes outside of the blocks. */
  List<String> code() {
    return code(prose());
  }

  private String prose() {
    return FENCED.matcher(text()).replaceAll("");
  }

  private Link link(MatchResult link) {
    String anchor = link.group(2) == null ? "" : link.group(2);
    return link.group(1).isEmpty()
        ? new Link(path, anchor)
        : new Link(path.resolveSibling(link.group(1)).normalize(), anchor);
  }

  private static List<String> codeOfFirstCell(String row) {
    return FIRST_CELL.matcher(row).results().flatMap(cell -> code(cell.group(1)).stream()).toList();
  }

  private static List<String> code(String text) {
    return CODE.matcher(text).results().map(code -> code.group(1)).toList();
  }
}
