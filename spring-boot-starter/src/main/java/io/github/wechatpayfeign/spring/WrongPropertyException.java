package io.github.wechatpayfeign.spring;

/**
 * A property is missing or wrong, so WeChat Pay cannot be set up. The exception has no cause: a
 * cause may quote the value, and that may be a key.
 */
final class WrongPropertyException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  private final String property;
  private final transient Phrase problem;
  private final transient Phrase remedy;

  /**
   * Creates an exception.
   *
   * @param property the name of the property, or the names of those that do not go together
   * @param problem what is wrong with it, as a sentence without its full stop
   * @param remedy what to do about it, as a sentence without its full stop
   */
  WrongPropertyException(String property, Phrase problem, Phrase remedy) {
    super(property + ": " + problem);
    this.property = property;
    this.problem = problem;
    this.remedy = remedy;
  }

  /** Returns what is wrong with which property, in the language of the display locale. */
  String problem() {
    return Phrase.of("{0}: {1}.", property, problem).forPeople();
  }

  /** Returns what to do about it, in the language of the display locale. */
  String remedy() {
    return Phrase.of("{0}.", remedy).forPeople();
  }
}
