import type { Io, IoError } from "../io/io.ts";
import type { Observation, ProbeName } from "../model/observation.ts";
import { lostLook } from "./lost.ts";
import { unsupportedLook } from "./unsupported.ts";

/** What a look at this host gave, or why it gave nothing. */
export type HostReading<T> =
  | {
    /** It gave something. */
    readonly ok: true;
    /** What it gave. */
    readonly value: T;
  }
  | FailedReading;

/** A look at this host that gave nothing: that says nothing of its network. */
export interface FailedReading {
  /** It gave nothing. */
  readonly ok: false;
  /** The program that was asked; absent where none could be. */
  readonly program?: string | undefined;
  /** Why: the failure to run it, or one line on what it printed. */
  readonly reason: IoError | string;
}

/**
 * Turns a look that gave nothing into a fact about this observer.
 *
 * @param reading What failed.
 * @param probe The look that is lost by it.
 * @param io The clocks.
 * @returns The observation.
 */
export function lostReading(
  reading: FailedReading,
  probe: ProbeName,
  io: Io,
): Observation {
  const { program, reason } = reading;
  if (typeof reason === "string") {
    return unsupportedLook({ probe, program, message: reason }, io);
  }
  return lostLook(reason, probe, io, program) ??
    unsupportedLook(
      { probe, program, message: reason.message, code: reason.code },
      io,
    );
}
