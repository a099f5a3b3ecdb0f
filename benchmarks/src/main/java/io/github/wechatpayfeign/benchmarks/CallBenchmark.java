package io.github.wechatpayfeign.benchmarks;

import io.github.wechatpayfeign.api.WechatPay;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A whole close, with the stub in its own process. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 3)
@Measurement(iterations = 5, time = 2)
public class CallBenchmark {

  @Param({"amazon", "conscrypt", "jvm"})
  public String provider;

  private Processes processes;
  private WechatPay wechatPay;

  @org.openjdk.jmh.annotations.Setup(Level.Trial)
  public void start() throws Exception {
    System.setProperty("wechatpay.signature.provider", provider);
    processes = new Processes(Path.of(System.getProperty("home", "benchmarks")));
    Setup setup = processes.setup();
    wechatPay =
        WechatPay.builder(OurContenders.merchant(setup).build()).baseUrl(setup.baseUrl()).build();
  }

  @TearDown(Level.Trial)
  public void stop() throws Exception {
    wechatPay.close();
    processes.close();
  }

  /** Closes an order. */
  @Benchmark
  public Object closeOrder() {
    return wechatPay.closeOrder(Setup.ORDER);
  }
}
