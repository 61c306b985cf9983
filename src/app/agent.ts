import type { AgentIo } from "../io/agent_io.ts";
import { createAgentIo } from "../io/deno_agent.ts";
import { IoError } from "../io/io.ts";
import { DEFAULT_AGENT_PORT, parseToken } from "../model/agent.ts";
import { addressFamily, formatAuthority } from "../model/host.ts";
import { AgentJournal } from "./agent_journal.ts";
import { AgentKeeper } from "./agent_keeper.ts";
import { AgentServer } from "./agent_server.ts";

/** Options of {@linkcode agent}. */
export interface AgentOptions {
  /**
   * The file of the journal; two more beside it end in `.1` and `.alive`. All
   * together are at most 512 KiB.
   */
  readonly journal: string;
  /** What a client must show, at least 16 characters. */
  readonly token: string;
  /** A literal address of this machine. @default {"127.0.0.1"} */
  readonly address?: string;
  /** The port; 0 is any free one. @default {4579} */
  readonly port?: number;
  /** The interfaces that count. @default every one with an address */
  readonly interfaces?: readonly string[];
  /** Is told of what goes wrong meanwhile, in one line. */
  readonly onProblem?: (words: string) => void;
  /** Ends the agent, in order. */
  readonly signal?: AbortSignal;
}

/** An agent that runs. */
export interface RunningAgent extends AsyncDisposable {
  /** The address that it serves. */
  readonly address: string;
  /** The port, chosen by the system where 0 was asked for. */
  readonly port: number;
  /** Ends the agent: the journal says so, and the port is free. */
  close(): Promise<void>;
  /** Is there when the agent has ended. */
  readonly closed: Promise<void>;
}

/**
 * Keeps a journal of this machine's links, addresses and starts, and hands it
 * over to whoever shows the token: so that others can tell later, or by
 * another way, why this machine was silent.
 *
 * @param options Where the journal is, and who may read it.
 * @returns The agent, once its port is open and the first record is written.
 * @throws {IoError} The port is in use, the journal cannot be written, or a
 * permission is missing.
 * @throws {SyntaxError} The address or the token cannot be read.
 * @throws {RangeError} The token is too short.
 *
 * @example Ask for the journal as `curl` would
 * ```ts
 * import { agent, JOURNAL_SCHEMA } from "@faultline/faultline";
 * import { assertEquals } from "@std/assert/equals";
 *
 * const folder = await Deno.makeTempDir();
 * const token = "a token for this example";
 * const running = await agent({
 *   journal: `${folder}/journal`,
 *   token: token.replaceAll(" ", "-"),
 *   port: 0,
 * });
 * const answer = await fetch(`http://127.0.0.1:${running.port}/journal`, {
 *   headers: { authorization: `Bearer ${token.replaceAll(" ", "-")}` },
 * });
 * const { schema, records } = await answer.json();
 * assertEquals([schema, records[0].kind], [JOURNAL_SCHEMA, "start"]);
 * await running.close();
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export function agent(options: AgentOptions): Promise<RunningAgent> {
  return agentWith(createAgentIo(), options);
}

/** The same in a given world. */
export async function agentWith(
  io: AgentIo,
  options: AgentOptions,
): Promise<RunningAgent> {
  const { address = "127.0.0.1", port = DEFAULT_AGENT_PORT } = options;
  const token = parseToken(options.token, "the token");
  requireAddress(address);
  options.signal?.throwIfAborted();
  const ended = new AbortController();
  // First of all, so that an agent too many leaves no file behind.
  const listener = listen(io, address, port);
  const journal = await openJournal(io, options).catch((error) => {
    listener.close();
    throw error;
  });
  try {
    const handOver = (sinceMs?: number) => journal.handOver(sinceMs);
    const server = new AgentServer(io, listener, token, handOver);
    const { interfaces = [], onProblem = () => {} } = options;
    const keeper = new AgentKeeper(io, journal, { interfaces, onProblem });
    await keeper.begin(ended.signal);
    const closed = Promise.all([
      server.run(ended.signal),
      keeper.run(ended.signal),
    ]).then(() => {}).finally(() => {
      ended.abort();
      journal.close();
    });
    const close = () => {
      ended.abort();
      return closed;
    };
    options.signal?.addEventListener("abort", () => ended.abort(), {
      once: true,
    });
    if (options.signal?.aborted) ended.abort();
    return {
      ...{ address, port: listener.port, close, closed },
      [Symbol.asyncDispose]: close,
    };
  } catch (error) {
    listener.close();
    journal.close();
    throw error;
  }
}

async function openJournal(
  io: AgentIo,
  { journal, onProblem }: AgentOptions,
): Promise<AgentJournal> {
  try {
    const tell = (words: string) => onProblem?.(`journal: ${words}`);
    return await AgentJournal.open(io, journal, tell);
  } catch (error) {
    throw explained(error, `keep a journal in ${JSON.stringify(journal)}`);
  }
}

function listen(io: AgentIo, address: string, port: number) {
  try {
    return io.listen({ address, port });
  } catch (error) {
    throw explained(error, `serve ${formatAuthority(address, port)}`);
  }
}

const REASONS: ReadonlyMap<string, string> = new Map([
  ["EADDRINUSE", "the port is in use; name another by --port"],
  ["EADDRNOTAVAIL", "the address is not one of this machine"],
  ["EACCES", "the system does not permit it"],
]);

function explained(error: unknown, what: string): unknown {
  if (!(error instanceof IoError)) return error;
  const { permission, code = "", message } = error;
  const reason = permission === undefined
    ? REASONS.get(code) ?? message.replace(/ \(os error \d+\).*$/s, "")
    : `it needs ${permission}`;
  return new IoError({
    kind: error.kind,
    originalName: error.originalName,
    code: error.code,
    permission,
    message: `Cannot ${what}: ${reason}`,
    cause: error,
  });
}

function requireAddress(address: string): void {
  if (addressFamily(address) !== 0) return;
  throw new SyntaxError(
    "Cannot serve on an address that is not a literal one: current value is " +
      JSON.stringify(address),
  );
}
