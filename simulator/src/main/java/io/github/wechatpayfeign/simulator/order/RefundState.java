package io.github.wechatpayfeign.simulator.order;

import java.util.Set;

/** The states of a refund in the simulator's book. The names are those of APIv3. */
public enum RefundState {
  /** The refund was accepted, and the money is on its way. */
  PROCESSING,
  /** The user has the money. This state is final. */
  SUCCESS,
  /**
   * The money did not arrive, for example because the user's card is void. It waits for a decision
   * of the merchant.
   */
  ABNORMAL,
  /**
   * The refund ended without a payment. This state is final: its number stays used, and another try
   * needs a new number.
   */
  CLOSED;

  /**
   * Returns whether a refund can move from this state to another one in a single step.
   *
   * @param next the other state
   * @return whether the book allows this step
   */
  public boolean leadsTo(RefundState next) {
    Set<RefundState> successors =
        switch (this) {
          case PROCESSING -> Set.of(SUCCESS, ABNORMAL, CLOSED);
          case ABNORMAL -> Set.of(SUCCESS, CLOSED);
          case SUCCESS, CLOSED -> Set.of();
        };
    return successors.contains(next);
  }
}
