package io.github.wechatpayfeign.cli;

import picocli.CommandLine.Command;

/** The command above all others; by itself it does nothing. */
@Command(
    name = "wechatpay-feign-cli",
    description = "Closes and queries WeChat Pay orders by APIv3, or simulates its gateway.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND")
final class RootCommand {}
