package io.github.wechatpayfeign.expiry;

import com.github.kagkarlsson.scheduler.serializer.Serializer;
import org.jspecify.annotations.Nullable;

/** Lets the engine read and write {@link TimerData} as text; its default is Java serialization. */
final class TextSerializer implements Serializer {

  @Override
  public byte @Nullable [] serialize(@Nullable Object data) {
    return data == null ? null : ((TimerData) data).toBytes();
  }

  @Override
  public <T> @Nullable T deserialize(Class<T> type, byte @Nullable [] serialized) {
    return serialized == null ? null : type.cast(TimerData.of(serialized));
  }
}
