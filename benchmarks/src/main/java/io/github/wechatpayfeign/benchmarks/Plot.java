package io.github.wechatpayfeign.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Draws the CPU of a call as bars, with the rounds as points. */
final class Plot {

  private static final int LEFT = 240;
  private static final int WIDTH = 560;
  private static final int ROW = 34;

  private Plot() {}

  static void write(Path file, Map<String, List<Measured>> results) throws IOException {
    double most =
        results.values().stream()
            .flatMap(List::stream)
            .mapToDouble(Measured::cpuMicros)
            .max()
            .orElseThrow();
    StringBuilder svg = new StringBuilder();
    int height = 50 + ROW * results.size();
    svg.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\" font-size=\"13\">\n"
            .formatted(LEFT + WIDTH + 90, height));
    svg.append("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
    svg.append(
        "<text x=\"10\" y=\"24\" font-size=\"15\">CPU of a call, microseconds (median of rounds; each round a dot)</text>\n");
    int y = 45;
    for (Map.Entry<String, List<Measured>> entry : results.entrySet()) {
      double[] cpu = entry.getValue().stream().mapToDouble(Measured::cpuMicros).toArray();
      double median = Measured.median(cpu);
      String colour =
          entry.getKey().startsWith("ours")
              ? "#2b7a4b"
              : entry.getKey().startsWith("bare") ? "#b8b8b8" : "#c46a2c";
      svg.append(
          format(
              "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>\n",
              LEFT - 8, y + 16, entry.getKey()));
      svg.append(
          format(
              "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"22\" fill=\"%s\"/>\n",
              LEFT, y, WIDTH * median / most, colour));
      for (double one : cpu) {
        svg.append(
            format(
                "<circle cx=\"%.1f\" cy=\"%d\" r=\"3\" fill=\"#222\"/>\n",
                LEFT + WIDTH * one / most, y + 11));
      }
      svg.append(
          format(
              "<text x=\"%.1f\" y=\"%d\">%.0f</text>\n",
              LEFT + WIDTH * max(cpu) / most + 9, y + 16, median));
      y += ROW;
    }
    Files.writeString(file, svg.append("</svg>\n"));
  }

  private static double max(double[] values) {
    return Arrays.stream(values).max().orElseThrow();
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
