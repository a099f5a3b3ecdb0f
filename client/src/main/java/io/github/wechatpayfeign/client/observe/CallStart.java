package io.github.wechatpayfeign.client.observe;

/**
 * What is known of a call when it begins. No number of an order is in it, so each of its parts has
 * few values.
 *
 * @param operation the method of the Feign interface, such as {@code "TransactionsApi#close"}, or
 *     {@code "unknown"} for a request that Feign did not make. A method {@code closeWithResponse},
 *     which also returns the headers, is the same operation as {@code close}
 * @param method the HTTP method
 * @param pathTemplate the path with names in place of values, such as {@code
 *     "/v3/pay/transactions/out-trade-no/{out_trade_no}/close"}; empty where it is not known
 * @param mchid the merchant that signs
 */
public record CallStart(String operation, String method, String pathTemplate, String mchid) {}
