package io.github.wechatpayfeign.integrationtests.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One page in a real headless Chromium, steered by its DevTools protocol. */
final class Chromium implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern LISTENING = Pattern.compile("DevTools listening on (ws://\\S+)");
  private static final int SECONDS = 60;

  private final Process process;
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
  private final WebSocket socket;
  private final String session;

  private Chromium(Process process, String url) throws Exception {
    this.process = process;
    socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(URI.create(url), new Answers())
            .get(SECONDS, TimeUnit.SECONDS);
    String target =
        send("Target.createTarget", Map.of("url", "about:blank"), "").path("targetId").asText();
    session =
        send("Target.attachToTarget", Map.of("targetId", target, "flatten", true), "")
            .path("sessionId")
            .asText();
  }

  /** Returns whether there is a Chromium to start. */
  static boolean isInstalled() {
    return Files.isExecutable(Path.of("/usr/bin/chromium"));
  }

  /**
   * Starts a Chromium.
   *
   * @param profile an empty folder
   * @param language the language that the browser asks for, such as {@code zh-CN}
   */
  static Chromium start(Path profile, String language) throws Exception {
    Process process =
        new ProcessBuilder(
                "/usr/bin/chromium",
                "--headless=new",
                // The tests may run as root, and need nothing of the GPU.
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--remote-debugging-port=0",
                "--lang=" + language,
                "--accept-lang=" + language,
                "--user-data-dir=" + profile)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    BufferedReader lines = process.errorReader(StandardCharsets.UTF_8);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      Matcher matcher = LISTENING.matcher(line);
      if (matcher.find()) {
        drain(lines);
        return new Chromium(process, matcher.group(1));
      }
    }
    throw new IllegalStateException("Chromium ended with " + process.waitFor());
  }

  /** Reads what else Chromium says, so that it never waits for a reader. */
  private static void drain(BufferedReader lines) {
    Thread reader =
        new Thread(
            () -> {
              try {
                while (lines.readLine() != null) {
                  // What it says here is of no interest.
                }
              } catch (IOException ended) {
                // The process is over.
              }
            });
    reader.setDaemon(true);
    reader.start();
  }

  void size(int width, int height) throws Exception {
    page(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  void open(String url) throws Exception {
    page("Page.navigate", Map.of("url", url));
    until("document.body !== null && document.body.dataset.ready === 'true'");
  }

  /** Runs a script in the page and returns its value as text. */
  String run(String script) throws Exception {
    JsonNode answer =
        page(
            "Runtime.evaluate",
            Map.of(
                "expression", script,
                "awaitPromise", true,
                "userGesture", true,
                "returnByValue", true));
    if (answer.has("exceptionDetails")) {
      throw new IllegalStateException(answer.path("exceptionDetails").toString());
    }
    return answer.path("result").path("value").asText();
  }

  /** Waits until a condition holds, which the page itself checks at each of its frames. */
  void until(String condition) throws Exception {
    String outcome =
        run(
            """
            new Promise(resolve => {
              const end = Date.now() + %d;
              const look = () => {
                if (%s) resolve('yes');
                else if (Date.now() > end) resolve('no');
                else setTimeout(look, 20);
              };
              look();
            })"""
                .formatted(SECONDS * 1000 / 2, condition));
    if (!outcome.equals("yes")) {
      throw new AssertionError("Never true: " + condition + "\n" + run("document.body.innerText"));
    }
  }

  /** Writes what the window shows as a PNG file. */
  void screenshot(Path file) throws Exception {
    String data = page("Page.captureScreenshot", Map.of("format", "png")).path("data").asText();
    Files.write(file, Base64.getDecoder().decode(data));
  }

  private JsonNode page(String method, Map<String, ?> parameters) throws Exception {
    return send(method, parameters, session);
  }

  private JsonNode send(String method, Map<String, ?> parameters, String inSession)
      throws Exception {
    int id = ids.incrementAndGet();
    ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
    message.set("params", JSON.valueToTree(parameters));
    if (!inSession.isEmpty()) {
      message.put("sessionId", inSession);
    }
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    waiting.put(id, answer);
    socket.sendText(message.toString(), true).get(SECONDS, TimeUnit.SECONDS);
    JsonNode whole = answer.get(SECONDS, TimeUnit.SECONDS);
    if (whole.has("error")) {
      throw new IllegalStateException(method + ": " + whole.path("error"));
    }
    return whole.path("result");
  }

  /** Ends all processes of the browser, which otherwise go on writing to the profile. */
  @Override
  public void close() {
    List<ProcessHandle> all =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(one -> one.onExit().join());
  }

  /** Gives each answer to the call that waits for it. */
  private final class Answers implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        take(text.toString());
        text.setLength(0);
      }
      return WebSocket.Listener.super.onText(from, data, last);
    }

    private void take(String message) {
      try {
        JsonNode json = JSON.readTree(message);
        CompletableFuture<JsonNode> answer = waiting.remove(json.path("id").asInt(-1));
        if (answer != null) {
          answer.complete(json);
        }
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
