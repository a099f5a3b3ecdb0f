package io.github.wechatpayfeign.integrationtests.promises;

import static io.github.wechatpayfeign.integrationtests.promises.How.ANY_BUT_NULL;
import static io.github.wechatpayfeign.integrationtests.promises.Part.change;
import static io.github.wechatpayfeign.integrationtests.promises.Part.part;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import okhttp3.Dispatcher;

/** The threads that calls run on. */
final class ThreadParts {

  static final List<Part> ALL =
      List.of(
          part("executor of the Dispatcher, given a call", ANY_BUT_NULL, ThreadParts::given),
          part("executor of the Dispatcher, running a call", ANY_BUT_NULL, ThreadParts::running),
          change("executor of the Dispatcher that rejects", rig -> dispatch(rig, rejecting(rig))),
          change("executor of the Dispatcher that forgets", rig -> dispatch(rig, forgetting(rig))),
          change("executor of the Dispatcher on the caller's thread", ThreadParts::here),
          part("Dispatcher when it is idle", ANY_BUT_NULL, ThreadParts::idle),
          change("no spare thread when a call begins", ThreadParts::noThreadAtBegin),
          change("no spare thread before it is sent", rig -> noThreadAtNetwork(rig, false)),
          change("no spare thread after it was sent", rig -> noThreadAtNetwork(rig, true)),
          change("caller whose thread is interrupted", rig -> rig.callerIsInterrupted = true));

  private ThreadParts() {}

  private static void given(Rig rig) {
    ExecutorService threads = Executors.newCachedThreadPool();
    dispatch(
        rig,
        new Given(
            task -> {
              rig.part.before();
              threads.execute(task);
            }));
  }

  private static void running(Rig rig) {
    ExecutorService threads = Executors.newCachedThreadPool();
    dispatch(
        rig,
        new Given(
            task ->
                threads.execute(
                    () -> {
                      rig.part.before();
                      task.run();
                    })));
  }

  private static ExecutorService rejecting(Rig rig) {
    ExecutorService threads = Executors.newCachedThreadPool();
    return new Given(
        task -> {
          if (rig.part.changes()) {
            throw new RejectedExecutionException("on purpose");
          }
          threads.execute(task);
        });
  }

  private static ExecutorService forgetting(Rig rig) {
    ExecutorService threads = Executors.newCachedThreadPool();
    return new Given(
        task -> {
          if (!rig.part.changes()) {
            threads.execute(task);
          }
        });
  }

  private static void here(Rig rig) {
    dispatch(rig, new Given(Runnable::run));
  }

  private static void idle(Rig rig) {
    Dispatcher dispatcher = new Dispatcher();
    dispatcher.setIdleCallback(rig.part::before);
    rig.http.dispatcher(dispatcher);
  }

  private static void noThreadAtBegin(Rig rig) {
    rig.feign =
        feign -> feign.requestInterceptor(template -> NoThread.onThisThread(rig.part.changes()));
  }

  private static void noThreadAtNetwork(Rig rig, boolean afterwards) {
    rig.http
        .networkInterceptors()
        .add(
            chain -> {
              NoThread.onThisThread(!afterwards && rig.part.changes());
              var answer = chain.proceed(chain.request());
              NoThread.onThisThread(afterwards && rig.part.changes());
              return answer;
            });
  }

  private static void dispatch(Rig rig, ExecutorService executor) {
    rig.http.dispatcher(new Dispatcher(executor));
  }

  private interface Execution {
    void of(Runnable task);
  }

  private static final class Given extends AbstractExecutorService {

    private final Execution execution;

    Given(Execution execution) {
      this.execution = execution;
    }

    @Override
    public void execute(Runnable task) {
      execution.of(task);
    }

    @Override
    public void shutdown() {}

    @Override
    public List<Runnable> shutdownNow() {
      return List.of();
    }

    @Override
    public boolean isShutdown() {
      return false;
    }

    @Override
    public boolean isTerminated() {
      return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
      return true;
    }
  }
}
