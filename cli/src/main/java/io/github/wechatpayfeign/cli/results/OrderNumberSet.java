package io.github.wechatpayfeign.cli.results;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A set of texts that keeps 127 bits of the SHA-256 of each text instead of the text itself, so
 * that a million order numbers need 32 MB. That two order numbers share these bits is less likely
 * than a wrong bit on the disk.
 */
final class OrderNumberSet {

  private static final int MIN_SLOTS = 1024;

  /** Two longs a slot; a slot of two zeros is empty. The number of slots is a power of two. */
  private long[] slots = new long[2 * MIN_SLOTS];

  private int size;

  void add(String text) {
    // Above half full, a search would have to pass too many taken slots.
    if (size >= slots.length / 4) {
      grow();
    }
    ByteBuffer digest = digest(text);
    insert(digest.getLong(), nonZero(digest.getLong()));
  }

  boolean contains(String text) {
    ByteBuffer digest = digest(text);
    long high = digest.getLong();
    long low = nonZero(digest.getLong());
    return slots[slot(high, low) + 1] == low;
  }

  private void insert(long high, long low) {
    int slot = slot(high, low);
    if (slots[slot + 1] == 0) {
      slots[slot] = high;
      slots[slot + 1] = low;
      size++;
    }
  }

  /** Returns the index of the slot that holds the two longs, or of the empty one for them. */
  private int slot(long high, long low) {
    int mask = slots.length - 1;
    int slot = (int) (2 * high) & mask;
    while (slots[slot + 1] != 0 && (slots[slot] != high || slots[slot + 1] != low)) {
      slot = (slot + 2) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] old = slots;
    slots = new long[2 * old.length];
    size = 0;
    for (int slot = 0; slot < old.length; slot += 2) {
      if (old[slot + 1] != 0) {
        insert(old[slot], old[slot + 1]);
      }
    }
  }

  /** Gives up the lowest bit, so that no entry looks like an empty slot. */
  private static long nonZero(long low) {
    return low | 1;
  }

  private static ByteBuffer digest(String text) {
    try {
      return ByteBuffer.wrap(
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
