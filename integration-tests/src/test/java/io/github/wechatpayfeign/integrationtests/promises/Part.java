package io.github.wechatpayfeign.integrationtests.promises;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A part that a user or a library can supply, and how it can misbehave.
 *
 * @param installer puts the part into the client of a trial
 */
record Part(String name, Set<How> hows, Consumer<Rig> installer, Set<Trait> traits) {

  /** A rule of the promises that is only for some parts. */
  enum Trait {
    /** Whatever it throws or returns, a call that the gateway carries out succeeds. */
    HARMLESS,

    /** The part itself says that something must be fixed. */
    SAYS_WHAT_TO_FIX,

    /** It is Feign's, and user code: its own exception may leave before anything is sent. */
    THROWS_BEFORE_SENDING,

    /** It is Feign's, and user code that reads an answer: its own exception may leave. */
    THROWS_AFTER_ANSWER,

    /** It is a mistake in the wiring: IllegalArgument- or IllegalStateException, nothing sent. */
    IS_WIRED_WRONG,

    /** It interrupts the thread, which therefore may stay interrupted. */
    INTERRUPTS
  }

  static Part part(String name, Set<How> hows, Consumer<Rig> installer) {
    return new Part(name, hows, installer, EnumSet.noneOf(Trait.class));
  }

  static Part change(String name, Consumer<Rig> installer) {
    return part(name, EnumSet.of(How.CHANGES_SOMETHING), installer);
  }

  Part with(Trait... more) {
    EnumSet<Trait> all = EnumSet.noneOf(Trait.class);
    all.addAll(traits);
    all.addAll(Arrays.asList(more));
    return new Part(name, hows, installer, all);
  }

  boolean is(Trait trait) {
    return traits.contains(trait);
  }

  @Override
  public String toString() {
    return name;
  }
}
