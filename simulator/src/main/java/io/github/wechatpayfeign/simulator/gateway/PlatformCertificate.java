package io.github.wechatpayfeign.simulator.gateway;

/**
 * A platform certificate of a {@link io.github.wechatpayfeign.simulator.WechatPaySimulator}, which
 * clients use to verify answers.
 *
 * @param serial the serial number, 40 upper-case hexadecimal digits
 * @param pem the X.509 certificate in PEM
 */
public record PlatformCertificate(String serial, String pem) {}
