import { agent, type AgentOptions, type RunningAgent } from "../app/agent.ts";
import { IoError } from "../io/io.ts";
import type { Terminal } from "../io/terminal.ts";
import { formatAuthority, parsePort } from "../model/host.ts";
import { scrub } from "../model/scrub.ts";
import { readToken } from "./agent_token.ts";
import type { CommandLine } from "./command_line.ts";
import { EXIT_HEALTHY } from "./exit_code.ts";
import { UsageError } from "./usage_error.ts";
import { asUsageError, readInput } from "./user_input.ts";

/** `faultline agent` */
export async function runAgent(
  line: CommandLine,
  terminal: Terminal,
): Promise<number> {
  const journal = line.text("journal");
  if (journal === undefined) {
    throw new UsageError("Cannot keep a journal without --journal FILE");
  }
  const running = await start({
    ...optionsOf(line),
    journal,
    token: await readToken(line, terminal),
    onProblem: (words) => terminal.writeError(`faultline: ${scrub(words)}\n`),
    signal: terminal.interrupted,
  });
  if (running === undefined) return EXIT_HEALTHY;
  const { address, port } = running;
  const place = formatAuthority(address, port);
  try {
    await terminal.write(
      `agent: journal ${scrub(journal)}, handed over at http://${place}\n`,
    );
    await running.closed;
  } finally {
    await running.close();
  }
  return EXIT_HEALTHY;
}

/** The agent, unless the program was interrupted before it began. */
async function start(
  options: AgentOptions,
): Promise<RunningAgent | undefined> {
  try {
    return await agent(options);
  } catch (error) {
    if (options.signal?.aborted) return undefined;
    throw error instanceof IoError
      ? new UsageError(error.message)
      : asUsageError(error);
  }
}

function optionsOf(
  line: CommandLine,
): Pick<AgentOptions, "address" | "port" | "interfaces"> {
  const address = line.text("bind")?.replace(/^\[(.*)\]$/, "$1");
  const port = line.text("port");
  return {
    ...(address !== undefined && { address }),
    ...(port !== undefined && { port: readInput("--port", port, portOf) }),
    interfaces: line.texts("interface"),
  };
}

/** 0 lets the system choose a free one, as for `serve`. */
function portOf(text: string): number {
  return text === "0" ? 0 : parsePort(text);
}
