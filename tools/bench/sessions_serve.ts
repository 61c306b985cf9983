/**
 * Serves one protocol on a free port of 127.0.0.1 by `serve()`, to as many
 * clients of one address as come, and prints where.
 *
 *   sessions_serve.ts PROTOCOL INTERVAL_MS
 *
 * @module
 */

import { serve } from "../../src/app/serve.ts";
import { MAX_CONNECTIONS } from "../../src/model/limits.ts";

const [protocol = "", intervalMs = ""] = Deno.args;

const server = await serve({
  protocols: [`${protocol}:0`],
  intervalMs: Number(intervalMs),
  limits: { connectionsPerAddress: MAX_CONNECTIONS },
  onEvent(event) {
    if (event.event === "listening") console.log(JSON.stringify(event));
  },
});
await server.closed;
