/**
 * Holds sessions with one target by `watch()`, and prints a line as one comes
 * or goes.
 *
 *   sessions_watch.ts TARGET SESSIONS INTERVAL_MS
 *
 * @module
 */

import { watch } from "../../src/app/watch.ts";

const [target = "", count = "", intervalMs = ""] = Deno.args;

await Promise.all(Array.from({ length: Number(count) }, follow));

async function follow(): Promise<void> {
  const options = { intervalMs: Number(intervalMs) };
  for await (const { to, cause, verdict } of watch(target, options)) {
    console.log(JSON.stringify({ to, cause, mode: verdict?.mode }));
  }
}
