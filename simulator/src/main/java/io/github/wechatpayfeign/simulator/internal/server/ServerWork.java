package io.github.wechatpayfeign.simulator.internal.server;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

/** What all connections of a server share; it runs the handler on threads that may wait. */
record ServerWork(RequestHandler handler, Executor threads, ServerLimits limits, AnswerHead head) {
  private static final Logger LOG = System.getLogger(SimulatorServer.class.getName());
  private static final byte[] FAILURE =
      "{\"code\":\"SIMULATOR_FAILURE\",\"message\":\"The simulator failed: see its log\"}"
          .getBytes(StandardCharsets.UTF_8);
  private static final Map<String, List<String>> JSON =
      Map.of("Content-Type", List.of("application/json; charset=utf-8"));

  void start(RawRequest request, Reply reply) {
    threads.execute(() -> run(request, reply));
  }

  private void run(RawRequest request, Reply reply) {
    try {
      handler.handle(request, reply);
    } catch (IOException clientIsGone) {
      LOG.log(Level.DEBUG, "A client got no answer", clientIsGone);
    } catch (RuntimeException | Error e) {
      logFailure(e);
      if (!reply.isUsed()) {
        reply.send(500, JSON, FAILURE);
      }
    }
    if (!reply.isUsed()) {
      reply.drop();
    }
  }

  static void logFailure(Throwable failure) {
    LOG.log(Level.ERROR, "The simulator's HTTP server failed: " + failure, failure);
  }
}
