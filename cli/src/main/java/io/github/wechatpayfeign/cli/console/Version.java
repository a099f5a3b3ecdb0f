package io.github.wechatpayfeign.cli.console;

import picocli.CommandLine.IVersionProvider;

/** Prints the version from the manifest of the jar, and the Java that runs it. */
public final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    String version = Version.class.getPackage().getImplementationVersion();
    return new String[] {
      "wechatpay-feign-cli " + (version == null ? "(not packaged)" : version),
      "Java " + System.getProperty("java.version")
    };
  }
}
