/**
 * What the packages of this module share, for them alone: it may change at any time.
 *
 * <ul>
 *   <li>How is JSON read and written? {@code Json}, {@code Lenient} and {@code Strict} with {@code
 *       OptionalMember}, {@code DurationConverter}
 *   <li>Does an answer belong to its request? {@code SameAsRequest}
 *   <li>How does a decisive call wait? {@code Patience}, {@code WaitingClock}
 * </ul>
 */
@NullMarked
package io.github.wechatpayfeign.api.internal;

import org.jspecify.annotations.NullMarked;
