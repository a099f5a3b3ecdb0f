package io.github.wechatpayfeign.simulator;

import java.util.regex.Pattern;

/**
 * Leads to an endpoint.
 *
 * @param path what the raw path of the request must match as a whole
 */
record Route(String method, Pattern path, Endpoint endpoint) {}
