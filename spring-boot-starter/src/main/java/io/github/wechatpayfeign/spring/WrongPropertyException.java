package io.github.wechatpayfeign.spring;

/**
 * A property is missing or wrong, so WeChat Pay cannot be set up. The exception has no cause: a
 * cause may quote the value, and that may be a key.
 */
final class WrongPropertyException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  private final String problem;
  private final String remedy;

  /**
   * Creates an exception.
   *
   * @param property the name of the property, or the names of those that do not go together
   * @param problem what is wrong with it, as a sentence without its full stop
   * @param remedy what to do about it, as a sentence without its full stop
   */
  WrongPropertyException(String property, String problem, String remedy) {
    super(property + ": " + problem);
    this.problem = property + ": " + problem + ".";
    this.remedy = remedy + ".";
  }

  String problem() {
    return problem;
  }

  String remedy() {
    return remedy;
  }
}
