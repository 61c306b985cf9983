import type { Io } from "../io/io.ts";
import type { Observation, ProbeName } from "../model/observation.ts";
import { scrub } from "../model/scrub.ts";
import { startLook } from "./record.ts";

/** A look that cannot be had on this system. */
export interface UnsupportedLook {
  /** The look that is lost. */
  readonly probe: ProbeName;
  /** Why, in one line. */
  readonly message: string;
  /** The program that was asked, where one was. */
  readonly program?: string | undefined;
  /** The error code, where there is one. */
  readonly code?: string | undefined;
}

/**
 * Says that a fact cannot be had on this system: a fact about the observer,
 * never about what it wanted to look at.
 *
 * @param lost What is lost and why.
 * @param io The clocks.
 * @returns The observation.
 */
export function unsupportedLook(lost: UnsupportedLook, io: Io): Observation {
  const { probe, program, code } = lost;
  const subject = program ?? probe;
  const look = startLook({ probe, segment: "self", subject }, io);
  return look.end("not-supported", {
    lost: probe,
    message: scrub(lost.message),
    ...(program !== undefined && { program }),
    ...(code !== undefined && { code }),
  });
}
