import { type Io, IoError } from "../io/io.ts";
import { MAX_SUBPROCESS_OUTPUT_BYTES } from "../model/limits.ts";
import type { Observation, ProbeName } from "../model/observation.ts";
import { parsePingOutput, type PingOutput } from "../wire/ping_output.ts";
import { lostLook } from "./lost.ts";
import { type PingCommandOptions, pingCommands } from "./ping_command.ts";
import type { ProbeContext } from "./probe.ts";
import { startLook } from "./record.ts";
import { unsupportedLook } from "./unsupported.ts";

/** What became of a ping. */
export type PingRun =
  | {
    /** It ran, until an answer or the end of the wait. */
    readonly kind: "ran";
    /** What it says. */
    readonly output: PingOutput;
  }
  | {
    /** It could not be run as wanted: that says nothing of the host. */
    readonly kind: "lost";
    /** The fact about this observer. */
    readonly observation: Observation;
  };

/** What to ping, for which probe, until when. */
export interface RunPingOptions extends PingCommandOptions {
  /** The look that is lost when there is no `ping` to run. */
  readonly probe: ProbeName;
  /** Ends the wait: the program is killed, what it printed still counts. */
  readonly until: AbortSignal;
}

/**
 * Runs the system's `ping` until something answers or the wait is over.
 *
 * @param options What to ping, for which probe, until when.
 * @param context The world.
 * @returns What it says, or why there was none to run.
 */
export async function runPing(
  options: RunPingOptions,
  context: ProbeContext,
): Promise<PingRun> {
  let run: PingRun = { kind: "ran", output: NOTHING };
  for (const command of pingCommands(context.io.platform, options)) {
    if (options.until.aborted) break;
    run = await runOnce(command.program, command.args, options, context);
    if (run.kind === "lost" || isTelling(run.output)) break;
  }
  return run;
}

/** What a ping says that was never started, or ended without a word. */
export const NOTHING: PingOutput = {
  received: 0,
  replies: [],
  reports: [],
  canSend: true,
};

const WORDLESS = "it ended without a word";

/** Whether nothing was seen, not even the sum of a wait in vain. */
export function isWordless(output: PingOutput): boolean {
  return !isTelling(output) && output.transmitted === undefined;
}

async function runOnce(
  program: string,
  args: readonly string[],
  options: RunPingOptions,
  context: ProbeContext,
): Promise<PingRun> {
  const { probe, until } = options;
  try {
    const output = parsePingOutput(
      await context.io.spawn(program, args, {
        signal: until,
        maxBytes: MAX_SUBPROCESS_OUTPUT_BYTES,
      }),
    );
    const lost = isWordless(output) && !until.aborted
      ? unsupportedLook({ probe, program, message: WORDLESS }, context.io)
      : lostByFailure(output, program, probe, context.io);
    return lost === undefined
      ? { kind: "ran", output }
      : { kind: "lost", observation: lost };
  } catch (error) {
    if (!(error instanceof IoError)) return { kind: "ran", output: NOTHING };
    const { message, code } = error;
    const observation = lostLook(error, probe, context.io, program) ??
      unsupportedLook({ probe, program, message, code }, context.io);
    return { kind: "lost", observation };
  }
}

/** Complaints of the program that are about itself and not about the path. */
function lostByFailure(
  output: PingOutput,
  program: string,
  probe: ProbeName,
  io: Io,
): Observation | undefined {
  const { failure } = output;
  if (failure === undefined || failure.kind === "send") return undefined;
  if (output.replies.length > 0 || output.reports.length > 0) return undefined;
  const { message } = failure;
  if (failure.kind !== "not-permitted") {
    return unsupportedLook({ probe, program, message }, io);
  }
  const look = startLook({ probe, segment: "self", subject: program }, io);
  return look.end("not-permitted", { lost: probe, program, message });
}

function isTelling({ replies, reports, failure }: PingOutput): boolean {
  return replies.length > 0 || reports.length > 0 || failure !== undefined;
}
