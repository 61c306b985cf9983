import { createDenoIo } from "../io/deno.ts";
import type { Io } from "../io/io.ts";
import type { FailureMode } from "../model/failure_modes.ts";
import type { Target } from "../model/target.ts";
import type { WaitedTarget, WaitResult } from "../model/wait_result.ts";
import type { DiagnoseOptions } from "./diagnose.ts";
import { parseWait } from "./wait_request.ts";
import { WaitRun } from "./wait_run.ts";

/** Options of {@linkcode wait}. */
export interface WaitOptions extends
  Pick<
    DiagnoseOptions,
    "proxy" | "references" | "nameServers" | "signal"
  > {
  /**
   * The longest that the whole wait may take, in milliseconds, 10 to 86400000.
   * One probe of a try waits for 2 s of it at most; the last try begins when
   * the time is up, and has half a second.
   *
   * @default {60000}
   */
  readonly timeoutMs?: number;
  /**
   * Time from the end of a try to the next one of the same target, in
   * milliseconds, 10 to 600000.
   *
   * @default {1000}
   */
  readonly intervalMs?: number;
  /** Whether one target is enough. @default {false} */
  readonly any?: boolean;
  /** How many times in a row each target has to work. @default {1} */
  readonly stable?: number;
  /**
   * What not to wait for: the wait ends at once when one of these is certain,
   * for example `name-not-found` where a missing name must be a typo. With
   * `any` all targets have to be so. Never waited for is `not-permitted`.
   *
   * @default {[]}
   */
  readonly failOn?: readonly FailureMode[];
  /** Is told after each try how it stands with its target. */
  readonly onTry?: (target: WaitedTarget) => void;
}

/**
 * Waits until all targets work, together: what was found to work while others
 * did not, and longer than an interval ago, is asked once more before the end.
 * A target works where a diagnosis ends `online`: healthy, or with a flaw that
 * a session can live with (`degraded`, `family-broken`).
 *
 * @param targets The targets, at most 1000: `host:port`, URLs, or parsed ones.
 * @param options How to ask, and how long.
 * @returns How it stands with each target when the wait ended; `ready` tells
 * whether what was waited for came.
 * @throws {SyntaxError} If a target, the proxy, a reference or a name server
 * cannot be read, or a name is reserved to never exist.
 * @throws {RangeError} If a number or a count is out of range.
 * @throws The signal's reason, when it aborts.
 *
 * @example Wait for a server that is about to start
 * ```ts
 * import { wait } from "@faultline/faultline";
 * import { assertEquals } from "@std/assert/equals";
 *
 * let listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
 * const { port } = listener.addr;
 * listener.close();
 *
 * const { ready, targets } = await wait([`tcp://127.0.0.1:${port}`], {
 *   intervalMs: 50,
 *   onTry({ tries }) {
 *     if (tries === 1) listener = Deno.listen({ hostname: "127.0.0.1", port });
 *   },
 * });
 * listener.close();
 * assertEquals([ready, targets[0]?.tries], [true, 2]);
 * ```
 */
export function wait(
  targets: readonly (string | Target)[],
  options: WaitOptions = {},
): Promise<WaitResult> {
  return waitWith(createDenoIo(), targets, options);
}

/** Does the same in another world. */
export async function waitWith(
  io: Io,
  targets: readonly (string | Target)[],
  options: WaitOptions = {},
): Promise<WaitResult> {
  return await new WaitRun(io, parseWait(targets, options)).run();
}
