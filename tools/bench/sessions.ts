/**
 * What a thousand sessions cost one process, in processor time and memory:
 * Faultline's `watch` beside the same by hand in Node and the least in C, and
 * Faultline's `serve` beside Node. Needs Linux; Node and a C compiler are left
 * out, and named, where they are missing. Contacts loopback alone.
 *
 * Options: `--protocol NAME` (repeatable; `text`, `qt`, `json`, `ws`),
 * `--sessions COUNT`, `--rounds COUNT`, `--warm-up SECONDS`,
 * `--window SECONDS`, `--write FILE`.
 *
 * @module
 */

import { parseArgs } from "@std/cli/parse-args";
import { run } from "../lab/command.ts";
import { runBench } from "./bench_lab.ts";
import { numberOption } from "./number_option.ts";
import { present } from "./present.ts";
import {
  faultline,
  floor,
  type Holder,
  type Host,
  node,
  SESSION_PROTOCOLS,
  type SessionProtocol,
} from "./sessions_contenders.ts";
import {
  costOfHolding,
  costOfServing,
  type SessionsPlan,
} from "./sessions_measure.ts";
import { type NamedCost, sessionsTable } from "./sessions_table.ts";
import { surroundings } from "./surroundings.ts";

/** Most sessions: what the usual 1024 open files of a process leave room for. */
const MAX_SESSIONS = 1000;

/** Longest warm-up and window, in seconds. */
const MAX_SECONDS = 600;

const options = parseArgs(Deno.args, {
  string: [
    "protocol",
    "sessions",
    "rounds",
    "warm-up",
    "window",
    "write",
  ],
  collect: ["protocol"],
  default: {
    sessions: `${MAX_SESSIONS}`,
    rounds: "3",
    "warm-up": "5",
    window: "10",
  },
});

/** Who is compared; who is missing here is left out. */
interface Contenders {
  readonly ours: Holder & Host;
  readonly byHand: (Holder & Host) | undefined;
  readonly least: Holder | undefined;
}

await runBench(main, {
  protocol: "NAME",
  sessions: "COUNT",
  rounds: "COUNT",
  "warm-up": "SECONDS",
  window: "SECONDS",
  write: "FILE",
});

async function main(): Promise<number> {
  const plan = planOf();
  const protocols = protocolsOf(options.protocol);
  const folder = await Deno.makeTempDir({ prefix: "faultline-sessions-" });
  try {
    const parts = [await introduction(plan)];
    const contenders = {
      ours: await faultline(folder),
      byHand: node(),
      least: await floor(folder),
    };
    for (const protocol of protocols) {
      parts.push(...await tables(plan, protocol, contenders));
    }
    await present(parts.join("\n\n"), "sessions", options.write);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
  return 0;
}

function planOf(): SessionsPlan {
  const { sessions, rounds, window } = options;
  const warmUp = options["warm-up"];
  const warmUpSeconds = numberOption("warm-up", warmUp, 0, MAX_SECONDS);
  const windowSeconds = numberOption("window", window, 1, MAX_SECONDS);
  return {
    sessions: numberOption("sessions", sessions, 1, MAX_SESSIONS),
    rounds: numberOption("rounds", rounds, 1, 99),
    warmUpMs: warmUpSeconds * 1000,
    windowMs: windowSeconds * 1000,
  };
}

function protocolsOf(names: readonly string[]): readonly SessionProtocol[] {
  if (names.length === 0) return ["text"];
  const known: readonly string[] = SESSION_PROTOCOLS;
  const unknown = names.find((name) => !known.includes(name));
  if (unknown === undefined) return names as SessionProtocol[];
  throw new RangeError(
    `Cannot speak ${unknown}: give --protocol as ${known.join(", ")}`,
  );
}

async function tables(
  plan: SessionsPlan,
  protocol: SessionProtocol,
  { ours, byHand, least }: Contenders,
): Promise<string[]> {
  const holding: NamedCost[] = [];
  for (const holder of [ours, byHand, least]) {
    if (holder === undefined) continue;
    const cost = await costOfHolding(plan, protocol, holder, ours);
    holding.push({ name: holder.name, ...cost });
  }
  const serving: NamedCost[] = [];
  for (const host of [ours, byHand]) {
    if (host === undefined) continue;
    const clients = least ?? byHand ?? ours;
    const cost = await costOfServing(plan, protocol, host, clients);
    serving.push({ name: host.name, ...cost });
  }
  return [
    sessionsTable(`holds ${plan.sessions} of \`${protocol}\``, holding),
    sessionsTable(`serves ${plan.sessions} of \`${protocol}\``, serving),
  ];
}

async function introduction(
  { rounds, warmUpMs, windowMs, sessions }: SessionsPlan,
): Promise<string> {
  const flags = options.protocol.map((name) => ` --protocol ${name}`).join("");
  return [
    `Measured by \`deno task bench:sessions${flags} --rounds ${rounds} --write`,
    `docs/benchmarks.md\` on ${surroundings()}, Deno ${Deno.version.deno},`,
    `${await versionOf("node", "Node")}, ${await versionOf("cc", "C")}.`,
    `There are ${sessions} sessions in one process on loopback, a beat a second each,`,
    "user and system time together. All who hold sessions hold them with",
    "Faultline's `serve()`; all servers serve the clients in C, or those in Node",
    `where no compiler is. Medians of ${rounds} round${
      rounds === 1 ? "" : "s"
    } of`,
    `${windowMs / 1000} s, after ${warmUpMs / 1000} s of warm-up; memory is`,
    "what resides, less that of a process with one session.",
  ].join("\n");
}

async function versionOf(program: string, name: string): Promise<string> {
  const missing = `no ${name} here`;
  try {
    const { stdout } = await run([program, "--version"]);
    return `${name}: ${stdout.split("\n")[0] ?? missing}`;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return missing;
    throw error;
  }
}
