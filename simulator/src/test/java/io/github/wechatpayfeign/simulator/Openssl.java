package io.github.wechatpayfeign.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The openssl command in its own folder: a second opinion on all cryptography. */
record Openssl(Path folder) {

  /** Writes a file and returns its name. */
  String file(String name, String text) {
    return file(name, text.getBytes(StandardCharsets.UTF_8));
  }

  String file(String name, byte[] bytes) {
    try {
      return Files.write(folder.resolve(name), bytes).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a command that must succeed, and returns its output. */
  String run(String... arguments) {
    return new String(runForBytes(arguments), StandardCharsets.UTF_8);
  }

  byte[] runForBytes(String... arguments) {
    Result result = result(arguments);
    assertThat(result.exitCode()).as(result.complaints()).isZero();
    return result.output();
  }

  /** Runs a command whose exit code is the result. */
  boolean agrees(String... arguments) {
    return result(arguments).exitCode() == 0;
  }

  private Result result(String... arguments) {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(arguments));
    try {
      Path complaints = folder.resolve("complaints");
      Process openssl = new ProcessBuilder(command).redirectError(complaints.toFile()).start();
      openssl.getOutputStream().close();
      byte[] output = openssl.getInputStream().readAllBytes();
      return new Result(openssl.waitFor(), output, Files.readString(complaints));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Result(int exitCode, byte[] output, String complaints) {}
}
