package io.github.wechatpayfeign.cli;

import java.io.InputStream;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * What a command sees of the process around it, apart from its arguments and writers.
 *
 * @param input the standard input
 * @param environment the environment variables
 * @param errorIsTerminal whether the standard error is a terminal; asked at most once a run
 */
record Surroundings(
    InputStream input, Map<String, String> environment, BooleanSupplier errorIsTerminal) {}
