import { IoError } from "../io/io.ts";
import { MAX_SUBPROCESS_OUTPUT_BYTES } from "../model/limits.ts";
import { type KernelCounters, parseNstatJson } from "../wire/nstat_json.ts";
import type { HostReading } from "./host_reading.ts";
import type { ProbeContext } from "./probe.ts";

/**
 * Reads the kernel's counters, by `nstat`: 2 ms (measured).
 *
 * @param context The world and the signal.
 * @returns The counters, or why they could not be read.
 */
export async function readCounters(
  { io, signal }: ProbeContext,
): Promise<HostReading<KernelCounters>> {
  const program = "nstat";
  try {
    const maxBytes = MAX_SUBPROCESS_OUTPUT_BYTES;
    // -s leaves alone the history that other users of nstat rely on.
    const args = ["-asz", "-j"];
    const { stdout } = await io.spawn(program, args, { signal, maxBytes });
    const counters = parseNstatJson(stdout);
    return counters.ok
      ? { ok: true, value: counters.value }
      : { ok: false, program, reason: counters.error };
  } catch (error) {
    const reason = error instanceof IoError ? error : "it had no time to run";
    return { ok: false, program, reason };
  }
}
