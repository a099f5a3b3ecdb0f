package io.github.wechatpayfeign.simulator;

import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Leads to an endpoint.
 *
 * @param path what the raw path of the request must match as a whole
 * @param endpoint gives the endpoint as it is for the merchant that signed the request
 */
record Route(String method, Pattern path, Function<Merchant, Endpoint> endpoint) {}
