package com.example.strategies;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.cloud.openfeign.EnableFeignClients;

/** Cancels orders, whichever way they are paid. */
@SpringBootApplication
@EnableFeignClients
public class StrategiesApplication {

  public static void main(String[] args) {
    SpringApplication.run(StrategiesApplication.class, args);
  }
}
