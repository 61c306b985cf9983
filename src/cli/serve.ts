import { serve, type ServeOptions, type Serving } from "../app/serve.ts";
import type { Receivers } from "../app/served_client.ts";
import { IoError } from "../io/io.ts";
import type { Terminal } from "../io/terminal.ts";
import { addressFamily } from "../model/host.ts";
import {
  MAX_COMMAND_LENGTH,
  MAX_TIMEOUT_MS,
  MIN_TIMEOUT_MS,
} from "../model/limits.ts";
import type { ServeEvent } from "../model/serve_event.ts";
import { serveNdjson } from "../report/serve_ndjson.ts";
import { serveText } from "../report/serve_text.ts";
import type { Style } from "../report/style.ts";
import type { CommandLine } from "./command_line.ts";
import { EXIT_HEALTHY } from "./exit_code.ts";
import { LEFT_OUT, OutputQueue } from "./output_queue.ts";
import { styleOf } from "./style.ts";
import { UsageError } from "./usage_error.ts";
import { asUsageError, durationOf, missesOf, oneOf } from "./user_input.ts";

/** A format: how an event looks, and how lines that were left out do. */
interface Format {
  readonly event: (event: ServeEvent, style: Style) => string;
  readonly lost: (count: number) => string;
}

/** The formats, by name. */
const FORMATS: Readonly<Record<string, Format>> = {
  text: { event: serveText, lost: LEFT_OUT.text },
  ndjson: { event: serveNdjson, lost: LEFT_OUT.ndjson },
};

/** `faultline serve PROTOCOL[:PORT]...` */
export async function runServe(
  line: CommandLine,
  terminal: Terminal,
): Promise<number> {
  const format = formatOf(line);
  const to = receiversOf(line);
  const style = styleOf(line, terminal);
  const output = new OutputQueue(terminal, format.lost);
  const server = await start({
    ...optionsOf(line),
    onEvent: (event) => output.push(format.event(event, style)),
    signal: AbortSignal.any([terminal.interrupted, terminal.unread]),
  });
  if (server === undefined) return EXIT_HEALTHY;
  if (to !== undefined) sendLines(server, to, terminal);
  try {
    await Promise.race([server.closed, output.failed]);
  } finally {
    await server.close();
    await output.flush();
  }
  return EXIT_HEALTHY;
}

/** The server, unless the program was interrupted before it began. */
async function start(options: ServeOptions): Promise<Serving | undefined> {
  try {
    return await serve(options);
  } catch (error) {
    if (options.signal?.aborted) return undefined;
    throw error instanceof IoError
      ? new UsageError(error.message)
      : asUsageError(error);
  }
}

function formatOf(line: CommandLine): Format {
  const names = Object.keys(FORMATS);
  const name = oneOf("--format", line.text("format") ?? "text", names);
  const format = FORMATS[name];
  if (format === undefined) throw new Error(`Cannot find format ${name}`);
  return format;
}

function optionsOf(line: CommandLine): ServeOptions {
  const allowOrigins = line.texts("allow-origin");
  if (allowOrigins.length > 0 && !serves(line, "ws")) {
    throw new UsageError("Cannot use --allow-origin without serving ws");
  }
  const bounds = { minMs: MIN_TIMEOUT_MS, maxMs: MAX_TIMEOUT_MS };
  const intervalMs = durationOf(line, "interval", bounds);
  const misses = line.text("misses");
  const address = line.text("bind")?.replace(/^\[(.*)\]$/, "$1");
  return {
    protocols: line.operands,
    allowOrigins,
    ...(address !== undefined && { address }),
    ...(intervalMs !== undefined && { intervalMs }),
    ...(misses !== undefined && { misses: missesOf(misses) }),
  };
}

function serves({ operands }: CommandLine, protocol: string): boolean {
  return operands.some((operand) => operand.split(":", 1)[0] === protocol);
}

/** Who gets the lines of standard input, if anybody. */
function receiversOf(line: CommandLine): Receivers | undefined {
  const who = line.text("send");
  if (who === undefined) return undefined;
  if (!serves(line, "json")) {
    throw new UsageError("Cannot use --send without serving json");
  }
  const to = receivers(who);
  if (to !== undefined) return to;
  throw new UsageError(
    "Cannot use --send but with all, the number of a connection or an " +
      `address: current value is ${JSON.stringify(who)}`,
  );
}

function receivers(who: string): Receivers | undefined {
  if (/^\d{1,15}$/.test(who)) return Number(who);
  return who === "all" || addressFamily(who) !== 0 ? who : undefined;
}

/** Sends each line of standard input, until it ends or the program does. */
async function sendLines(
  server: Serving,
  to: Receivers,
  terminal: Terminal,
): Promise<void> {
  const { interrupted } = terminal;
  const lines = terminal.lines(MAX_COMMAND_LENGTH, interrupted);
  for await (const line of lines) {
    if (line.trim() === "") continue;
    try {
      sendLine(server, to, line);
    } catch (error) {
      const { message } = error as Error;
      terminal.writeError(`faultline: ${message}\n`);
    }
  }
}

function sendLine(server: Serving, usual: Receivers, line: string): void {
  if (line.length > MAX_COMMAND_LENGTH) {
    throw new RangeError(
      `Cannot send a line of more than ${MAX_COMMAND_LENGTH} characters`,
    );
  }
  const [, who = "", rest = ""] = /^@(\S+) +(.*)$/s.exec(line) ?? [];
  const named = receivers(who);
  const to = named ?? usual;
  const command = named === undefined ? line : rest;
  if (server.send(command, to) > 0) return;
  throw new RangeError(
    `Cannot send to ${to}: no such json client is connected`,
  );
}
