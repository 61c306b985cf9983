import { watch, type WatchOptions } from "../app/watch.ts";
import type { Terminal } from "../io/terminal.ts";
import { MAX_TIMEOUT_MS, MIN_TIMEOUT_MS } from "../model/limits.ts";
import { type StateName, STATES } from "../model/state.ts";
import { parseTarget } from "../model/target.ts";
import type { WatchTransition } from "../model/watch_transition.ts";
import type { Style } from "../report/style.ts";
import { RepeatedMoves } from "../report/repeated_moves.ts";
import { transitionNdjson } from "../report/transition_ndjson.ts";
import { transitionText } from "../report/transition_text.ts";
import { parseByteEscapes } from "../wire/heartbeat/byte_escapes.ts";
import {
  HTTP_BEAT_METHODS,
  type HttpBeatMethod,
} from "../wire/heartbeat/http_protocol.ts";
import type { ClientProtocolOptions } from "../wire/heartbeat/protocols.ts";
import { agentAccess } from "./agent_token.ts";
import type { CommandLine } from "./command_line.ts";
import { LEFT_OUT, OutputQueue } from "./output_queue.ts";
import { pathOptionsOf } from "./path_options.ts";
import { StatusLine } from "./status_line.ts";
import { styleOf } from "./style.ts";
import { UsageError } from "./usage_error.ts";
import {
  asUsageError,
  durationOf,
  missesOf,
  oneOf,
  readInput,
} from "./user_input.ts";
import { openWatchReport } from "./watch_report.ts";
import { nearestCode, watchExitCode } from "./watch_exit_code.ts";

/** A format: how a move looks, and how lines that were left out do. */
interface Format {
  readonly move: (transition: WatchTransition, style: Style) => string;
  readonly lost: (count: number) => string;
}

/** The formats, one file each. */
const FORMATS = {
  text: { move: transitionText, lost: LEFT_OUT.text },
  ndjson: { move: transitionNdjson, lost: LEFT_OUT.ndjson },
  /** A page is written at the end. */
  html: { move: () => "", lost: () => "" },
} as const satisfies Readonly<Record<string, Format>>;

/** Longest watch that is accepted: a year. */
const MAX_FOR_MS = 365 * 24 * 3_600_000;

/**
 * `faultline watch TARGET...`
 *
 * @param line What was asked for.
 * @param terminal The world around the program.
 * @param watching Begins one watch.
 * @returns The exit code.
 */
export async function runWatch(
  line: CommandLine,
  terminal: Terminal,
  watching: typeof watch = watch,
): Promise<number> {
  const name = formatOf(line);
  const targets = line.operands.map((text) =>
    readInput("target", text, parseTarget)
  );
  const style = styleOf(line, terminal);
  const status = new StatusLine(terminal, style);
  const report = await openWatchReport(
    line,
    terminal,
    targets.map(({ url }) => url),
  );
  const ended = new AbortController();
  const options = await sharedOptions(line, terminal, status, ended.signal);
  const watches = targets.map((target, index) => {
    const onRoundTrip = (roundTripMs: number, at: string) => {
      status.add(roundTripMs);
      report?.addRoundTrip(index, roundTripMs, at);
    };
    return asked(() => watching(target, { ...options, onRoundTrip }));
  });
  // A watch waits for nobody who reads.
  const output = new OutputQueue(terminal, FORMATS[name].lost);
  const isWhole = name !== "text" || line.has("verbose");
  const print = printer(name, { output, style, status, isWhole });
  if (!line.has("quiet") && name === "text") status.start();
  report?.start();
  const followed = Promise.all(
    watches.map((moves, index) =>
      follow(moves, (move, isRepeated) => {
        report?.addMove(index, move, isRepeated);
        print(move, isRepeated);
      }, options.until)
    ),
  );
  try {
    const codes = await Promise.race([output.failed, followed]);
    await Promise.race([output.failed, output.flush()]);
    await report?.finish();
    return nearestCode(codes);
  } finally {
    ended.abort();
    await Promise.allSettled([followed]);
    status.stop();
    report?.stop();
  }
}

/** What all targets of the command line are watched with. */
async function sharedOptions(
  line: CommandLine,
  terminal: Terminal,
  status: StatusLine,
  ended: AbortSignal,
): Promise<WatchOptions> {
  return {
    ...optionsOf(line),
    ...await agentAccess(line, terminal),
    signal: AbortSignal.any([terminal.interrupted, terminal.unread, ended]),
    onProblem: (words) => {
      status.clear();
      terminal.writeError(`faultline: ${words}\n`);
    },
  };
}

function formatOf(line: CommandLine): keyof typeof FORMATS {
  const text = line.text("format") ?? "text";
  const name = oneOf("--format", text, Object.keys(FORMATS));
  return name as keyof typeof FORMATS;
}

/** Prints moves in their order; repeated ones where all is wanted. */
function printer(
  name: keyof typeof FORMATS,
  { output, style, status, isWhole }: {
    readonly output: OutputQueue;
    readonly style: Style;
    readonly status: StatusLine;
    readonly isWhole: boolean;
  },
): (transition: WatchTransition, isRepeated: boolean) => void {
  const { move } = FORMATS[name];
  return (transition, isRepeated) => {
    status.show(transition.target, transition.to);
    if (isRepeated && !isWhole) return;
    status.clear();
    output.push(move(transition, style));
  };
}

/** Numbers that do not fit are the user's. */
function asked<Result>(begin: () => Result): Result {
  try {
    return begin();
  } catch (error) {
    throw asUsageError(error);
  }
}

async function follow(
  moves: AsyncIterable<WatchTransition>,
  print: (transition: WatchTransition, isRepeated: boolean) => void,
  until: StateName | undefined,
): Promise<number> {
  let hasCome = false;
  let last: WatchTransition | undefined;
  const repeated = new RepeatedMoves();
  for await (const transition of moves) {
    print(transition, repeated.take(transition));
    hasCome ||= transition.to === until;
    last = transition;
  }
  return hasCome ? 0 : watchExitCode(last, until);
}

function optionsOf(line: CommandLine): WatchOptions {
  const bounds = { minMs: MIN_TIMEOUT_MS, maxMs: MAX_TIMEOUT_MS };
  const timeoutMs = durationOf(line, "timeout", bounds);
  const intervalMs = durationOf(line, "interval", bounds);
  const forMs = durationOf(line, "for", { minMs: 1, maxMs: MAX_FOR_MS });
  const until = line.text("until");
  const misses = line.text("misses");
  return {
    ...(timeoutMs !== undefined && { timeoutMs }),
    ...(intervalMs !== undefined && { intervalMs }),
    ...(forMs !== undefined && { forMs }),
    ...(misses !== undefined && { misses: missesOf(misses) }),
    ...(until !== undefined && { until: stateOf(until) }),
    ...pathOptionsOf(line),
    protocol: protocolOf(line),
    reconnect: !line.has("no-reconnect"),
  };
}

function stateOf(text: string): StateName {
  return oneOf("--until", text, STATES) as StateName;
}

/** What the protocol leaves open; the library checks what fits together. */
function protocolOf(line: CommandLine): ClientProtocolOptions {
  const send = line.text("send");
  const expect = line.text("expect");
  const method = line.text("method");
  if (send !== undefined && expect === undefined) {
    throw new UsageError("Cannot use --send without --expect");
  }
  return {
    ...(expect !== undefined && {
      custom: {
        expect: readInput("--expect", expect, parseByteEscapes),
        ...(send !== undefined && {
          send: readInput("--send", send, parseByteEscapes),
        }),
      },
    }),
    ...(method !== undefined && {
      method: oneOf("--method", method, HTTP_BEAT_METHODS) as HttpBeatMethod,
    }),
  };
}
