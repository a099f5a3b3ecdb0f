package io.github.wechatpayfeign.benchmarks.expiry;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The processes of a run: the database, four workers and two that sweep. */
record Machines(Server server, List<Child> workers, List<Child> sweepers) implements AutoCloseable {

  static Machines start() throws IOException {
    Machines machines = new Machines(Server.start(), new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < 4; i++) {
      machines.workers.add(Child.start(Worker.class));
    }
    for (int i = 0; i < 2; i++) {
      machines.sweepers.add(Child.start(Sweeper.class));
    }
    return machines;
  }

  /** Returns the first of the workers. */
  Fleet fleet(int jvms) {
    return new Fleet(server, workers.subList(0, jvms));
  }

  @Override
  public void close() {
    workers.forEach(Child::close);
    sweepers.forEach(Child::close);
    server.close();
  }
}
