package io.github.wechatpayfeign.cli.console;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/** A print writer that remembers why it failed, which its base class does not tell. */
public final class Output extends PrintWriter {

  private final Recorder recorder;

  /** Creates an output to a writer. */
  public Output(Writer out) {
    this(new Recorder(out));
  }

  private Output(Recorder recorder) {
    super(recorder);
    this.recorder = recorder;
  }

  /** Returns the first failure of a print writer; null if nothing failed, or it is not known. */
  public static @Nullable IOException failureOf(PrintWriter out) {
    return out instanceof Output known ? known.recorder.failure : null;
  }

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

    private IOException noted(IOException e) {
      if (failure == null) {
        failure = e;
      }
      return e;
    }
  }
}
