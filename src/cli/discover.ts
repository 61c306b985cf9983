import { discover, type DiscoverOptions } from "../app/discover.ts";
import { IoError } from "../io/io.ts";
import type { Terminal } from "../io/terminal.ts";
import type { Discovered } from "../model/discovered.ts";
import { formatDuration } from "../model/duration.ts";
import { parsePort } from "../model/host.ts";
import {
  DEFAULT_SEARCH_MS,
  MAX_TIMEOUT_MS,
  MIN_TIMEOUT_MS,
} from "../model/limits.ts";
import { discoveredNdjson } from "../report/discovered_ndjson.ts";
import { discoveredText } from "../report/discovered_text.ts";
import type { Style } from "../report/style.ts";
import type { CommandLine } from "./command_line.ts";
import { EXIT_HEALTHY, EXIT_INTERRUPTED } from "./exit_code.ts";
import { styleOf } from "./style.ts";
import { asUsageError, durationOf, oneOf, readInput } from "./user_input.ts";

/** Nobody could be asked: broken at this machine's own network. */
const EXIT_NOT_ASKED = 3;

/** Nobody answered, or a permission is missing: that tells nothing. */
const EXIT_NOTHING_KNOWN = 9;

type Format = (found: Discovered, style: Style) => string;

/** The formats, by name. */
const FORMATS: Readonly<Record<string, Format>> = {
  text: discoveredText,
  ndjson: discoveredNdjson,
};

/** `faultline discover` */
export async function runDiscover(
  line: CommandLine,
  terminal: Terminal,
): Promise<number> {
  const names = Object.keys(FORMATS);
  const name = oneOf("--format", line.text("format") ?? "text", names);
  const format = FORMATS[name] ?? discoveredText;
  const style = styleOf(line, terminal);
  const tell = (words: string) => terminal.writeError(`faultline: ${words}\n`);
  const options = optionsOf(line);
  let count = 0;
  let broken: IoError | undefined;
  const found = begin({
    ...options,
    onProblem: tell,
    signal: AbortSignal.any([terminal.interrupted, terminal.unread]),
  });
  for await (const one of untilBroken(found, (error) => broken = error)) {
    count++;
    await terminal.write(format(one, style));
  }
  if (count > 0) return EXIT_HEALTHY;
  if (terminal.interrupted.aborted) return EXIT_INTERRUPTED;
  if (broken !== undefined) return codeOf(broken);
  const { forMs = DEFAULT_SEARCH_MS } = options;
  tell(`no server answered within ${formatDuration(forMs)}`);
  return EXIT_NOTHING_KNOWN;
}

function begin(options: DiscoverOptions): AsyncIterable<Discovered> {
  try {
    return discover(options);
  } catch (error) {
    throw asUsageError(error);
  }
}

/** Why nobody could be asked was told as a problem of each address. */
async function* untilBroken(
  found: AsyncIterable<Discovered>,
  onBroken: (error: IoError) => void,
): AsyncGenerator<Discovered> {
  try {
    yield* found;
  } catch (error) {
    if (!(error instanceof IoError)) throw error;
    onBroken(error);
  }
}

function codeOf({ kind }: IoError): number {
  return kind === "not-permitted" ? EXIT_NOTHING_KNOWN : EXIT_NOT_ASKED;
}

function optionsOf(line: CommandLine): DiscoverOptions {
  const bounds = { minMs: MIN_TIMEOUT_MS, maxMs: MAX_TIMEOUT_MS };
  const forMs = durationOf(line, "for", bounds);
  const port = line.text("port");
  const addresses = line.texts("broadcast");
  return {
    addresses: addresses.map((text) => text.replace(/^\[(.*)\]$/, "$1")),
    ...(forMs !== undefined && { forMs }),
    ...(port !== undefined && { port: readInput("--port", port, parsePort) }),
  };
}
