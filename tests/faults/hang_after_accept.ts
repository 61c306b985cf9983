import { type FaultServer, startFault, untilStopped } from "./fault_server.ts";

/** Accepts, and never reads or writes: a process that is stopped. */
export function hangAfterAccept(): FaultServer {
  return startFault((_conn, stopped) => untilStopped(stopped));
}
