package io.github.wechatpayfeign.sample;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Cancels orders over HTTP. */
@SpringBootApplication(proxyBeanMethods = false)
public class CancellationApplication {

  /** Starts the microservice. */
  public static void main(String[] args) {
    SpringApplication.run(CancellationApplication.class, args);
  }
}
