package io.github.wechatpayfeign.cli.console;

import picocli.CommandLine.IVersionProvider;

/** Tells the version in the manifest of the jar. */
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
