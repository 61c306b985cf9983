import { addressFamily } from "../model/host.ts";
import { startDeadline } from "../probe/deadline.ts";
import type { Run } from "./run.ts";

/**
 * Finds the address of a reference, by the system's own resolution. That may
 * take longer than anybody waits, where no name server answers.
 *
 * @param run The run that wants to know.
 * @param reference A name or a literal address.
 * @returns The first address; `undefined` where none is found in time.
 */
export async function referenceAddress(
  run: Run,
  reference: string,
): Promise<string | undefined> {
  if (addressFamily(reference) !== 0) return reference;
  const { io, signal, timeoutMs } = run;
  const deadline = startDeadline({ io, signal, timeoutMs });
  try {
    const [address] = await io.lookup(reference, deadline.signal);
    return address;
  } catch {
    // A reference without an address is none.
    return undefined;
  } finally {
    deadline.stop();
  }
}
