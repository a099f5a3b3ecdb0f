package io.github.wechatpayfeign.orderexpirytests.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicBoolean;

/** An object that notes that it was read, as one in an attack would do worse. */
public final class Poison implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final AtomicBoolean READ = new AtomicBoolean();

  private Poison() {}

  /** Returns such an object as bytes. */
  public static byte[] serialized() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(new Poison());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Returns whether one was read. */
  public static boolean wasRead() {
    return READ.get();
  }

  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    in.defaultReadObject();
    READ.set(true);
  }
}
