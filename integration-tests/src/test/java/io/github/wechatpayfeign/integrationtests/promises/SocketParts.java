package io.github.wechatpayfeign.integrationtests.promises;

import static io.github.wechatpayfeign.integrationtests.promises.How.ANY;
import static io.github.wechatpayfeign.integrationtests.promises.How.ANY_BUT_NULL;
import static io.github.wechatpayfeign.integrationtests.promises.Part.part;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.List;
import java.util.function.Consumer;
import javax.net.SocketFactory;

/** Sockets of a factory of the user's. */
final class SocketParts {

  static final List<Part> ALL =
      List.of(
          part("SocketFactory", ANY, rig -> rig.http.socketFactory(factory(rig))),
          part("socket, when it connects", ANY_BUT_NULL, at(Moment.CONNECT)),
          part("socket, when it is written", ANY_BUT_NULL, at(Moment.WRITE)),
          part("socket, when half of a request is written", ANY_BUT_NULL, at(Moment.HALF_WRITTEN)),
          part("socket, when it was written", ANY_BUT_NULL, at(Moment.WRITTEN)),
          part("socket, when it is read", ANY_BUT_NULL, at(Moment.READ)),
          part("socket, when it was read", ANY_BUT_NULL, at(Moment.WAS_READ)),
          part("socket, when it is closed", ANY_BUT_NULL, at(Moment.CLOSE)));

  private enum Moment {
    CONNECT,
    WRITE,
    HALF_WRITTEN,
    WRITTEN,
    READ,
    WAS_READ,
    CLOSE
  }

  private SocketParts() {}

  private static Consumer<Rig> at(Moment moment) {
    return rig -> rig.http.socketFactory(new Factory(() -> new OddSocket(rig.part, moment)));
  }

  private static SocketFactory factory(Rig rig) {
    return new Factory(() -> rig.part.insteadOf(Socket::new));
  }

  private interface Sockets {
    Socket create() throws IOException;
  }

  /** OkHttp asks for sockets that are not connected, and connects them. */
  private static final class Factory extends SocketFactory {

    private final Sockets sockets;

    Factory(Sockets sockets) {
      this.sockets = sockets;
    }

    @Override
    public Socket createSocket() throws IOException {
      return sockets.create();
    }

    @Override
    public Socket createSocket(String host, int port) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
      throw new UnsupportedOperationException();
    }
  }

  private static final class OddSocket extends Socket {

    private final Misbehaviour part;
    private final Moment misbehaving;

    OddSocket(Misbehaviour part, Moment misbehaving) {
      this.part = part;
      this.misbehaving = misbehaving;
    }

    private void at(Moment moment) {
      if (moment == misbehaving) {
        part.before();
      }
    }

    @Override
    public void connect(SocketAddress address, int timeout) throws IOException {
      at(Moment.CONNECT);
      super.connect(address, timeout);
    }

    @Override
    public synchronized void close() throws IOException {
      at(Moment.CLOSE);
      super.close();
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
      return new FilterOutputStream(super.getOutputStream()) {
        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
          at(Moment.WRITE);
          out.write(bytes, offset, length / 2);
          at(Moment.HALF_WRITTEN);
          out.write(bytes, offset + length / 2, length - length / 2);
          at(Moment.WRITTEN);
        }
      };
    }

    @Override
    public InputStream getInputStream() throws IOException {
      return new FilterInputStream(super.getInputStream()) {
        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
          at(Moment.READ);
          int read = in.read(bytes, offset, length);
          at(Moment.WAS_READ);
          return read;
        }
      };
    }
  }
}
