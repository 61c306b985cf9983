import { createDenoIo } from "../io/deno.ts";
import { IoError } from "../io/io.ts";
import type { Terminal } from "../io/terminal.ts";
import { type AgentAccess, parseAgent, parseToken } from "../model/agent.ts";
import type { CommandLine } from "./command_line.ts";
import { reasonOf } from "./reason.ts";
import { UsageError } from "./usage_error.ts";
import { readInput } from "./user_input.ts";

/** Where the token is found without a file. */
const VARIABLE = "FAULTLINE_AGENT_TOKEN";

/**
 * The token that an agent and its clients share: in a file or in the
 * environment, since everybody on a machine can read its command lines.
 *
 * @throws {UsageError} There is none, or it is too short. No message shows it.
 */
export async function readToken(
  line: CommandLine,
  terminal: Terminal,
): Promise<string> {
  const path = line.text("token-file");
  const [text, from] = path === undefined
    ? [terminal.variable(VARIABLE), VARIABLE]
    : [await readFile(path), JSON.stringify(path)];
  if (text !== undefined) {
    return readInput("token", text, (token) => parseToken(token, from));
  }
  throw new UsageError(
    `Cannot use an agent without a token: name a file by --token-file, or ` +
      `set ${VARIABLE} (with --allow-env=${VARIABLE})`,
  );
}

/**
 * The agent to ask, by `--agent`.
 *
 * @throws {UsageError} Its URL or its token cannot be read, or there is a
 * token and no agent.
 */
export async function agentAccess(
  line: CommandLine,
  terminal: Terminal,
): Promise<{ readonly agent?: AgentAccess }> {
  const text = line.text("agent");
  if (text !== undefined) {
    if (line.text("proxy") === undefined) {
      throw new UsageError("Cannot use --agent without --proxy");
    }
    const { url } = readInput("agent", text, parseAgent);
    return { agent: { url, token: await readToken(line, terminal) } };
  }
  if (!line.has("token-file")) return {};
  throw new UsageError("Cannot use --token-file without --agent");
}

async function readFile(path: string): Promise<string> {
  try {
    return await createDenoIo().readText(path);
  } catch (error) {
    if (!(error instanceof IoError)) throw error;
    throw new UsageError(
      `Cannot read the token in ${JSON.stringify(path)}: ${reasonOf(error)}`,
    );
  }
}
