import type { DemoRow } from "../../report/demo_table.ts";
import type { LiveIo } from "./live_io.ts";
import { liveTour } from "./live_tour.ts";
import { tour } from "./tour.ts";

/**
 * Breaks real servers on loopback, before a session and in one, and lets the
 * program name each fault. Needs no root, no second machine and no internet.
 *
 * @param io The world.
 * @param signal Ends the demo.
 * @returns Each row as soon as it is there.
 * @throws The signal's reason.
 */
export async function* demo(
  io: LiveIo,
  signal: AbortSignal,
): AsyncIterable<DemoRow> {
  yield* tour(io, signal);
  yield* liveTour(io, signal);
}
