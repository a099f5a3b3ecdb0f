package io.github.wechatpayfeign.api.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Reads an optional member of an answer. The gateway writes members that do not apply as empty
 * texts; these become null, whatever their type is.
 *
 * <p>Times are read here, with the offset of the answer. Jackson 2 has a module for times, but it
 * would have to be registered, and it turns each offset into UTC.
 */
abstract class OptionalMember extends JsonDeserializer<@Nullable Object>
    implements ContextualDeserializer {

  private final @Nullable JsonDeserializer<?> reader;
  private final @Nullable BeanProperty member;

  OptionalMember(@Nullable JsonDeserializer<?> reader, @Nullable BeanProperty member) {
    this.reader = reader;
    this.member = member;
  }

  /** Reads a value of the wrong type as null. */
  static final class OrNull extends OptionalMember {

    /** For Jackson, which then asks for the deserializer of each member. */
    OrNull() {
      this(null, null);
    }

    private OrNull(@Nullable JsonDeserializer<?> reader, @Nullable BeanProperty member) {
      super(reader, member);
    }

    @Override
    OptionalMember of(@Nullable JsonDeserializer<?> reader, BeanProperty member) {
      return new OrNull(reader, member);
    }

    @Override
    @Nullable Object odd(IOException problem) {
      logOdd();
      return null;
    }
  }

  /** Refuses a value of the wrong type. */
  static final class OrRefused extends OptionalMember {

    /** For Jackson, which then asks for the deserializer of each member. */
    OrRefused() {
      this(null, null);
    }

    private OrRefused(@Nullable JsonDeserializer<?> reader, @Nullable BeanProperty member) {
      super(reader, member);
    }

    @Override
    OptionalMember of(@Nullable JsonDeserializer<?> reader, BeanProperty member) {
      return new OrRefused(reader, member);
    }

    @Override
    @Nullable Object odd(IOException problem) throws IOException {
      throw problem;
    }
  }

  @Override
  public JsonDeserializer<?> createContextual(DeserializationContext context, BeanProperty member)
      throws JsonMappingException {
    JavaType type = member.getType();
    return of(
        type.hasRawClass(OffsetDateTime.class)
            ? null
            : context.findContextualValueDeserializer(type, member),
        member);
  }

  abstract OptionalMember of(@Nullable JsonDeserializer<?> reader, BeanProperty member);

  abstract @Nullable Object odd(IOException problem) throws IOException;

  @Override
  public @Nullable Object deserialize(JsonParser parser, DeserializationContext context)
      throws IOException {
    // The whole member is read first, so that the parser is behind it, whatever its value is.
    JsonNode value = context.readTree(parser);
    if (value.isTextual() && value.textValue().isEmpty()) {
      return null;
    }
    try {
      return reader == null ? time(value) : read(reader, value, parser, context);
    } catch (DateTimeException e) {
      return odd(new IOException(e));
    } catch (IOException e) {
      return odd(e);
    }
  }

  private static @Nullable Object read(
      JsonDeserializer<?> reader, JsonNode value, JsonParser parser, DeserializationContext context)
      throws IOException {
    // Jackson would turn a number into a text, and so accept an order number that is not a text.
    if (reader.handledType() == String.class && !value.isTextual()) {
      throw new IOException("not a text");
    }
    try (JsonParser again = value.traverse(parser.getCodec())) {
      again.nextToken();
      Object read = reader.deserialize(again, context);
      if (read instanceof Collection<?> list && list.stream().anyMatch(e -> e == null)) {
        throw new IOException("an element is null");
      }
      return read;
    }
  }

  private static OffsetDateTime time(JsonNode value) {
    if (!value.isTextual()) {
      throw new DateTimeException("not a text");
    }
    return OffsetDateTime.parse(value.textValue());
  }

  /** Logs the name of the member, and never its value, which may be data of a buyer. */
  final void logOdd() {
    if (member != null) {
      Log.LOGGER.log(
          System.Logger.Level.DEBUG,
          "The member {0} of a {1} does not have its documented form, and is read as null",
          member.getName(),
          member.getMember().getDeclaringClass().getSimpleName());
    }
  }

  /** Loaded only if there is something to log, which is rare. */
  private static final class Log {
    static final System.Logger LOGGER =
        System.getLogger("io.github.wechatpayfeign.api.Transaction");
  }
}
