import type { Io, IoError } from "../io/io.ts";
import type { Observation, ProbeName } from "../model/observation.ts";
import { scrub } from "../model/scrub.ts";
import { startLook } from "./record.ts";

/**
 * Says that a look is lost for want of a permission or a program: a fact
 * about the observer, never about what it wanted to look at.
 *
 * @param error What the operation threw.
 * @param probe The look that is lost.
 * @param io The clocks.
 * @param program The program, where one was to be run.
 * @returns The observation, or `undefined` if the error means something else.
 */
export function lostLook(
  error: IoError,
  probe: ProbeName,
  io: Io,
  program?: string,
): Observation | undefined {
  const subject = program ?? probe;
  const look = startLook({ probe, segment: "self", subject }, io);
  const message = scrub(error.message);
  if (error.kind === "not-permitted") {
    const { permission } = error;
    return look.end("not-permitted", {
      lost: probe,
      message,
      ...(permission !== undefined && { permission }),
      ...(program !== undefined && { program }),
    });
  }
  if (error.kind === "not-found" && program !== undefined) {
    return look.end("program-missing", { lost: probe, message, program });
  }
  return undefined;
}
