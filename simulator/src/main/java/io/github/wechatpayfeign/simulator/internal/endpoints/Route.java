package io.github.wechatpayfeign.simulator.internal.endpoints;

import java.util.regex.Pattern;

/**
 * The method and the path of an endpoint.
 *
 * @param path the pattern that the whole raw path of the request must match
 */
record Route(String method, Pattern path, Endpoint endpoint) {}
