import { type FaultServer, startFault } from "./fault_server.ts";

/** Accepts, and closes in order before a word is said. */
export function closeAtOnce(): FaultServer {
  return startFault(() => Promise.resolve());
}
