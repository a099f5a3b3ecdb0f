package io.github.wechatpayfeign.integrationtests.support;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.SocketFactory;

/** Creates sockets that read an answer from memory and ignore everything that is written. */
public final class MemorySockets extends SocketFactory {

  private byte[] answer = {};

  /** Sets the bytes that the next sockets read. */
  public void answer(byte[] bytes) {
    answer = bytes;
  }

  @Override
  public Socket createSocket() {
    return new MemorySocket(answer);
  }

  @Override
  public Socket createSocket(String host, int port) {
    return createSocket();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort) {
    return createSocket();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    return createSocket();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
    return createSocket();
  }

  private static final class MemorySocket extends Socket {

    private final InputStream in;
    private boolean connected;

    MemorySocket(byte[] answer) {
      this.in = new ByteArrayInputStream(answer);
    }

    @Override
    public void connect(SocketAddress endpoint, int timeout) {
      connected = true;
    }

    @Override
    public boolean isConnected() {
      return connected;
    }

    @Override
    public void setSoTimeout(int timeout) {
      // Reading from memory never waits.
    }

    @Override
    public int getSoTimeout() {
      return 0;
    }

    @Override
    public InputStream getInputStream() {
      return in;
    }

    @Override
    public OutputStream getOutputStream() {
      return OutputStream.nullOutputStream();
    }
  }
}
