package io.github.wechatpayfeign.cli.console;

import java.util.ListResourceBundle;

/** The Chinese of each text: of messages first, of the help afterwards. */
public final class Words_zh extends ListResourceBundle {

  @Override
  protected Object[][] getContents() {
    return new Object[][] {
      {"See: {0} --help", "用法见：{0} --help"},
      {"There is no command '{0}'", "没有命令“{0}”"},
      {"The memory is full ({0}): give more with java -Xmx", "内存不足（{0}）：请用 java -Xmx 加大"},
      {
        "This program failed unexpectedly ({0}); --verbose shows where",
        "程序意外失败（{0}）；加 --verbose 可查看位置"
      },
      {"the proxy asks for a user name and a password (HTTP 407)", "代理要求用户名和密码（HTTP 407）"},
      {
        "the proxy does not accept this user name and password (HTTP 407)",
        "代理不接受这组用户名和密码（HTTP 407）"
      },
      {"the proxy refuses to connect (HTTP {0})", "代理拒绝连接（HTTP {0}）"},
      {"the host name cannot be resolved ({0})", "无法解析主机名（{0}）"},
      {"the certificate of the server is for another host ({0})", "服务器证书属于其他主机（{0}）"},
      {
        "the certificate of the server is not signed by an authority that this machine trusts",
        "服务器证书不是由本机信任的机构签发的"
      },
      {"the TLS connection failed ({0})", "TLS 连接失败（{0}）"},
      {"no answer came in time", "未能及时收到应答"},
      {"the connection was lost", "连接已断开"},
      {
        "give both in --proxy http://USER:PASSWORD@HOST:PORT, or in HTTPS_PROXY",
        "请用 --proxy http://USER:PASSWORD@HOST:PORT 或 HTTPS_PROXY 提供用户名和密码"
      },
      {
        "correct both in --proxy or HTTPS_PROXY, with %40 for an at sign and %3A for a colon",
        "请在 --proxy 或 HTTPS_PROXY 中改正用户名和密码；@ 写作 %40，冒号写作 %3A"
      },
      {
        "allow CONNECT to WeChat Pay in the proxy, or bypass it with --proxy none or NO_PROXY",
        "请在代理上放行到微信支付的 CONNECT，或者用 --proxy none 或 NO_PROXY 绕过代理"
      },
      {
        "look for a proxy that intercepts TLS: exempt WeChat Pay from it, or import its certificate into a trust store and name that with -Djavax.net.ssl.trustStore",
        "请查找拦截 TLS 的代理：让它放过微信支付，或者把它的证书导入信任库，并用 -Djavax.net.ssl.trustStore 指定"
      },
      {"expected a number from {0} to {1}, but was '{2}'", "应为 {0} 到 {1} 之间的数，实际为“{2}”"},
      {"not done within {0} s", "{0} 秒内没有完成"},
      {"run the doctor again later", "稍后再运行 doctor"},
      {
        "compare mchid, serial and key with the merchant portal, API security, and see the check clock",
        "与商户平台“API安全”核对商户号、商户API证书序列号和商户API证书私钥，并查看 clock 一项"
      },
      {"compare --mchid with the merchant portal", "与商户平台核对 --mchid"},
      {
        "request the payment product for this merchant in the merchant portal", "在商户平台为这个商户号开通该支付产品"
      },
      {
        "compare --public-key-id with the merchant portal, API security: WeChat Pay does not know it",
        "与商户平台“API安全”核对 --public-key-id：微信支付不认识这个微信支付公钥ID"
      },
      {
        "try again later; if it fails again, see what is between this machine and WeChat Pay",
        "稍后再试；如果仍然失败，请检查本机与微信支付之间的网络"
      },
      {"see the message", "见上述信息"},
      {"the base URL is wrong, see above", "网关地址有误，见上"},
      {"leave it out, unless this is a test", "除非是测试，否则不要设置"},
      {"complete, a merchant can be built from them", "配置完整，可以创建商户"},
      {"there are failures above", "上面有失败的检查"},
      {"download the new certificate", "下载新证书"},
      {
        "correct it, or bypass it with --proxy none or NO_PROXY",
        "请改正，或者用 --proxy none 或 NO_PROXY 绕过代理"
      },
      {"the proxy setting is wrong, see above", "代理设置有误，见上"},
      {"the domain cannot be reached", "连不上该域名"},
      {"no merchant can be built from the settings", "用现有配置无法创建商户"},
      {"the answer has no Date", "应答没有 Date"},
      {"see which server answers there", "请检查应答的是哪台服务器"},
      {"no HTTP answer: {0}", "没有收到 HTTP 应答：{0}"},
      {"this machine is {0} s behind the gateway", "本机时钟比网关慢 {0} 秒"},
      {"this machine is {0} s ahead of the gateway", "本机时钟比网关快 {0} 秒"},
      {"{0}; from 300 s on it refuses every request", "{0}；相差达到 300 秒，网关会拒绝所有请求"},
      {"set this machine's clock, and keep it right with NTP", "校准本机时钟，并用 NTP 保持同步"},
      {
        "look for a proxy that answers instead of WeChat Pay, or for a trust store without DigiCert Global Root G2",
        "请检查是否有代理冒充微信支付应答，或者信任库缺少 DigiCert Global Root G2"
      },
      {
        "allow connections to port {0} in the firewall or security group, or give the proxy of this network: --proxy",
        "请在防火墙或安全组中放行到端口 {0} 的连接，或者用 --proxy 指定本网络的代理"
      },
      {"the proxy, ", "代理 "},
      {
        "see whether the proxy runs there, and whether a firewall blocks connections to it",
        "请检查代理是否在那里运行，以及防火墙是否阻止了到它的连接"
      },
      {"plain http", "明文 http"},
      {"{0} through the proxy", "经代理 {0}"},
      {
        "see what the name server of this machine answers: nslookup {0}",
        "查看本机域名服务器的解析结果：nslookup {0}"
      },
      {"the name is not resolved", "域名没有解析"},
      {"connected to {0}", "已连接到 {0}"},
      {"there is no connection", "没有连接"},
      {"plain http, to this machine itself", "明文 http，目标是本机"},
      {"no address", "没有地址"},
      {"The trust store of this JVM cannot be used: {0}", "无法使用本 JVM 的信任库：{0}"},
      {"; fix: {0}", "；处理办法：{0}"},
      {"the validity of {0} is unknown", "{0} 的有效期未知"},
      {"the certificate {0} expired on {1}", "证书 {0} 已于 {1} 过期"},
      {"the certificate {0} is valid only from {1}", "证书 {0} 从 {1} 起才有效"},
      {"set this machine's clock", "校准本机时钟"},
      {"the certificate {0} expires on {1}, in {2} days", "证书 {0} 将于 {1} 过期，还有 {2} 天"},
      {"is not given", "没有提供"},
      {"give {0} or {1}", "请提供 {0} 或 {1}"},
      {"the value is a key, which is not shown; expected {0}", "该值是一个密钥，不予显示；应为{0}"},
      {"{0} is not {1}", "{0} 不是{1}"},
      {"8 to 10 digits", " 8 到 10 位数字"},
      {"copy it from the merchant portal", "请从商户平台复制"},
      {
        "no --certificate is given, so neither fit nor expiry can be checked",
        "没有提供 --certificate，无法检查是否匹配以及是否过期"
      },
      {"the key or the certificate cannot be read, see above", "无法读取私钥或证书，见上"},
      {"RSA of at least 2048 bits", "至少 2048 位的 RSA"},
      {
        "give its passphrase with --passphrase-file, --passphrase or WECHATPAY_PASSPHRASE",
        "请用 --passphrase-file、--passphrase 或 WECHATPAY_PASSPHRASE 提供密码"
      },
      {"can be read", "可以读取"},
      {"key and certificate belong together", "私钥与证书匹配"},
      {"key and certificate do not belong together", "私钥与证书不匹配"},
      {"{0} is not the serial of the certificate, which is {1}", "{0} 不是该证书的序列号，证书的序列号是 {1}"},
      {"leave out --merchant-serial, the certificate has it", "不必提供 --merchant-serial，证书中已有"},
      {
        "renew it in the merchant portal, API security, API certificate", "请在商户平台“API安全”的“API证书”中更换"
      },
      {
        "use key and certificate as they were downloaded from the merchant portal, API security, API certificate",
        "请使用从商户平台“API安全”的“API证书”中同一次取得的私钥和证书"
      },
      {"40 hexadecimal digits", " 40 位十六进制数字"},
      {
        "copy what \"openssl x509 -in apiclient_cert.pem -noout -serial\" prints",
        "请复制 \"openssl x509 -in apiclient_cert.pem -noout -serial\" 的输出"
      },
      {"an order was found that cannot exist", "查到了一笔不可能存在的订单"},
      {
        "404 ORDER_NOT_EXIST: mchid, serial, key and clock are accepted",
        "404 ORDER_NOT_EXIST：商户号、商户API证书序列号、商户API证书私钥和时钟均被接受"
      },
      {"the answer is not used, because it fails verification", "应答没有通过验签，不予采信"},
      {"not sent, because no answer could be verified", "没有发送，因为无法对应答验签"},
      {"not checked, because the signed query failed (see above)", "没有检查，因为带签名的查单失败（见上）"},
      {"the answer is signed, and passes verification", "应答带签名，验签通过"},
      {
        "this answer does not prove the public key: a 404 is not signed",
        "这个应答不能证明微信支付公钥正确：404 不带签名"
      },
      {
        "give --order NUMBER of an order that exists; the answer about it is signed",
        "请用 --order NUMBER 指定一笔存在的订单，它的应答带签名"
      },
      {"the signed answer about {0} passes verification", "{0} 的应答带签名，验签通过"},
      {"the query of {0} does not prove the key: {1}", "查询 {0} 不能证明密钥正确：{1}"},
      {"give --order NUMBER of an order that exists", "请用 --order NUMBER 指定一笔存在的订单"},
      {"platform certificates were downloaded, and pass verification", "已下载平台证书，验签通过"},
      {
        "this answer does not prove the platform certificate: a 404 is not signed",
        "这个应答不能证明平台证书正确：404 不带签名"
      },
      {"compare --api-v3-key with the portal", "与商户平台核对 --api-v3-key"},
      {
        "compare --public-key-id and --public-key with the merchant portal, API security",
        "与商户平台“API安全”核对 --public-key-id 和 --public-key"
      },
      {"32 characters", "32 个字符"},
      {
        "set one in the merchant portal, API security, APIv3 key, and give the same one here",
        "请在商户平台“API安全”中设置 APIv3密钥，并在这里提供同一个密钥"
      },
      {"{0} can be read", "{0} 可以读取"},
      {"download it again, or give --api-v3-key instead", "请重新下载，或者改为提供 --api-v3-key"},
      {"PUB_KEY_ID_ and digits", " PUB_KEY_ID_ 加数字"},
      {
        "copy it from the merchant portal, API security, WeChat Pay public key",
        "请从商户平台“API安全”的“微信支付公钥”中复制"
      },
      {
        "download pub_key.pem from the merchant portal, API security, WeChat Pay public key",
        "请从商户平台“API安全”的“微信支付公钥”中下载 pub_key.pem"
      },
      {
        "Missing: --jdbc (or WECHATPAY_JDBC), such as jdbc:postgresql://HOST/DATABASE",
        "缺少 --jdbc（或 WECHATPAY_JDBC），例如 jdbc:postgresql://HOST/DATABASE"
      },
      {"{0} replaces {1}: give one of them", "{0} 与 {1} 只能提供一个"},
      {
        "A password is given without --jdbc-user (or WECHATPAY_JDBC_USER): give both",
        "提供了密码，但没有 --jdbc-user（或 WECHATPAY_JDBC_USER）：请同时提供"
      },
      {"Password of {0} (Enter for none): ", "{0} 的密码（没有则直接回车）："},
      {"Placed {0} orders, whose time to pay is over", "已下单 {0} 笔，支付时间均已截止"},
      {"All workers ended too early: {0}", "所有工作进程都提前结束了：{0}"},
      {"Nothing was settled for {0} s: {1}", "{0} 秒内没有处理任何订单：{1}"},
      {"Killed worker 1, process {0}, in the middle of its work", "已在处理途中杀掉 1 号工作进程，进程号 {0}"},
      {"The folder of the demo cannot be created ({0})", "无法创建演示用的文件夹（{0}）"},
      {"The folder {0} cannot be created ({1})", "无法创建文件夹 {0}（{1}）"},
      {"{0} closed, {1} paid, {2} not found", "已关闭 {0}，已支付 {1}，查无此单 {2}"},
      {"settlements beyond the first of an order", "同一笔订单重复处理的次数"},
      {"orders that were never settled", "从未处理的订单"},
      {"with the order book of the simulator", "与模拟器的账本不一致"},
      {"{0} killed", "杀掉 {0} 个"},
      {"orders taken from a dead worker", "从已死的工作进程接手的订单"},
      {"settlements rolled back, because another one was first", "因别的进程先处理而回滚的次数"},
      {"{0} an order", "每笔订单 {0} 个"},
      {"The file {0} does not exist", "文件 {0} 不存在"},
      {"The file {0} cannot be read", "无法读取文件 {0}"},
      {
        "There is no JDBC driver for {0} here: give its jar with --driver-jar FILE; those of PostgreSQL and H2 are built in",
        "这里没有 {0} 的 JDBC 驱动：请用 --driver-jar FILE 提供；已内置 PostgreSQL 和 H2 的驱动"
      },
      {
        "There is no JDBC driver for {0} in {1}: check --driver-jar and --jdbc",
        "{1} 中没有 {0} 的 JDBC 驱动：请检查 --driver-jar 和 --jdbc"
      },
      {
        "The URL of the database must be like jdbc:postgresql://HOST/DATABASE",
        "数据库 URL 的形式应为 jdbc:postgresql://HOST/DATABASE"
      },
      {"PARKED {0} since {1}, payable until {2}: {3}", "PARKED {0}，自 {1} 起搁置，支付截止 {2}：{3}"},
      {
        "NOT_PARKED {0}: it waits for its time, is being settled, or has no timer",
        "NOT_PARKED {0}：还没有到期，正在处理，或者没有定时器"
      },
      {"{0}, the oldest for {1}", "{0}，最久的已到期 {1}"},
      {"nothing is due", "没有到期的订单"},
      {"{0} at the earliest, in {1} at {2} requests/s", "最早 {0}，还需 {1}（每秒 {2} 个请求）"},
      {"waiting  {0}", "等待    {0}"},
      {"due      {0}", "到期    {0}"},
      {"parked   {0}", "搁置    {0}"},
      {"end      {0}", "处理完  {0}"},
      {"{0} h {1} min", "{0} 小时 {1} 分"},
      {"{0} min {1} s", "{0} 分 {1} 秒"},
      {"{0} s", "{0} 秒"},
      {"{0}: check {1} and --table", "{0}：请检查 {1} 和 --table"},
      {"it is not CSV: {0}", "它不是 CSV：{0}"},
      {"it has no column \"{0}\"; its columns are {1}", "没有名为“{0}”的列；现有的列：{1}"},
      {"{0} needs {1}", "{0} 需要与 {1} 一起使用"},
      {"standard input", "标准输入"},
      {"file {0}", "文件 {0}"},
      {"The file {0} is a folder", "{0} 是文件夹"},
      {"Line {0}: {1}", "第 {0} 行：{1}"},
      {"{0}; nothing was sent", "{0}；没有发送任何请求"},
      {"The file {0} may not be read by this user", "当前用户无权读取文件 {0}"},
      {"The {0} cannot be opened ({1})", "无法打开{0}（{1}）"},
      {"No file can have the name {0}", "文件名不能是 {0}"},
      {
        "{0} is not an order number: expected 6 to 32 of the characters 0-9 A-Z a-z _ - | *",
        "{0} 不是商户订单号：应为 6 到 32 个字符，只能是 0-9 A-Z a-z _ - | *"
      },
      {"{0} is not an order number: {1}", "{0} 不是商户订单号：{1}"},
      {
        "{0} is not a transaction id: expected 1 to 32 of the characters 0-9 A-Z a-z",
        "{0} 不是微信支付订单号：应为 1 到 32 个字符，只能是 0-9 A-Z a-z"
      },
      {"{0} is not a transaction id: {1}", "{0} 不是微信支付订单号：{1}"},
      {"the file is not in UTF-8: save it as UTF-8", "文件不是 UTF-8 编码：请另存为 UTF-8"},
      {"a CSV file needs --column NAME", "CSV 文件需要 --column NAME"},
      {"it contains the invisible character {0} ({1})", "含有不可见字符 {0}（{1}）"},
      {
        "a spreadsheet turned it into scientific notation, and its last digits are lost: format the column as text and export it again",
        "电子表格把它变成了科学计数法，末尾几位已丢失：请把该列设为文本格式，重新导出"
      },
      {"it contains full-width characters", "含有全角字符"},
      {"a text that may be part of a key (it is not shown)", "一段可能是密钥的文本（不予显示）"},
      {"The {0} cannot be read: {1}", "无法读取{0}：{1}"},
      {
        "No order numbers are given: give OUT_TRADE_NO... or --file ORDERS",
        "没有提供商户订单号：请提供 OUT_TRADE_NO... 或 --file ORDERS"
      },
      {"Nothing was sent, because 1 of 1 order number is wrong", "没有发送任何请求，因为唯一的商户订单号有误"},
      {
        "Nothing was sent, because {0} of {1} order numbers are wrong",
        "没有发送任何请求，因为 {1} 个商户订单号中有 {0} 个有误"
      },
      {"; the first {0} are above", "；上面列出了前 {0} 个"},
      {"1 order number is right; nothing was sent", "1 个商户订单号正确；没有发送任何请求"},
      {"{0} order numbers are right; nothing was sent", "{0} 个商户订单号正确；没有发送任何请求"},
      {"The {0} contains no order number", "{0}中没有商户订单号"},
      {"expected 1/s to {0}/s, but was '{1}'", "应为 1/s 到 {0}/s，实际为“{1}”"},
      {"it contains a key, and no order numbers", "其中是密钥，不是商户订单号"},
      {
        "its first line, {0}, is the name of a column: give --column {0} for a CSV file",
        "第一行 {0} 是列名：如果是 CSV 文件，请加 --column {0}"
      },
      {"reading {0}: {1} %", "正在读取{0}：{1} %"},
      {
        "The results cannot be written{0}: nothing is known of the orders in progress, and the rest was not begun",
        "无法写入结果{0}：进行中的订单状态不明，其余订单没有开始"
      },
      {"{0} orders so far", "已处理 {0} 笔订单"},
      {"{0} of {1} orders", "{1} 笔订单中已处理 {0} 笔"},
      {
        "Stopping; orders in progress, which end within {0} s: {1}",
        "正在停止；进行中的订单会在 {0} 秒内结束，共 {1} 笔"
      },
      {"Stopped: {0}", "已停止：{0}"},
      {"{0} stopped: {1}", "{0} 已停止：{1}"},
      {"{0}; 1 request, {1} s", "{0}；1 个请求，{1} 秒"},
      {"{0}; {1} requests, {2} s", "{0}；{1} 个请求，{2} 秒"},
      {
        "no order can succeed until the credentials or the clock are fixed, see the result of {0}",
        "在修正密钥、证书、权限或时钟之前，任何订单都不会成功，见 {0} 的结果"
      },
      {
        "nothing could be sent for 1 order, the limit of --max-failures",
        "有 1 笔订单没能发出任何请求，达到了 --max-failures 的上限"
      },
      {
        "nothing could be sent for {0} orders in a row, the limit of --max-failures",
        "连续 {0} 笔订单没能发出任何请求，达到了 --max-failures 的上限"
      },
      {
        "the configured key of WeChat Pay verifies no answer, not one about {0}, the limit of --max-failures: see doctor, fix the key, and run the same command again",
        "用配置的微信支付公钥或平台证书，{0}的应答没有一个验签通过，达到了 --max-failures 的上限：请运行 doctor，修正密钥，再执行同一命令"
      },
      {"1 order", " 1 笔订单"},
      {"{0} orders", " {0} 笔订单"},
      {"skipped {0} (decided already)", "跳过 {0}（此前已有结论）"},
      {"no orders", "没有订单"},
      {"in progress {0} (nothing is known)", "进行中 {0}（状态不明）"},
      {"the rest not begun", "其余没有开始"},
      {"not begun {0}", "没有开始 {0}"},
      {"this program failed unexpectedly", "程序意外失败"},
      {"No answer after the request was sent: {0}", "请求已发出，没有收到应答：{0}"},
      {"Nothing was sent: {0}", "没有发送任何请求：{0}"},
      {"transaction {0}", "微信支付订单号 {0}"},
      {"{0} fen", "{0} 分"},
      {"{0} in the smallest unit of {1}", "{0}（{1} 的最小单位）"},
      {"paid at {0}", "支付时间 {0}"},
      {"deliver, or refund", "发货，或者退款"},
      {"see the refund", "查看退款"},
      {"check the number; this answer is not signed", "核对商户订单号；这个应答不带签名"},
      {"ask again", "请再次确认"},
      {"ask again after {0} s", "请在 {0} 秒后再次确认"},
      {"it does not begin with {0}", "开头不是 {0}"},
      {"it is not a JSON object", "不是 JSON 对象"},
      {"The results file {0} cannot be opened ({1})", "无法打开结果文件 {0}（{1}）"},
      {
        "The results file {0} is in use by another run: wait for its end",
        "结果文件 {0} 正由另一次运行使用：请等它结束"
      },
      {"it is too long", "太长"},
      {"it has no end", "没有结尾"},
      {
        "The file {0} does not contain results of this kind of run: {1}, in line {2}; give another --results file, nothing was changed",
        "文件 {0} 中不是这类运行的结果：第 {2} 行{1}；请换一个 --results 文件，现有内容没有改动"
      },
      {"the given text", "提供的文本"},
      {"{0} replaces {1} and {2}: give one or the other", "{0} 已包含 {1} 和 {2}：两者只能提供其一"},
      {"{0} is {1}, but the scheme of the private key is {2}", "{0} 是 {1}，但私钥的签名方式是 {2}"},
      {"Missing: {0}; only --simulator works without them", "缺少：{0}；只有 --simulator 不需要它们"},
      {"Passphrase of {0}: ", "{0} 的密码："},
      {"the system properties of this JVM", "本 JVM 的系统属性"},
      {
        "The value of {0} is not a proxy (it is not shown): expected http://HOST:PORT, http://USER:PASSWORD@HOST:PORT, socks5://HOST:PORT or none",
        "{0} 的值不是代理（不予显示）：应为 http://HOST:PORT、http://USER:PASSWORD@HOST:PORT、socks5://HOST:PORT 或 none"
      },
      {"The proxy of {0} has the port {1}: expected 1 to {2}", "{0} 的代理端口是 {1}：应为 1 到 {2}"},
      {
        "The proxy of {0} is a SOCKS proxy, for which user and password are not supported: give socks5://HOST:PORT, or an http proxy",
        "{0} 是 SOCKS 代理，不支持用户名和密码：请用 socks5://HOST:PORT，或者 http 代理"
      },
      {
        "The proxy of {0} has the scheme {1}, which is not supported: expected http://HOST:PORT, http://USER:PASSWORD@HOST:PORT, socks5://HOST:PORT or none",
        "不支持 {0} 的代理协议 {1}：应为 http://HOST:PORT、http://USER:PASSWORD@HOST:PORT、socks5://HOST:PORT 或 none"
      },
      {"none", "无"},
      {"none, as {0} says", "无（由 {0} 指定）"},
      {"{0}, from {1}", "{0}，来自 {1}"},
      {
        "The value of {0} is a key (it is not shown): give it to the option that it belongs to",
        "{0} 的值是一个密钥（不予显示）：请交给它所属的选项"
      },
      {"{0} (or {1})", "{0}（或 {1}）"},
      {"Serving at {0} until Ctrl-C", "正在 {0} 提供服务，按 Ctrl-C 停止"},
      {"passed", "通过"},
      {"failed", "未通过"},
      {"not seen", "未看到"},
      {"cannot see", "看不到"},
      {"left out", "已略过"},
      {"fatal", "致命"},
      {"must", "必须"},
      {"should", "应当"},
      {"rule", "规则"},
      {"as asked", "按要求略过"},
      {"the run did not come so far", "运行没有进行到这一步"},
      {"a notice is answered with 200 or 204 within 5 s", "5 秒内对通知应答 200 或 204"},
      {"a notice that comes again is answered with success", "对重复的通知也应答成功"},
      {"of two equal notices at the same time, one is accepted", "两个相同的通知同时到达时，至少接受一个"},
      {"a notice with a wrong signature is refused", "拒绝签名错误的通知"},
      {"a notice whose body was changed is refused", "拒绝报文主体被改动的通知"},
      {"a notice without a signature is refused", "拒绝没有签名的通知"},
      {"a notice that names an unknown key is refused", "拒绝密钥未知的通知"},
      {"a notice that was signed 5 minutes ago is refused", "拒绝 5 分钟前签名的通知"},
      {
        "a probe of WeChat Pay (WECHATPAY/SIGNTEST/) is refused", "拒绝微信支付的签名探测（WECHATPAY/SIGNTEST/）"
      },
      {"a notice that the APIv3 key cannot decrypt is refused", "拒绝 APIv3密钥无法解密的通知"},
      {"a payment of another amount than the order's is not accepted", "不接受金额与订单不同的支付"},
      {"an order whose notice was lost is queried", "通知丢失的订单会查单"},
      {"an order that was not paid in time is closed", "到期未支付的订单会关单"},
      {"a close that failed is repeated", "关单失败后会重试"},
      {"a refund that failed is repeated with its number", "退款失败后用原退款单号重试"},
      {"the application finds out what became of a refund", "应用会得知退款的结果"},
      {"a notice of a refund is answered within 5 s", "5 秒内应答退款通知"},
      {"a notice of a refund that comes again is accepted", "接受重复的退款通知"},
      {"a notice of a refund with a wrong signature is refused", "拒绝签名错误的退款通知"},
      {"a repeated notice is processed once", "重复的通知只处理一次"},
      {"look whether the paid order was delivered once", "请查看已支付的订单是否只发货一次"},
      {"the phone gets a pay signature by the key of the prepay", "手机拿到的支付签名与下单使用同一个密钥"},
      {"pay once on a phone for each kind of payment", "每种支付方式请用手机支付一次"},
      {"a double click places one order", "连点两次只下一个订单"},
      {"click twice and count the orders in your database", "请连点两次，再数数据库中的订单"},
      {"each day's bill is compared with the orders", "每天用账单与订单对账"},
      {"the simulator has no bills", "模拟器没有账单"},
      {"\"{0}\" is not a point: expected one of {1}", "“{0}”不是检查项，应为以下之一：{1}"},
      {"accepted, but the order does not count as paid", "通知被接受，但订单不算已支付"},
      {"{0}, and {1}", "{0}；另一个：{1}"},
      {"one fen more than the order's total, and it counts as paid", "金额比订单多一分，订单却算已支付"},
      {"{0}, and the order does not count as paid", "{0}，订单不算已支付"},
      {
        "{0}, so it may be compared later: look whether the order {1} was delivered before its real payment, or use --paid",
        "{0}，所以可能之后才比较：请查看订单 {1} 是否在真正支付之前就已发货，或者使用 --paid"
      },
      {"after this notice the order counts as paid", "收到这个通知后，订单算已支付"},
      {"{0}; expected 4xx or 5xx", "{0}；应为 4xx 或 5xx"},
      {"no answer: {0}", "没有应答：{0}"},
      {"answered {0} after {1} ms", "{1} 毫秒后应答 {0}"},
      {"it stays unpaid, and the application has to close it", "这个订单一直不支付，应用需要关闭它"},
      {"it is paid, but its notice is lost", "这个订单会支付，但通知会丢失"},
      {"it is paid, and then refunded", "这个订单会支付，然后退款"},
      {"Order {0}: {1}", "订单 {0}：{1}"},
      {"No order was placed in time", "没有及时下单"},
      {"the order has no notify_url", "订单没有 notify_url"},
      {"no refund was applied for", "没有申请退款"},
      {"the first answer will be a failure", "第一次应答将是失败"},
      {"it met a failure, so do now what you would do then", "退款遇到了失败，请像平时那样处理"},
      {"the refund has no notify_url", "退款没有 notify_url"},
      {"refunded with several numbers: {0}", "用多个退款单号退款：{0}"},
      {"one refund, {0}", "只有一笔退款 {0}"},
      {"the failed refund was not repeated", "失败的退款没有重试"},
      {"the refund was queried", "查询了退款"},
      {"the answer to the repeated refund tells it", "重复申请的应答说明了结果"},
      {
        "the answer was a failure, the money is refunded, and nobody asked again",
        "应答是失败，钱已退，而应用没有再问"
      },
      {"queried", "已查单"},
      {"closed, refused because it is paid, and not queried", "关单因订单已支付被拒绝，之后没有查单"},
      {"not queried, so the application does not know of the payment", "没有查单，所以应用不知道已支付"},
      {"no close came, so the order can still be paid", "没有关单，所以订单仍可支付"},
      {"no close came", "没有关单"},
      {"a close came", "已关单"},
      {"closed by close number {0}", "第 {0} 次关单后关闭"},
      {
        "the close was answered SYSTEM_ERROR and not repeated, so the order can still be paid",
        "关单得到 SYSTEM_ERROR 后没有重试，所以订单仍可支付"
      },
      {"Waiting until {0}, when the order {1} expires", "等到 {0}，届时订单 {1} 到期"},
      {"Place an order in the application now, and do not pay it: {0}", "请现在在应用中下单，不要支付：{0}"},
      {"Refund the order {0} in the application now: {1}", "请现在在应用中为订单 {0} 退款：{1}"},
      {"The command cannot be started: {0}", "无法启动命令：{0}"},
      {"This command did not end in time: {0}", "命令没有及时结束：{0}"},
      {"Start the application with these settings:", "请用以下配置启动应用："},
      {"Start the application with the settings of {0}", "请用 {0} 中的配置启动应用"},
      {"\"{0}\" is not a fault: {1}", "\"{0}\" 不是故障：{1}"},
      {"expected one of {0}", "应为以下之一：{0}"},
      {"the status", "状态码"},
      {"the number of milliseconds", "毫秒数"},
      {"{0} must be a number, but is \"{1}\"", "{0}必须是数字，实际为 \"{1}\""},
      {"unknown state \"{0}\": expected one of {1}", "没有状态 \"{0}\"：应为以下之一：{1}"},
      {"The keys cannot be written to {0} ({1})", "无法把密钥写入 {0}（{1}）"},
      {"Usage:", "用法:"},
      {"Commands:", "命令："},
      {"Examples:", "示例："},
      {"Exit codes:", "退出码："},
      {"Outcomes:", "结果："},
      {"Environment:", "环境变量："},
      {"Pace:", "速度："},
      {"Merchant:", "商户："},
      {"Keys of WeChat Pay:", "微信支付的密钥："},
      {"Connection:", "连接："},
      {
        "Closes and queries WeChat Pay orders by APIv3, or simulates its gateway.",
        "通过 APIv3 关闭和查询微信支付订单，或者模拟它的网关。"
      },
      {
        "  The examples call it by the name of its script, cli/bin/wechatpay-feign-cli.\n  Without the script:",
        "  示例使用脚本名 cli/bin/wechatpay-feign-cli。\n  不用脚本时："
      },
      {"Adds a stack trace to the message of a failure.", "失败时附上堆栈信息。"},
      {"Show this help message and exit.", "显示帮助并退出。"},
      {"Print version information and exit.", "显示版本并退出。"},
      {
        "Closes unpaid orders and writes a line about each to the standard output.",
        "关闭未支付的订单，每笔在标准输出写一行。"
      },
      {"All orders are closed, by this run or before.", "全部订单已关闭，由这次运行或此前关闭。"},
      {"Some are paid, refunded, not found or rejected.", "有的已支付、已退款、查无此单或被拒绝。"},
      {"Wrong usage, or order numbers that are wrong or cannot be read.", "用法有误，或者商户订单号有误或无法读取。"},
      {
        "For some it is unknown or unsettled whether they are closed: query them, or close them again later.",
        "有的不确定是否已关闭：请查单，或者稍后再关单。"
      },
      {"For some nothing was sent: run the same command again.", "有的没有发出任何请求：请再执行同一命令。"},
      {
        "The credentials or the clock are wrong, and the run stopped: see doctor.",
        "密钥、证书、权限或时钟有误，运行已停止：见 doctor。"
      },
      {
        "  Plain close: CLOSED (answered 204), REJECTED, UNKNOWN, NOT_SENT, INVALID.\n  Decisive close: CLOSED and ALREADY_CLOSED (release the stock), PAID (deliver,\n  or refund), REFUNDED, NOT_FOUND (check the number; this answer is not signed),\n  UNSETTLED (ask again after ask_again_seconds), REJECTED, NOT_SENT, INVALID.",
        "  普通关单：CLOSED（应答 204）、REJECTED、UNKNOWN、NOT_SENT、INVALID。\n  关单并确认结果：CLOSED 和 ALREADY_CLOSED（释放库存）、PAID（发货，或者退款）、\n  REFUNDED、NOT_FOUND（核对商户订单号；这个应答不带签名）、\n  UNSETTLED（在 ask_again_seconds 后再次确认）、REJECTED、NOT_SENT、INVALID。"
      },
      {
        "  An option whose description names a variable can be set by that variable\n  instead. The option wins; an empty variable counts as unset.",
        "  说明中带有变量名的选项，也可以用该变量设置。\n  选项优先；空变量视为没有设置。"
      },
      {
        "Takes up to N orders at a time, 1 to 256; by default 1, in the given order.",
        "同时处理最多 N 笔订单，1 到 256；默认 1，按给出的顺序。"
      },
      {
        "Sends no more than N requests a second, 1 to 1000; by default no limit.",
        "每秒最多发送 N 个请求，1 到 1000；默认不限。"
      },
      {
        "Stops after N orders in a row for which nothing could be sent, and after N orders whose answers fail verification by the key of WeChat Pay while no answer passes it; by default 20.",
        "连续 N 笔订单没能发出任何请求，或者 N 笔订单的应答验签不通过而没有一个通过时，停止运行；默认 20。"
      },
      {
        "Also takes the orders in this file, one number a line. Blank lines and lines that begin with # are skipped; - is the standard input. All numbers are checked before the first request.",
        "还处理此文件中的订单，每行一个商户订单号。空行和以 # 开头的行会跳过；- 表示标准输入。发送第一个请求之前先检查所有号码。"
      },
      {
        "Reads the file as CSV in UTF-8 with a header, and takes the orders from the column of this name.",
        "把文件当作带表头的 UTF-8 CSV 读取，从这一列取商户订单号。"
      },
      {
        "Only reads and checks the order numbers; sends nothing and needs no keys.",
        "只读取并检查商户订单号；不发送任何请求，不需要密钥。"
      },
      {"Writes one JSON object a line.", "每行输出一个 JSON 对象。"},
      {
        "Queries each order, closes it if it is open, and queries it again, until a signed answer says what its state is.",
        "先查单，未支付则关单，再查单，直到带签名的应答说明订单状态。"
      },
      {
        "With --decisive: how long to try each order, 1 to 3600 s; by default 60.",
        "与 --decisive 合用：每笔订单尝试多久，1 到 3600 秒；默认 60。"
      },
      {
        "With --decisive: closes each order before the first query, so an open order takes 2 requests instead of 3. An order that was closed before is CLOSED, not ALREADY_CLOSED, unless the close was refused or not sent.",
        "与 --decisive 合用：在第一次查单之前先关单，未支付的订单只需 2 个请求而不是 3 个。此前已关闭的订单，结果是 CLOSED 而不是 ALREADY_CLOSED，除非关单被拒绝或没有发出。"
      },
      {
        "Appends a JSON line to this file for each decided order, before it is shown, and skips the orders that the file already contains. After a crash or a kill, run the same command again. Unknown, unsettled and unsent orders are tried again, and so are refusals that are not about the state of the order.",
        "每笔有结论的订单，在显示之前先向此文件追加一行 JSON；文件中已有的订单会跳过。崩溃或被终止后，再执行同一命令即可。状态不明、没有结论和没有发出的订单会重试，与订单状态无关的拒绝也会重试。"
      },
      {
        "Closes nothing real: starts a simulated gateway in this process, creates each order there and closes it. Every line says so. The options of the merchant are not needed and ignored.",
        "不关闭真实订单：在本进程中启动模拟网关，在其中创建并关闭每笔订单，每行都会注明。不需要商户的各个选项，提供了也会忽略。"
      },
      {"The merchant number (WECHATPAY_MCHID).", "商户号（WECHATPAY_MCHID）。"},
      {
        "The serial of the merchant API certificate, in hexadecimal digits (WECHATPAY_MERCHANT_SERIAL).",
        "商户API证书序列号，十六进制（WECHATPAY_MERCHANT_SERIAL）。"
      },
      {
        "The merchant's private key, apiclient_key.pem: PKCS#8 or PKCS#1, plain or encrypted; the variable may hold the PEM text itself (WECHATPAY_PRIVATE_KEY).",
        "商户API证书私钥 apiclient_key.pem：PKCS#8 或 PKCS#1，加密或不加密均可；变量中也可以直接放 PEM 文本（WECHATPAY_PRIVATE_KEY）。"
      },
      {
        "The merchant API certificate, apiclient_cert.pem, instead of its serial; the variable may hold the PEM text itself (WECHATPAY_CERTIFICATE).",
        "商户API证书 apiclient_cert.pem，用来代替序列号；变量中也可以直接放 PEM 文本（WECHATPAY_CERTIFICATE）。"
      },
      {
        "Key and certificate in one file, apiclient_cert.p12, instead of both; its passphrase is the mchid unless it was changed (WECHATPAY_P12).",
        "私钥和证书合在一起的文件 apiclient_cert.p12，用来代替这两者；密码默认为商户号，除非修改过（WECHATPAY_P12）。"
      },
      {
        "Refuses keys of the other scheme; by default the key decides (WECHATPAY_SCHEME).",
        "拒绝另一种签名方式的密钥；默认由密钥决定（WECHATPAY_SCHEME）。"
      },
      {
        "The passphrase of an encrypted key or PKCS#12 file. The variable keeps it out of the list of processes. If no passphrase is given, the terminal asks for it (WECHATPAY_PASSPHRASE).",
        "加密的私钥或 PKCS#12 文件的密码。用变量提供，密码就不会出现在进程列表中。没有提供密码时，会在终端询问（WECHATPAY_PASSPHRASE）。"
      },
      {
        "A file whose first line is the passphrase, such as a mounted secret (WECHATPAY_PASSPHRASE_FILE).",
        "第一行是密码的文件，例如挂载的机密文件（WECHATPAY_PASSPHRASE_FILE）。"
      },
      {
        "The id of the WeChat Pay public key, PUB_KEY_ID_... (WECHATPAY_PUBLIC_KEY_ID).",
        "微信支付公钥ID，PUB_KEY_ID_...（WECHATPAY_PUBLIC_KEY_ID）。"
      },
      {
        "The WeChat Pay public key, pub_key.pem; the variable may hold the PEM text itself (WECHATPAY_PUBLIC_KEY).",
        "微信支付公钥 pub_key.pem；变量中也可以直接放 PEM 文本（WECHATPAY_PUBLIC_KEY）。"
      },
      {
        "A platform certificate of WeChat Pay, in addition to the public key or instead of it; may be repeated. The variable may hold several names, separated as in PATH, or the PEM text itself (WECHATPAY_PLATFORM_CERTIFICATE).",
        "微信支付平台证书，可与微信支付公钥并用或代替它；可重复使用。变量中可以放多个文件名，分隔方式与 PATH 相同，也可以直接放 PEM 文本（WECHATPAY_PLATFORM_CERTIFICATE）。"
      },
      {
        "The APIv3 key, 32 characters, for downloading platform certificates. The variable keeps it out of the list of processes (WECHATPAY_API_V3_KEY).",
        "APIv3密钥，32 个字符，用于下载平台证书。用变量提供，就不会出现在进程列表中（WECHATPAY_API_V3_KEY）。"
      },
      {
        "The gateway, by default https://api.mch.weixin.qq.com. Plain http is for loopback only (WECHATPAY_BASE_URL).",
        "网关地址，默认 https://api.mch.weixin.qq.com。明文 http 只能用于本机（WECHATPAY_BASE_URL）。"
      },
      {
        "The proxy: http://HOST:PORT, with USER:PASSWORD@ before the host if it needs them, or socks5://HOST:PORT, or none for no proxy. The option wins over the variables. A variable keeps the password out of the list of processes, and does not apply to loopback hosts (WECHATPAY_PROXY, HTTPS_PROXY, NO_PROXY).",
        "代理：http://HOST:PORT，需要时在主机前加 USER:PASSWORD@；或者 socks5://HOST:PORT；none 表示不用代理。选项优先于变量。用变量提供，密码就不会出现在进程列表中；变量对本机地址不起作用（WECHATPAY_PROXY、HTTPS_PROXY、NO_PROXY）。"
      },
      {
        "Merchant order numbers: 6 to 32 of 0-9 A-Z a-z _ - | *. Put -- before the first if one begins with a hyphen.",
        "商户订单号：6 到 32 个字符，只能是 0-9 A-Z a-z _ - | *。如果有以连字符开头的，请在第一个之前加 --。"
      },
      {"Queries orders and writes a line about each to the standard output.", "查单，每笔在标准输出写一行。"},
      {
        "All orders are found, whatever their state; the answers are signed.",
        "全部订单都查到了，无论什么状态；应答都带签名。"
      },
      {"Some are not found or rejected.", "有的查无此单或被拒绝。"},
      {"For some nothing is known: query them again.", "有的状态不明：请再查单。"},
      {
        "The numbers are WeChat Pay's own, of 1 to 32 digits and letters.",
        "号码是微信支付订单号，1 到 32 位数字和字母。"
      },
      {
        "Checks keys, certificate, clock and network, and queries an order that cannot exist. It changes nothing. Writes a line about each check, with the fix.",
        "检查密钥、证书、时钟和网络，并查询一笔不可能存在的订单。不改变任何东西。每项检查写一行，并给出处理办法。"
      },
      {"No check failed; there may be warnings.", "没有失败的检查，可能有警告。"},
      {"Some check failed.", "有检查失败。"},
      {"Wrong usage.", "用法有误。"},
      {
        "An order that exists, in any state. It is queried too: the answer is signed, and so proves the key of WeChat Pay. An answer about an unknown order does not.",
        "一笔存在的订单，任何状态均可。也会查询它：应答带签名，因此能证明微信支付的密钥正确。不存在的订单，应答不能证明。"
      },
      {
        "Shows how a fleet of processes closes orders that were not paid in time, and what is open in a real one.",
        "演示一组进程如何关闭超时未支付的订单，并查看真实环境中还有哪些没有处理。"
      },
      {
        "Lets a fleet of worker processes close expired orders at a simulated gateway, kills one of them in the middle, and compares what they did with the order book of the simulator. It needs no keys, and everything stays on 127.0.0.1.",
        "让一组工作进程在模拟网关上关闭超时未支付的订单，中途杀掉其中一个，再把结果与模拟器的账本核对。不需要密钥，全部在 127.0.0.1 上进行。"
      },
      {"Each order was settled once, as the order book says.", "每笔订单都处理了一次，与账本一致。"},
      {
        "Some order was settled twice or never, or differs from the order book.",
        "有订单处理了两次或从未处理，或者与账本不一致。"
      },
      {"Wrong usage, or the folder cannot be used.", "用法有误，或者文件夹无法使用。"},
      {
        "Places N orders, 10 to 100000; by default 1000. Of 100, 5 are paid before their time is over, 5 in the moment in which they are closed, and 2 are unknown to WeChat Pay.",
        "下单 N 笔，10 到 100000；默认 1000。每 100 笔中，5 笔在截止之前支付，5 笔在关单的同时支付，2 笔微信支付没有记录。"
      },
      {
        "Starts N worker processes, 2 to 16; by default 3. One of them is killed.",
        "启动 N 个工作进程，2 到 16；默认 3。其中一个会被杀掉。"
      },
      {
        "The limit of requests that all workers share, 1 to 10000; by default 150. An order takes about 2.",
        "所有工作进程共享的每秒请求上限，1 到 10000；默认 150。一笔订单约需 2 个请求。"
      },
      {
        "Keeps the database and the logs of the workers in this folder. By default they are in a temporary one, which is deleted at the end.",
        "把数据库和工作进程的日志留在这个文件夹中。默认放在临时文件夹，结束时删除。"
      },
      {"Writes the result as one JSON object.", "以一个 JSON 对象输出结果。"},
      {
        "Counts the orders that wait for their time, are due and are parked. It counts the rows of the table, and changes nothing.",
        "统计未到期、已到期和搁置的订单。只统计表中的行，不改变任何东西。"
      },
      {"The orders are counted.", "已统计。"},
      {"Wrong usage, or there is no driver for the database.", "用法有误，或者没有该数据库的驱动。"},
      {"The database failed, so nothing is known.", "数据库出错，状态不明。"},
      {"Writes one JSON object.", "输出一个 JSON 对象。"},
      {
        "The limit of requests that the fleet is set to, 1 to 100000; by default 100. The estimated end depends on it.",
        "工作进程设定的每秒请求上限，1 到 100000；默认 100。预计的结束时间由它推算。"
      },
      {
        "The database of the timers, such as jdbc:postgresql://HOST/DATABASE. No message shows its properties (WECHATPAY_JDBC).",
        "定时器所在的数据库，例如 jdbc:postgresql://HOST/DATABASE。任何信息都不会显示它的参数（WECHATPAY_JDBC）。"
      },
      {"The user of the database (WECHATPAY_JDBC_USER).", "数据库用户（WECHATPAY_JDBC_USER）。"},
      {
        "The password of that user. The variable keeps it out of the list of processes. If no password is given, the terminal asks for it (WECHATPAY_JDBC_PASSWORD).",
        "该用户的密码。用变量提供，密码就不会出现在进程列表中。没有提供密码时，会在终端询问（WECHATPAY_JDBC_PASSWORD）。"
      },
      {
        "A file whose first line is the password, such as a mounted secret (WECHATPAY_JDBC_PASSWORD_FILE).",
        "第一行是密码的文件，例如挂载的机密文件（WECHATPAY_JDBC_PASSWORD_FILE）。"
      },
      {
        "The jar of another JDBC driver, such as that of MySQL or MariaDB. Those of PostgreSQL and H2 are built in (WECHATPAY_DRIVER_JAR).",
        "其他 JDBC 驱动的 jar，例如 MySQL 或 MariaDB 的驱动。PostgreSQL 和 H2 的驱动已内置（WECHATPAY_DRIVER_JAR）。"
      },
      {
        "The table of the timers, by default wechatpay_order_expiry.",
        "定时器所在的表，默认 wechatpay_order_expiry。"
      },
      {
        "Writes a line about each order that is not tried again by itself, with the reason. It changes nothing.",
        "列出不会自动重试的订单，每笔一行，并说明原因。不改变任何东西。"
      },
      {"The orders are listed; there may be none.", "已列出，可能一笔也没有。"},
      {"Lists N orders at most, 1 to 1000000; by default 100.", "最多列出 N 笔订单，1 到 1000000；默认 100。"},
      {
        "Lets the workers of the fleet try parked orders again now, and writes a line about each.",
        "让工作进程立即重试搁置的订单，每笔写一行。"
      },
      {"All orders were parked, and are due now.", "全部订单原先都已搁置，现在到期重试。"},
      {"Some were not parked; nothing happened to them.", "有的没有搁置，不作任何处理。"},
      {"The database failed: run the same command again.", "数据库出错：请再执行同一命令。"},
      {"Merchant order numbers, as expiry parked lists them.", "商户订单号，与 expiry parked 列出的相同。"},
      {"A worker of \"expiry demo\", which starts it.", "\"expiry demo\" 的工作进程，由它启动。"},
      {
        "Prints a script with which bash and zsh complete commands and options.",
        "输出供 bash 和 zsh 补全命令和选项的脚本。"
      },
      {"  In ~/.bashrc or ~/.zshrc:", "  写在 ~/.bashrc 或 ~/.zshrc 中："},
      {
        "When no COMMAND is given, the usage help for the main command is displayed.",
        "没有指定 COMMAND 时，显示主命令的帮助。"
      },
      {"If a COMMAND is specified, the help for that command is shown.", "指定了 COMMAND 时，显示该命令的帮助。"},
      {"Display help information about the specified command.", "显示指定命令的帮助。"},
      {"Show usage help for the help command and exit.", "显示 help 命令的帮助并退出。"},
      {"The COMMAND to display the usage help message for.", "要显示帮助的 COMMAND。"},
      {"Ctrl-C.", "按下 Ctrl-C。"},
      {"Faults:", "故障："},
      {"SIGTERM.", "收到 SIGTERM。"},
      {
        "Serves a simulated gateway until it is stopped by Ctrl-C or SIGTERM, and prints the variables that point a client at it.",
        "提供模拟网关，直到用 Ctrl-C 或 SIGTERM 停止，并输出客户端连接它所需的变量。"
      },
      {"The merchant number.", "商户号。"},
      {"The port; by default any free one.", "端口；默认任选一个空闲端口。"},
      {"Wrong usage, or the port is taken.", "用法有误，或者端口已被占用。"},
      {
        "The folder for simulated_apiclient_key.pem, simulated_apiclient_cert.pem and simulated_pub_key.pem; by default the current one. Its file simulated-keys.properties keeps the keys for the next start.",
        "存放 simulated_apiclient_key.pem、simulated_apiclient_cert.pem 和 simulated_pub_key.pem 的文件夹；默认为当前文件夹。其中的 simulated-keys.properties 保留密钥，供下次启动使用。"
      },
      {
        "The file that keeps orders, refunds, pending notices and the clock for the next start; by default every start begins without orders. An --order that is there already stays as it is.",
        "保存订单、退款、待发送的通知和时钟的文件，供下次启动使用；默认每次启动时都没有订单。文件中已有的 --order 保持原样。"
      },
      {
        "The address of this machine to listen on; by default 127.0.0.1, which no other machine reaches.",
        "监听的本机地址；默认为 127.0.0.1，其他机器无法访问。"
      },
      {
        "The URL by which clients reach this gateway, such as http://sandbox:8080 in a network of containers; by default that of --host and --port.",
        "客户端访问本网关的 URL，例如容器网络中的 http://sandbox:8080；默认由 --host 和 --port 组成。"
      },
      {
        "Hosts to which notices may go besides this machine, such as shop,10.0.0.5. Without this option a notice never leaves this machine.",
        "除本机之外允许接收通知的主机，例如 shop,10.0.0.5。不带这个选项时，通知不会离开本机。"
      },
      {
        "Serves HTTPS, with a certificate that is made at each start: clients must trust simulated_tls_cert.pem in the folder of the keys.",
        "提供 HTTPS，证书在每次启动时生成：客户端必须信任密钥文件夹中的 simulated_tls_cert.pem。"
      },
      {
        "Writes no line for each request. Otherwise the standard error shows its time, method, path, status and verdict.",
        "不逐条输出请求。默认在标准错误上输出每个请求的时间、方法、路径、状态码和结果。"
      },
      {
        "Which keys the gateway has: public-key (the default), certificates, both, or sm2, with which both sides use SM2.",
        "网关使用哪种密钥：public-key（微信支付公钥，默认）、certificates（平台证书）、both（两者都有）或 sm2（双方使用国密 SM2）。"
      },
      {
        "Writes the variables as lines NAME=value to FILE too, as Docker, Compose and many tools read them, as soon as the gateway serves.",
        "网关开始服务后，另将环境变量按 NAME=value 的格式逐行写入 FILE，供 Docker、Compose 等工具读取。"
      },
      {"The variables cannot be written to {0} ({1})", "无法把环境变量写入 {0}（{1}）"},
      {"\"{0}\" is no mode: expected one of {1}", "“{0}”不是可用的模式，应为以下之一：{1}"},
      {
        "Places an order of 100 fen, in one of the states NOTPAY (the default), SUCCESS, REFUND, CLOSED, REVOKED, USERPAYING, PAYERROR. May be repeated.",
        "放入一笔 100 分的订单，状态为 NOTPAY（默认）、SUCCESS、REFUND、CLOSED、REVOKED、USERPAYING、PAYERROR 之一。可重复使用。"
      },
      {
        "Hits the requests about the order NUMBER, or all requests if NUMBER is *: the first --fault hits the first request, and so on; the last one hits all that follow. Without NUMBER, each --fault hits one request. May be repeated.",
        "作用于关于订单 NUMBER 的请求，NUMBER 为 * 时作用于所有请求：第一个 --fault 作用于第一个请求，依此类推，最后一个作用于其后的所有请求。不带 NUMBER 时，每个 --fault 作用于一个请求。可重复使用。"
      },
      {
        "  error:STATUS:CODE     an unsigned error, such as error:500:SYSTEM_ERROR\n  html:STATUS           a page of HTML, such as a proxy sends\n  delay:MS delay-after:MS\n                        a pause before the request is checked, or after it is\n                        carried out\n  drop drop-after       a lost connection, before or after\n  truncated:STATUS      a signed answer that ends half-way\n  falsify:HOW           a false signature: UNSIGNED, FORGED, STALE, FUTURE,\n                        UNKNOWN_SERIAL, NOT_BASE64, SIGNTEST, REPEATED_HEADER,\n                        MISSING_NONCE or WRONG_BODY_SIGNED\n  none                  no fault, as the last of a sequence",
        "  error:STATUS:CODE     不带签名的错误，例如 error:500:SYSTEM_ERROR\n  html:STATUS           一个 HTML 页面，像代理返回的那样\n  delay:MS delay-after:MS\n                        在检查请求之前，或在执行之后停顿\n  drop drop-after       断开连接，在执行之前或之后\n  truncated:STATUS      带签名的应答，但中途断掉\n  falsify:HOW           虚假的签名：UNSIGNED、FORGED、STALE、FUTURE、\n                        UNKNOWN_SERIAL、NOT_BASE64、SIGNTEST、REPEATED_HEADER、\n                        MISSING_NONCE 或 WRONG_BODY_SIGNED\n  none                  没有故障，用在一系列故障的最后"
      },
      {
        "Starts a simulated gateway, lets an application place and refund orders there, and writes a verdict on each point of WeChat Pay's acceptance list that can be seen from outside. The application needs the settings of --env-file, and a notify_url on this machine.",
        "启动模拟网关，让应用在其中下单和退款，并对微信支付验收清单中能从外部看到的每一项给出结论。应用需要使用 --env-file 中的配置，并且 notify_url 在本机。"
      },
      {"Every point passed that can be seen and was not left out.", "能看到且没有略过的各项全部通过。"},
      {"Some point failed, or was not seen.", "有的项没有通过，或者没有看到。"},
      {
        "  With these, nobody has to click; OUT_TRADE_NO is set for each command:\n    --place 'curl -f -X POST http://127.0.0.1:8080/orders/$OUT_TRADE_NO'\n    --refund 'curl -X POST http://127.0.0.1:8080/refunds/$OUT_TRADE_NO'\n    --paid 'curl -f http://127.0.0.1:8080/orders/$OUT_TRADE_NO | grep PAID'",
        "  加上这些选项就不需要人工操作；每个命令都会得到 OUT_TRADE_NO：\n    --place 'curl -f -X POST http://127.0.0.1:8080/orders/$OUT_TRADE_NO'\n    --refund 'curl -X POST http://127.0.0.1:8080/refunds/$OUT_TRADE_NO'\n    --paid 'curl -f http://127.0.0.1:8080/orders/$OUT_TRADE_NO | grep PAID'"
      },
      {
        "The folder for the keys of the simulator; by default the current one.",
        "存放模拟器密钥的文件夹；默认为当前文件夹。"
      },
      {
        "Gets the settings of the application as lines NAME=VALUE, also the APIv3 key. Without it they go to the standard error.",
        "写入应用所需的配置，每行 NAME=VALUE，包括 APIv3密钥。不指定时写到标准错误。"
      },
      {
        "Lets the application place an order. The command may use the number OUT_TRADE_NO; it is repeated until it succeeds. Without it the run asks a person.",
        "让应用下单的命令，其中可以使用商户订单号 OUT_TRADE_NO；命令会重复执行，直到成功。不指定时请人来操作。"
      },
      {
        "Lets the application refund the order OUT_TRADE_NO. Without it the run asks a person.",
        "让应用为订单 OUT_TRADE_NO 退款的命令。不指定时请人来操作。"
      },
      {
        "Ends with 0 if the application takes the order OUT_TRADE_NO for paid. With it the run sees what false notices do.",
        "应用认为订单 OUT_TRADE_NO 已支付时，以 0 退出的命令。指定后可以看出虚假通知有什么后果。"
      },
      {
        "How long each step may take, and how late after its time_expire an order may be closed; 300 by default.",
        "每一步最多用多久，以及订单在 time_expire 之后最晚多久必须关闭，单位为秒；默认 300。"
      },
      {"Leaves a point out, such as notice-old. May be repeated.", "略过一项，例如 notice-old。可重复使用。"},
    };
  }
}
