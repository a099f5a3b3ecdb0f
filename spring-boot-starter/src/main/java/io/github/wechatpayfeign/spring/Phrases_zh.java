package io.github.wechatpayfeign.spring;

import java.util.ListResourceBundle;

/** The Chinese of each {@link Phrase}. */
final class Phrases_zh extends ListResourceBundle {

  @Override
  protected Object[][] getContents() {
    return new Object[][] {
      {"WeChat Pay cannot be set up:\n\n    {0}", "无法配置微信支付：\n\n    {0}"},
      {"{0}: {1}.", "{0}：{1}。"},
      {"{0}.", "{0}。"},
      {"Set {0}", "请设置 {0}"},
      {"{0} to {1}", "{0}（{1}）"},
      {"{0}; and {1}", "{0}；以及 {1}"},
      {"Set {0} to {1}", "请把 {0} 设为：{1}"},
      {"Set {0} to one or more of {1}", "请把 {0} 设为 {1} 中的一个或多个"},
      {"It is missing", "没有设置"},
      {"Its value has the wrong form", "值的形式有误"},
      {"Correct the value", "请改正这个值"},
      {"No merchant is configured", "没有配置商户"},
      {
        "{0}; in a test, annotate it with @WithWechatPaySimulator; if WeChat Pay is not used, set wechatpay.enabled to false",
        "{0}；在测试中请加注解 @WithWechatPaySimulator；如果不使用微信支付，请把 wechatpay.enabled 设为 false"
      },
      {"Each of them sets a private key", "它们各设置了一个商户API证书私钥"},
      {"Keep one of them", "请只保留一个"},
      {"No key is set to verify answers with", "没有设置用于验签的密钥"},
      {
        "{0}; or, for a merchant with platform certificates, set {1} or {2}",
        "{0}；使用平台证书的商户，请改为设置 {1} 或 {2}"
      },
      {"{0} contains a certificate, too", "{0} 中也有证书"},
      {"Remove {0}", "请去掉 {0}"},
      {"It is not a merchant", "这不是商户"},
      {
        "Give the merchant a name: set wechatpay.merchants.<name>.{0}",
        "请给商户起名：设置 wechatpay.merchants.<name>.{0}"
      },
      {
        "Set the properties of the merchant below it, such as {0}.mchid",
        "请在它下面设置商户的配置项，例如 {0}.mchid"
      },
      {"your merchant number, such as \"1900000109\"", "商户号，例如 \"1900000109\""},
      {
        "the serial of the merchant API certificate, in quotes in YAML, as the merchant portal and \"openssl x509 -in apiclient_cert.pem -noout -serial\" show it",
        "商户API证书序列号，在 YAML 中要加引号；可在商户平台查看，或用 \"openssl x509 -in apiclient_cert.pem -noout -serial\" 查看"
      },
      {
        "the location of apiclient_key.pem, such as file:/etc/wechatpay/apiclient_key.pem, or its PEM text with -----BEGIN PRIVATE KEY-----; an encrypted key also needs private-key-passphrase",
        "商户API证书私钥 apiclient_key.pem 的位置，例如 file:/etc/wechatpay/apiclient_key.pem，或者带 -----BEGIN PRIVATE KEY----- 的 PEM 文本；加密的私钥还需要 private-key-passphrase"
      },
      {"the passphrase of the private key", "私钥的密码"},
      {
        "the location of apiclient_cert.pem, such as file:/etc/wechatpay/apiclient_cert.pem, or its PEM text",
        "商户API证书 apiclient_cert.pem 的位置，例如 file:/etc/wechatpay/apiclient_cert.pem，或者它的 PEM 文本"
      },
      {
        "the location of apiclient_cert.p12, such as file:/etc/wechatpay/apiclient_cert.p12; its password, unless it is the mchid, to pkcs12-password",
        "apiclient_cert.p12 的位置，例如 file:/etc/wechatpay/apiclient_cert.p12；密码如果不是商户号，请设置 pkcs12-password"
      },
      {"the password of the PKCS#12 file", "PKCS#12 文件的密码"},
      {
        "the name of a bundle under spring.ssl.bundle whose key store contains the merchant's private key and its certificate",
        "spring.ssl.bundle 下的一个 bundle 的名称，其密钥库中有商户API证书私钥及证书"
      },
      {"the id that the merchant portal shows, PUB_KEY_ID_...", "商户平台显示的微信支付公钥ID，PUB_KEY_ID_..."},
      {
        "the location of WeChat Pay's pub_key.pem, such as file:/etc/wechatpay/pub_key.pem, or its PEM text with -----BEGIN PUBLIC KEY-----",
        "微信支付公钥 pub_key.pem 的位置，例如 file:/etc/wechatpay/pub_key.pem，或者带 -----BEGIN PUBLIC KEY----- 的 PEM 文本"
      },
      {
        "the locations of WeChat Pay's platform certificates, such as file:/etc/wechatpay/wechatpay_1.pem",
        "微信支付平台证书的位置，例如 file:/etc/wechatpay/wechatpay_1.pem"
      },
      {
        "the 32 characters that were set in the merchant portal, API security, in quotes in YAML: without quotes, YAML reads digits as a number, and after a leading 0 as an octal one",
        "在商户平台“API安全”中设置的 32 个字符，在 YAML 中要加引号：不加引号时，YAML 会把数字当作数值，以 0 开头的当作八进制"
      },
      {"It is true, but no key of any merchant is read from a file", "设为 true，但没有任何商户的密钥来自文件"},
      {
        "Give the locations of keys under wechatpay, or set wechatpay.reload to false",
        "请在 wechatpay 下提供密钥的位置，或者把 wechatpay.reload 设为 false"
      },
      {
        "Set wechatpay.reload-interval to a duration such as 5s",
        "请把 wechatpay.reload-interval 设为时长，例如 5s"
      },
      {"The placeholder {0} has no value", "占位符 {0} 没有值"},
      {
        "Set the property or the environment variable {0}, or write the value itself",
        "请设置属性或环境变量 {0}，或者直接写值"
      },
      {"There are several WechatPayRegistry beans: {0}", "有多个 WechatPayRegistry Bean：{0}"},
      {"Mark the one that the merchants belong to with @Primary", "请用 @Primary 标明商户所属的那一个"},
      {"the name or the address of the proxy", "代理的主机名或地址"},
      {"There is no port {0}", "没有端口 {0}"},
      {"1 to 65535", "1 到 65535"},
      {"A user name is not supported for a SOCKS proxy", "SOCKS 代理不支持用户名"},
      {
        "Remove wechatpay.proxy.username, or set wechatpay.proxy.type to http",
        "请去掉 wechatpay.proxy.username，或者把 wechatpay.proxy.type 设为 http"
      },
      {"The bundle has no trust manager", "该 bundle 没有 TrustManager，无法校验证书"},
      {"another bundle", "另一个 bundle"},
      {"There is no SSL bundle \"{0}\"", "没有名为 \"{0}\" 的 SSL bundle"},
      {"the name of a bundle under spring.ssl.bundle", "spring.ssl.bundle 下的一个 bundle 的名称"},
      {"The table {0} is missing", "缺少表 {0}"},
      {"always, or create the tables as the file {0} does", "always，或者按文件 {0} 建表"},
      {"The simulator does not accept this number: {0}", "模拟器不接受这个商户号：{0}"},
      {"1 to 32 digits", "1 到 32 位数字"},
      {"There is no CallGuard bean with the name \"{0}\"", "没有名为 \"{0}\" 的 CallGuard Bean"},
      {"an https URL, such as {0}", "https 的 URL，例如 {0}"},
      {
        "an https URL, such as {0}, with the path of {1}.base-url",
        "https 的 URL，例如 {0}，路径与 {1}.base-url 相同"
      },
      {"It is set, but {0}.base-url is not", "设置了它，但没有设置 {0}.base-url"},
      {
        "Set {0}.base-url too, or remove {0}.backup-base-url",
        "请同时设置 {0}.base-url，或者去掉 {0}.backup-base-url"
      },
      {"a duration of 1 ms to 10 minutes, such as {0}", "1 毫秒到 10 分钟的时长，例如 {0}"},
      {"a duration of 1 minute to 24 hours, such as 12h", "1 分钟到 24 小时的时长，例如 12h"},
      {"1 to 10", "1 到 10"},
      {
        "durations such as 200ms and 5s; the first must not be longer than the second",
        "时长，例如 200ms 和 5s；前者不能比后者长"
      },
      {"a duration of 0 to 1 hour, such as 5s", "0 到 1 小时的时长，例如 5s"},
      {"0 or more, such as 500", "0 或更大的数，例如 500"},
      {"a duration of 1 ms to 1 hour, such as 60s", "1 毫秒到 1 小时的时长，例如 60s"},
      {"1 to 20, such as 4", "1 到 20，例如 4"},
      {"a duration of 0 to 1 minute, such as 1s", "0 到 1 分钟的时长，例如 1s"},
      {"The merchant {0} is configured twice", "商户 {0} 配置了两次"},
      {
        "Set each mchid once: under wechatpay, under wechatpay.merchants, in a MerchantSource bean, or in a WechatPayRegistry bean of the application",
        "每个商户号只能配置一次：在 wechatpay 下、在 wechatpay.merchants 下、在 MerchantSource Bean 中，或者在应用的 WechatPayRegistry Bean 中"
      },
      {
        "There is a simulator, but the WechatPayRegistry bean of the application calls {0}",
        "已有模拟器，但应用的 WechatPayRegistry Bean 调用的是 {0}"
      },
      {
        "Build that bean with the base URL of the WechatPaySimulator bean in tests",
        "在测试中，请用 WechatPaySimulator Bean 的 base URL 创建那个 Bean"
      },
      {"1 to 100000, such as 100", "1 到 100000，例如 100"},
      {"1 to 1000, such as 32", "1 到 1000，例如 32"},
      {"a duration of 10 ms to 1 minute, such as 1s", "10 毫秒到 1 分钟的时长，例如 1s"},
      {
        "names of tables, such as wechatpay_order_expiry and wechatpay_rate_limit",
        "表名，例如 wechatpay_order_expiry 和 wechatpay_rate_limit"
      },
      {"a duration of 100 ms to 1 minute, such as 10s", "100 毫秒到 1 分钟的时长，例如 10s"},
      {
        "No merchant can close the expired orders: there is no WechatPay bean that is injected by its type, and no Closer bean",
        "没有商户可以关闭到期的订单：没有可按类型注入的 WechatPay Bean，也没有 Closer Bean"
      },
      {
        "false, or set the properties of the merchant, such as wechatpay.mchid, or declare a Closer bean",
        "false；或者设置商户的配置项，例如 wechatpay.mchid；或者声明 Closer Bean"
      },
      {
        "Expired orders cannot be settled in the transactions of the application:\n\n    {0}.",
        "无法在应用的事务中处理到期的订单：\n\n    {0}。"
      },
      {
        "Declare a transaction manager for this DataSource (JdbcTransactionManager, or JpaTransactionManager on an EntityManagerFactory that uses it), mark the DataSource of the orders with @Primary if there are several, or set wechatpay.order-expiry.enabled to false.",
        "请为这个 DataSource 声明事务管理器（JdbcTransactionManager，或者基于使用它的 EntityManagerFactory 的 JpaTransactionManager）；有多个 DataSource 时，请用 @Primary 标明订单所在的那一个；或者把 wechatpay.order-expiry.enabled 设为 false。"
      },
      {
        "No PlatformTransactionManager manages the DataSource of the timers of orders: there is none",
        "没有 PlatformTransactionManager 管理订单定时器所在的 DataSource：一个也没有"
      },
      {
        "No PlatformTransactionManager manages the DataSource of the timers of orders: {0}",
        "没有 PlatformTransactionManager 管理订单定时器所在的 DataSource：{0}"
      },
    };
  }
}
