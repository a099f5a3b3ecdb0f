package io.github.wechatpayfeign.simulator;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The files that a simulator keeps from one start to the next.
 *
 * @param keys where the keys are, or null for new ones at each start
 * @param state where the orders are, or null for none at each start
 */
record KeptFiles(@Nullable Path keys, @Nullable Path state) {}
