package io.github.wechatpayfeign.cli.expiry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The URL of a database is shown without the secrets in it. */
class JdbcUrlTest {

  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql://db/shop?user=a&password=hunter2, jdbc:postgresql://db/shop",
    "jdbc:mysql://root:hunter2@db:3306/shop, jdbc:mysql://db:3306/shop",
    "jdbc:mysql://root:hunter2@b@db:3306/shop, jdbc:mysql://db:3306/shop",
    "jdbc:mariadb://db/shop?password=hunter2, jdbc:mariadb://db/shop",
    "jdbc:h2:tcp://127.0.0.1/shop;PASSWORD=hunter2, jdbc:h2:tcp://127.0.0.1/shop"
  })
  void showsNoPassword(String url, String shown) {
    assertThat(JdbcUrl.of(url).shown()).isEqualTo(shown);
    assertThat(JdbcUrl.of(url)).hasToString(shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Unable to parse URL jdbc:postgresql://a:hunter2@db/shop?password=hunter2",
        "Bad property Password=hunter2 in ssl",
        "Bad property sslpassword = hunter2",
        "jdbc:mysql://root:hunter2@db is wrong",
        "the word hunter2 is wrong"
      })
  void hidesPasswordsInTheMessagesOfDrivers(String message) {
    JdbcUrl url = JdbcUrl.of("jdbc:postgresql://a:hunter2@db/shop?password=hunter2");

    assertThat(url.hiddenIn(message, "hunter2")).doesNotContain("hunter2");
  }

  @Test
  void refusesATextThatIsNoUrlWithoutShowingIt() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JdbcUrl.of("hunter2"))
        .withMessage("The URL of the database must be like jdbc:postgresql://HOST/DATABASE");
  }
}
