import { BenchProcess, type Cost } from "./bench_process.ts";
import { median } from "./median.ts";
import { sleep } from "./sleep.ts";
import type { Holder, Host, SessionProtocol } from "./sessions_contenders.ts";

/** How much is measured, and for how long. */
export interface SessionsPlan {
  /** Sessions of one process. */
  readonly sessions: number;
  /** From the last session's begin until the figures are taken, in ms. */
  readonly warmUpMs: number;
  /** For how long processor time is taken, in milliseconds. */
  readonly windowMs: number;
  /** How often; medians are told. */
  readonly rounds: number;
}

/** What sessions cost one process. */
export interface SessionsCost {
  /** Time on a processor for one session and second, in microseconds. */
  readonly cpuUs: number;
  /** What each session more costs, in KiB. */
  readonly memoryKib: number;
  /** What the process holds with all of them, in KiB. */
  readonly wholeKib: number;
}

/** How long all sessions together may take to come, in milliseconds. */
const COME_MS = 60_000;

/**
 * What holding sessions costs, against the same host for everybody.
 *
 * @param plan How much.
 * @param protocol What is spoken.
 * @param holder Who is measured.
 * @param host Who serves.
 * @returns Medians of the rounds.
 */
export function costOfHolding(
  plan: SessionsPlan,
  protocol: SessionProtocol,
  holder: Holder,
  host: Host,
): Promise<SessionsCost> {
  return repeat(plan, async () => {
    await using peer = new BenchProcess(host.serve(protocol));
    const port = await portOf(peer);
    // What a process costs without sessions is told by one that has one.
    await using one = new BenchProcess(holder.hold(protocol, port, 1));
    await using all = new BenchProcess(
      holder.hold(protocol, port, plan.sessions),
    );
    await one.printed('"to":"online"', 1, COME_MS);
    await all.printed('"to":"online"', plan.sessions, COME_MS);
    return await compare(plan, one, all, all);
  });
}

/**
 * What serving sessions costs, with the same clients for everybody.
 *
 * @param plan How much.
 * @param protocol What is spoken.
 * @param host Who is measured.
 * @param holder Whose clients come.
 * @returns Medians of the rounds.
 */
export function costOfServing(
  plan: SessionsPlan,
  protocol: SessionProtocol,
  host: Host,
  holder: Holder,
): Promise<SessionsCost> {
  return repeat(plan, async () => {
    const { sessions } = plan;
    await using one = new BenchProcess(host.serve(protocol));
    await using all = new BenchProcess(host.serve(protocol));
    const ports = [await portOf(one), await portOf(all)] as const;
    await using few = new BenchProcess(holder.hold(protocol, ports[0], 1));
    await using many = new BenchProcess(
      holder.hold(protocol, ports[1], sessions),
    );
    await few.printed('"to":"online"', 1, COME_MS);
    await many.printed('"to":"online"', sessions, COME_MS);
    return await compare(plan, one, all, many);
  });
}

async function portOf(server: BenchProcess): Promise<number> {
  await server.printed('"event":"listening"', 1, COME_MS);
  const { address }: { address: string } = JSON.parse(server.lines[0] ?? "");
  return Number(address.replace(/^.*:/, ""));
}

async function compare(
  { sessions, warmUpMs, windowMs }: SessionsPlan,
  one: BenchProcess,
  all: BenchProcess,
  clients: BenchProcess,
): Promise<SessionsCost> {
  await sleep(warmUpMs);
  const begun = clients.lines.length;
  const before = all.cost();
  const beganMs = performance.now();
  await sleep(windowMs);
  const after = all.cost();
  const tookMs = performance.now() - beganMs;
  const lost = clients.lines.slice(begun)
    .filter((line) => line.includes('"to":"offline"'));
  if (lost.length > 0) {
    throw new Error(`${lost.length} sessions were lost meanwhile: ${lost[0]}`);
  }
  return perSession(sessions, tookMs, before, after, one.cost());
}

function perSession(
  sessions: number,
  tookMs: number,
  before: Cost,
  after: Cost,
  one: Cost,
): SessionsCost {
  const cpuMs = after.cpuMs - before.cpuMs;
  return {
    cpuUs: cpuMs * 1_000_000 / tookMs / sessions,
    memoryKib: (after.memoryKib - one.memoryKib) / Math.max(1, sessions - 1),
    wholeKib: after.memoryKib,
  };
}

async function repeat(
  { rounds }: SessionsPlan,
  measure: () => Promise<SessionsCost>,
): Promise<SessionsCost> {
  const costs: SessionsCost[] = [];
  for (let round = 0; round < rounds; round++) costs.push(await measure());
  return {
    cpuUs: median(costs.map(({ cpuUs }) => cpuUs)),
    memoryKib: median(costs.map(({ memoryKib }) => memoryKib)),
    wholeKib: median(costs.map(({ wholeKib }) => wholeKib)),
  };
}
