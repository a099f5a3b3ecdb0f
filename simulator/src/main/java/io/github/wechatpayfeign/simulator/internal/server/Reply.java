package io.github.wechatpayfeign.simulator.internal.server;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * The way back to the client. One of the methods is called once. Names of headers are sent in the
 * case in which they are given. The server adds {@code Content-Length}, {@code Date}, {@code
 * Connection} and {@code Keep-Alive}.
 */
public interface Reply {
  /** The length of a body whose end is not known when it begins. */
  long UNKNOWN_LENGTH = -1;

  /**
   * Sends a whole answer in one write, and does not wait for its end.
   *
   * @param status 200 to 599
   * @param headers the headers
   * @param body the whole body; it is left out where HTTP allows none
   */
  void send(int status, Map<String, List<String>> headers, byte[] body);

  /**
   * Sends an answer whose body is written piece by piece, and waits for its end. If the body turns
   * out shorter than its length, the connection ends there.
   *
   * @param status 200 to 599
   * @param headers the headers
   * @param length the number of bytes that is announced, or {@link #UNKNOWN_LENGTH}
   * @param body what writes the body; it is not called where HTTP allows none
   * @throws IOException if the client is gone, takes nothing for too long, or the server is closed
   */
  void stream(int status, Map<String, List<String>> headers, long length, BodyWriter body)
      throws IOException;

  /** Closes the connection without an answer. */
  void drop();

  /** Returns whether one of the methods was called. */
  boolean isUsed();
}
