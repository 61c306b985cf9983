/**
 * Holds sessions with one target by `watch()`, and prints a line as one comes
 * or goes.
 *
 *   sessions_watch.ts TARGET SESSIONS INTERVAL_MS
 *
 * @module
 */

import { watch } from "../../src/app/watch.ts";
import { sleep } from "./sleep.ts";

const [target = "", count = "", intervalMs = ""] = Deno.args;

/** Time between the begins of two sessions, in ms: no queue runs over. */
const APART_MS = 1;

await Promise.all(Array.from({ length: Number(count) }, follow));

async function follow(_: unknown, index: number): Promise<void> {
  await sleep(index * APART_MS);
  const options = { intervalMs: Number(intervalMs) };
  for await (const { to, cause, verdict } of watch(target, options)) {
    console.log(JSON.stringify({ to, cause, mode: verdict?.mode }));
  }
}
