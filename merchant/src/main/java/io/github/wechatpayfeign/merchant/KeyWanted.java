package io.github.wechatpayfeign.merchant;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One kind of key material that is looked for among what was given, and what is said without it.
 */
final class KeyWanted {

  private final String name;
  private final List<KeyKind> kinds;

  /**
   * Creates it.
   *
   * @param name what messages call it
   * @param kinds what it may be, the best first
   */
  KeyWanted(String name, KeyKind... kinds) {
    this.name = name;
    this.kinds = List.of(kinds);
  }

  /** Returns the end of a sentence that says what was wanted. */
  String expected() {
    return "; expected " + name;
  }

  /**
   * Returns the object that is wanted.
   *
   * @throws IllegalArgumentException if there is none: the message says what there is
   */
  KeyObject in(KeyMaterial material) {
    List<KeyObject> fitting = allIn(material);
    return fitting.stream()
        .filter(found -> found.algorithm().family() != KeyAlgorithm.Family.OTHER)
        .findFirst()
        .orElse(fitting.get(0));
  }

  /**
   * Returns all objects of the best kind that there is.
   *
   * @throws IllegalArgumentException if there is none: the message says what there is
   */
  List<KeyObject> allIn(KeyMaterial material) {
    KeyText text = KeyText.of(material.bytes());
    for (KeyKind kind : kinds) {
      List<KeyObject> fitting =
          text.objects().stream().filter(found -> found.kind() == kind).toList();
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
   * Returns what to throw about an object that cannot be read.
   *
   * @param doubt the end of the sentence, if there may be another reason
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
      return ", which is given with pkcs12(...)";
    }
    if (others.contains(KeyKind.OPENSSH_KEY) && kinds.contains(KeyKind.PRIVATE_KEY)) {
      return ": convert a copy of it with \"ssh-keygen -p -m PKCS8 -f COPY\"";
    }
    if (others.contains(KeyKind.CERTIFICATE_REQUEST)) {
      return ", from which the merchant portal makes a certificate";
    }
    return "";
  }
}
