package io.github.wechatpayfeign.simulator;

/**
 * A platform certificate of a {@link WechatPaySimulator}, with which answers are verified.
 *
 * @param serial the serial number, 40 upper-case hexadecimal digits
 * @param pem the X.509 certificate in PEM
 */
public record PlatformCertificate(String serial, String pem) {}
