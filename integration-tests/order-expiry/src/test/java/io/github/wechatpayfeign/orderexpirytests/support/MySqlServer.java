package io.github.wechatpayfeign.orderexpirytests.support;

/** A MySQL server that runs already: no artifact brings one. */
final class MySqlServer implements DatabaseServer {

  private final String url;
  private final String user = System.getProperty("mysql.user", "root");
  private final String password = System.getProperty("mysql.password", "");

  private MySqlServer(String url) {
    this.url = url;
  }

  /** Tells whether the property mysql.url names a server. */
  static boolean isGiven() {
    return System.getProperty("mysql.url") != null;
  }

  /** Returns the server that the properties name. */
  static MySqlServer given() {
    String url = System.getProperty("mysql.url");
    if (url == null) {
      throw new IllegalStateException(
          "No MySQL server is named: set -Dmysql.url=jdbc:mysql://127.0.0.1:3306/,"
              + " -Dmysql.user and -Dmysql.password");
    }
    return new MySqlServer(url);
  }

  @Override
  public FreshDatabase create(String name) {
    DatabaseServer.execute(url, user, password, "create database " + name);
    return new FreshDatabase(withDatabase(name), user, password);
  }

  private String withDatabase(String name) {
    int settings = url.indexOf('?');
    String server = url.substring(0, url.indexOf('/', url.indexOf("//") + 2) + 1);
    return server + name + (settings < 0 ? "" : url.substring(settings));
  }
}
