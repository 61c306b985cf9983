import { delay } from "@std/async/delay";
import { dial } from "./deno_conn.ts";
import { readText } from "./deno_file.ts";
import { spawn } from "./deno_process.ts";
import type { Io, Platform } from "./io.ts";

/** Options of {@linkcode createDenoIo}. */
export interface DenoIoOptions {
  /**
   * Certificate authorities in PEM, trusted instead of the system's.
   * @default the system's
   */
  readonly certificates?: readonly string[];
}

/**
 * Makes the one {@linkcode Io} that acts on the real world, by Deno.
 *
 * @param options What to trust.
 * @returns The record; it holds nothing open.
 */
export function createDenoIo(options: DenoIoOptions = {}): Io {
  return {
    platform: platformOf(Deno.build.os),
    clock: {
      monotonicMs: () => performance.now(),
      wallMs: () => Date.now(),
    },
    random,
    sleep,
    dial,
    // Loaded when first used: Node's modules cost 25 ms at start (measured).
    async secure(channel, secureOptions) {
      const { secure } = await import("./deno_tls.ts");
      return await secure(channel, secureOptions, options.certificates);
    },
    async *exchange(query, exchangeOptions) {
      const { exchange } = await import("./deno_udp.ts");
      yield* exchange(query, exchangeOptions);
    },
    async lookup(name, signal) {
      const { lookup } = await import("./deno_lookup.ts");
      return await lookup(name, signal);
    },
    spawn,
    readText,
  };
}

function platformOf(os: typeof Deno.build.os): Platform {
  return os === "linux" || os === "darwin" || os === "windows" ? os : "other";
}

/** From the system's generator: query numbers must not be guessed. */
function random(): number {
  const [number = 0] = crypto.getRandomValues(new Uint32Array(1));
  return number / 2 ** 32;
}

/**
 * The first timer of a process costs 5 ms (measured): what was asked for in
 * the same turn, a program or a packet, goes out before it.
 */
async function sleep(durationMs: number, signal: AbortSignal): Promise<void> {
  await Promise.resolve();
  await delay(durationMs, { signal });
}
