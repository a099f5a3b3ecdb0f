package io.github.wechatpayfeign.spring;

import io.github.wechatpayfeign.signing.Merchant;

/**
 * The simulator that takes the place of WeChat Pay, seen from here without its classes.
 *
 * @param merchant the merchant that it knows
 * @param baseUrl where it listens
 */
record SimulatedGateway(Merchant merchant, String baseUrl) {}
