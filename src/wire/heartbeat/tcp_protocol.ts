import { DEFAULT_INTERVAL_MS, DEFAULT_MISSES } from "./defaults.ts";
import type { ClientProtocol } from "./heartbeat_codec.ts";

/**
 * The client of a server that speaks none of the protocols: nothing is sent,
 * nothing is promised, and whatever comes means no more than that it came.
 */
export const TCP_CLIENT: ClientProtocol = {
  name: "tcp",
  unit: "bytes",
  beatsFrom: "nobody",
  greets: false,
  intervalMs: DEFAULT_INTERVAL_MS,
  misses: DEFAULT_MISSES,
  beat: () => undefined,
  answer: () => undefined,
  reader: () => ({ push: () => [] }),
};
