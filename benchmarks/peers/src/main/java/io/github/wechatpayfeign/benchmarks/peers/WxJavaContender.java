package io.github.wechatpayfeign.benchmarks.peers;

import com.github.binarywang.wxpay.config.WxPayConfig;
import com.github.binarywang.wxpay.service.WxPayService;
import com.github.binarywang.wxpay.service.impl.WxPayServiceImpl;
import io.github.wechatpayfeign.benchmarks.Contender;
import io.github.wechatpayfeign.benchmarks.Setup;
import java.nio.file.Files;

/** WxJava, set up as its README says. */
final class WxJavaContender {

  private WxJavaContender() {}

  /**
   * It signs and verifies only for the domains of WeChat Pay. So {@code -Djdk.net.hosts.file}
   * resolves a name in such a domain to this machine.
   */
  static Contender create(Setup setup) throws Exception {
    WxPayConfig config = new WxPayConfig();
    config.setAppId("wxd678efh567hg6787");
    config.setMchId(Setup.MCHID);
    config.setApiV3Key(PeerContenders.API_V3_KEY);
    config.setCertSerialNo(Setup.SERIAL);
    config.setPrivateKeyContent(Files.readAllBytes(setup.privateKeyFile()));
    config.setPublicKeyId(Setup.PUBLIC_KEY_ID);
    config.setPublicKeyContent(Files.readAllBytes(setup.publicKeyFile()));
    config.setApiHostUrl(setup.scheme() + "://" + Setup.WECHAT_PAY_HOST + ":" + setup.port());
    WxPayService service = new WxPayServiceImpl();
    service.setConfig(config);
    return () -> service.closeOrderV3(Setup.ORDER);
  }
}
