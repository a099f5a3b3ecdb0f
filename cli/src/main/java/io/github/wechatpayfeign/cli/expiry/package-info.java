/**
 * The commands under {@code expiry}: a fleet of processes that lets orders expire, and a look at a
 * real one.
 *
 * <ul>
 *   <li>Which database? {@code DatabaseOptions}, {@code JdbcUrl}, {@code Drivers}.
 *   <li>What is open, and what is parked? {@code StatusCommand}, {@code ParkedCommand}, {@code
 *       RetryCommand}, by way of {@code TimerDatabase}.
 *   <li>How does the demo go? {@code DemoCommand} starts {@code Demo}, which has a {@code
 *       DemoDatabase}, {@code DemoOrders} and {@code DemoWorkers}; {@code DemoWorkerCommand} is one
 *       of their processes.
 *   <li>Did it go well? {@code DemoComparison} compares the journal with the simulator's order
 *       book, {@code DemoReport} shows the result.
 * </ul>
 *
 * <p>The classes of the commands name no class of a database or of the engine, because picocli
 * looks at their methods and fields whenever any command runs.
 */
@NullMarked
package io.github.wechatpayfeign.cli.expiry;

import org.jspecify.annotations.NullMarked;
