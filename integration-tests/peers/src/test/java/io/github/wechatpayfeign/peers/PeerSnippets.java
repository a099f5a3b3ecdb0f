package io.github.wechatpayfeign.peers;

import com.github.binarywang.wxpay.config.WxPayConfig;
import com.github.binarywang.wxpay.exception.WxPayException;
import com.github.binarywang.wxpay.service.WxPayService;
import com.github.binarywang.wxpay.service.impl.WxPayServiceImpl;
import com.wechat.pay.java.core.Config;
import com.wechat.pay.java.core.RSAPublicKeyConfig;
import com.wechat.pay.java.core.exception.ServiceException;
import com.wechat.pay.java.core.exception.WechatPayException;
import com.wechat.pay.java.service.payments.nativepay.NativePayService;
import com.wechat.pay.java.service.payments.nativepay.model.CloseOrderRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The code before a migration, word for word as the pages in {@code docs} show it, so that it
 * compiles and is run.
 */
final class PeerSnippets {

  private PeerSnippets() {}

  static Config wechatpayJavaKeys(
      String mchid,
      String privateKeyPath,
      String serial,
      String publicKeyId,
      String publicKeyPath,
      String apiV3Key) {
    Config config =
        new RSAPublicKeyConfig.Builder()
            .merchantId(mchid)
            .privateKeyFromPath(privateKeyPath)
            .merchantSerialNumber(serial)
            .publicKeyId(publicKeyId)
            .publicKeyFromPath(publicKeyPath)
            .apiV3Key(apiV3Key)
            .build();
    return config;
  }

  static void wechatpayJavaClose(NativePayService service, String mchid, String outTradeNo) {
    CloseOrderRequest request = new CloseOrderRequest();
    request.setMchid(mchid);
    request.setOutTradeNo(outTradeNo);
    service.closeOrder(request);
  }

  static WxPayService wxJavaKeys(
      String mchid,
      String privateKeyPath,
      String certificatePath,
      String serial,
      String publicKeyId,
      String publicKeyPath,
      String apiV3Key,
      String baseUrl) {
    WxPayConfig config = new WxPayConfig();
    config.setMchId(mchid);
    config.setPrivateKeyPath(privateKeyPath);
    config.setPrivateCertPath(certificatePath);
    config.setCertSerialNo(serial);
    config.setPublicKeyId(publicKeyId);
    config.setPublicKeyPath(publicKeyPath);
    config.setApiV3Key(apiV3Key);
    config.setPayBaseUrl(baseUrl);
    WxPayService service = new WxPayServiceImpl();
    service.setConfig(config);
    return service;
  }

  static void wxJavaClose(WxPayService service, String outTradeNo) throws WxPayException {
    service.closeOrderV3(outTradeNo);
  }

  /** The caller's reaction to a failure. */
  static final class Handlers {

    final List<String> reports = new ArrayList<>();

    private void refused(int status, String code) {
      reports.add("refused " + status + " " + code);
    }

    private void doubtful(@Nullable String text) {
      reports.add("doubtful " + text);
    }

    private void failed(@Nullable String text) {
      reports.add("failed " + text);
    }

    void wechatpayJava(NativePayService service, CloseOrderRequest request) {
      try {
        service.closeOrder(request);
      } catch (ServiceException e) {
        refused(e.getHttpStatusCode(), e.getErrorCode());
      } catch (WechatPayException e) {
        doubtful(e.getMessage());
      }
    }

    void wxJava(WxPayService service, String outTradeNo) {
      try {
        service.closeOrderV3(outTradeNo);
      } catch (WxPayException e) {
        failed(e.getMessage());
      }
    }
  }
}
