import type { MachineEvent } from "../model/event.ts";
import type { Verdict } from "../model/verdict.ts";
import type { ClientSession } from "../session/client_session.ts";

/** An event; its time is now unless it says otherwise. */
export type Happening = MachineEvent extends infer Event
  ? Event extends MachineEvent
    ? Omit<Event, "atMs"> & { readonly atMs?: number }
  : never
  : never;

/** Whom a keeper serves. */
export interface SessionOwner {
  /** The epoch of the machine. */
  epoch(): number;
  /** Whether the machine is online. */
  isOnline(): boolean;
  /** Whether an outage stands. */
  isInOutage(): boolean;
  /** Takes an event through the machine. */
  post(event: Happening): void;
  /** Takes work that goes on beside the rest. */
  start(work: Promise<void>): void;
  /** Is told of each session that is followed from now on. */
  onSession(session: ClientSession): void;
  /** Is told that an address failed while another led to the session. */
  onAddressFailed(): void;
  /** What is wrong nevertheless with a session that works, if anything. */
  flaw(): Verdict | null;
}
