package io.github.wechatpayfeign.ports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PortsTest {

  // The system gives a closed port to the next caller. Some of this many ports would be equal.
  private static final int MANY = 2000;

  @Test
  void givesARefusingPortToNobodyElse() {
    int[] ports = IntStream.range(0, MANY).map(i -> Ports.refusing()).toArray();

    assertThat(ports).doesNotHaveDuplicates();
  }

  @Test
  void refusesConnectionsAndCannotBeListenedOn() {
    int port = Ports.refusing();
    InetAddress loopback = InetAddress.getLoopbackAddress();

    assertThatThrownBy(() -> new Socket(loopback, port).close())
        .isInstanceOf(ConnectException.class);
    assertThatThrownBy(() -> new ServerSocket(port, 1, loopback).close())
        .isInstanceOf(BindException.class);
    assertThatThrownBy(() -> new ServerSocket(port).close()).isInstanceOf(BindException.class);
  }

  @Test
  void findsAPortThatAServerCanListenOn() throws IOException {
    try (ServerSocket server =
        new ServerSocket(Ports.free(), 1, InetAddress.getLoopbackAddress())) {
      assertThat(server.isBound()).isTrue();
    }
  }
}
