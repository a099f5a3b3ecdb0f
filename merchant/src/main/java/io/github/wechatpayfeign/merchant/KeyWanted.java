package io.github.wechatpayfeign.merchant;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The kind of object that a caller needs from key material, and the messages if it is not there.
 */
final class KeyWanted {

  private final String name;
  private final List<KeyKind> kinds;

  /**
   * Creates one.
   *
   * @param name its name in messages
   * @param kinds the kinds of object that are accepted, the best first
   */
  KeyWanted(String name, KeyKind... kinds) {
    this.name = name;
    this.kinds = List.of(kinds);
  }

  /** Returns the end of a message that names the expected object. */
  String expected() {
    return "; expected " + name;
  }

  /**
   * Returns the first object of the best kind that the material has.
   *
   * @throws IllegalArgumentException if there is none: the message names what the material has
   */
  KeyObject in(KeyMaterial material) {
    List<KeyObject> fitting = allIn(material);
    for (KeyObject found : fitting) {
      if (found.algorithm().family() != KeyAlgorithm.Family.OTHER) {
        return found;
      }
    }
    return fitting.get(0);
  }

  /**
   * Returns all objects of the best kind that the material has.
   *
   * @throws IllegalArgumentException if there is none: the message names what the material has
   */
  List<KeyObject> allIn(KeyMaterial material) {
    KeyText text = KeyText.of(material.bytes());
    for (KeyKind kind : kinds) {
      List<KeyObject> fitting = new ArrayList<>();
      for (KeyObject found : text.objects()) {
        if (found.kind() == kind) {
          fitting.add(found);
        }
      }
      if (!fitting.isEmpty()) {
        return fitting;
      }
    }
    if (text.problem() != null) {
      throw new IllegalArgumentException(material.source() + " " + text.problem() + expected());
    }
    throw unexpected(material, text.objects());
  }

  /**
   * Returns the exception for an object that cannot be read.
   *
   * @param doubt the end of the message, which names another possible cause, or empty
   */
  IllegalArgumentException damaged(KeyMaterial material, String doubt) {
    return new IllegalArgumentException(
        material.source()
            + " holds "
            + kinds.get(0).description()
            + " that is damaged: copy or download the whole file again"
            + expected()
            + doubt);
  }

  private IllegalArgumentException unexpected(KeyMaterial material, List<KeyObject> found) {
    Set<KeyKind> others = new LinkedHashSet<>();
    found.forEach(object -> others.add(object.kind()));
    String described =
        others.stream().map(KeyKind::description).collect(Collectors.joining(" and "));
    return new IllegalArgumentException(
        material.source() + " holds " + described + advice(others) + expected());
  }

  private String advice(Set<KeyKind> others) {
    if (others.contains(KeyKind.PKCS12)) {
      return ": set it with pkcs12(...)";
    }
    if (others.contains(KeyKind.OPENSSH_KEY) && kinds.contains(KeyKind.PRIVATE_KEY)) {
      return ": convert a copy of it with \"ssh-keygen -p -m PKCS8 -f COPY\"";
    }
    if (others.contains(KeyKind.CERTIFICATE_REQUEST)) {
      return ": the merchant portal makes a certificate from it";
    }
    return "";
  }
}
