package io.github.wechatpayfeign.cli.console;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/**
 * A print writer that remembers why it failed. {@link PrintWriter} only says that it failed, but an
 * operator has to know whether the disk is full or the reader of a pipe is gone.
 */
public final class Output extends PrintWriter {

  private final Recorder recorder;

  /** Creates an output that writes to a writer. */
  public Output(Writer out) {
    this(new Recorder(out));
  }

  private Output(Recorder recorder) {
    super(recorder);
    this.recorder = recorder;
  }

  /** Returns the first failure of a print writer, or null if there is none or it is unknown. */
  public static @Nullable IOException failureOf(PrintWriter out) {
    return out instanceof Output known ? known.recorder.failure : null;
  }

  /** Sits below the print writer, because that catches every exception. */
  private static final class Recorder extends Writer {

    private final Writer out;
    private volatile @Nullable IOException failure;

    Recorder(Writer out) {
      this.out = out;
    }

    @Override
    public void write(char[] text, int offset, int length) throws IOException {
      try {
        out.write(text, offset, length);
      } catch (IOException e) {
        throw noted(e);
      }
    }

    @Override
    public void flush() throws IOException {
      try {
        out.flush();
      } catch (IOException e) {
        throw noted(e);
      }
    }

    @Override
    public void close() throws IOException {
      out.close();
    }

    /** Keeps the first failure: the later ones only follow from it. */
    private IOException noted(IOException e) {
      if (failure == null) {
        failure = e;
      }
      return e;
    }
  }
}
