import { diagnoseWith } from "../../src/app/diagnose.ts";
import { type WatchOptions, watchWith } from "../../src/app/watch.ts";
import { createWatchWorld } from "../../src/app/watch_world.ts";
import { createDenoIo } from "../../src/io/deno.ts";
import { createFollowingIo } from "../../src/io/deno_following.ts";
import type { Diagnosis } from "../../src/model/diagnosis.ts";
import type { WatchTransition } from "../../src/model/watch_transition.ts";

/** Time between beats to a real peer, in milliseconds. */
const INTERVAL_MS = 500;

/** The same where many answers are waited for. */
const QUICK_MS = 50;

/** The names under which a peer of the tests is certified. */
export const PEER_NAMES: readonly string[] = ["127.0.0.1", "localhost"];

/** What a watch tells of a peer, by what is done to it. */
export const TOLD = {
  fine: ["connecting", "online", "stopped"],
  hung: ["connecting", "online", "suspect", "offline server-hung"],
  stopped: ["connecting", "online", "suspect", "offline server-stopped"],
  lost: [
    "connecting",
    "online",
    "suspect",
    "offline session-lost",
    "online",
    "stopped",
  ],
} as const;

/** A silence that is waited for by a diagnosis, in milliseconds. */
const SILENCE_MS = 300;

/** What is done when a watch moves. */
export interface PeerActs {
  /** At each move into `online`, which are counted from 1. */
  readonly online?: (count: number) => unknown;
  /** At each move into `offline`, which are counted from 1. */
  readonly offline?: (count: number) => unknown;
  /** At each answer while online, which are counted from 1. */
  readonly answer?: (count: number) => unknown;
}

/** Options of {@linkcode watchPeer}. */
export interface PeerOptions extends Omit<WatchOptions, "onRoundTrip"> {
  /** An authority to trust instead of the system's. */
  readonly authority?: string;
}

/**
 * Watches a real peer while the test does something to it.
 *
 * @returns The moves as `state mode`, repeated attempts left out.
 */
export async function watchPeer(
  target: string,
  { authority, ...options }: PeerOptions,
  acts: PeerActs,
): Promise<readonly string[]> {
  const io = createFollowingIo(authority ? { certificates: [authority] } : {});
  const told: string[] = [];
  const work: unknown[] = [];
  const count = { online: 0, offline: 0, answer: 0 };
  const note = (what: keyof PeerActs) => {
    const act = acts[what];
    if (act !== undefined) work.push(act(++count[what]));
  };
  const moves = watchWith(createWatchWorld(io), target, {
    intervalMs: INTERVAL_MS,
    ...options,
    onRoundTrip: () => note("answer"),
  });
  for await (const move of moves) {
    const { to } = move;
    const line = lineOf(move);
    // While an outage lasts, each attempt ends as the one before it.
    if (!isRepeated(told, line)) told.push(line);
    if (to === "online" || to === "offline") note(to);
  }
  await Promise.all(work);
  return told;
}

function isRepeated(told: readonly string[], line: string): boolean {
  return told.at(-1) === line ||
    line.startsWith("connecting") && told.some((it) => it.startsWith("off"));
}

function lineOf({ to, verdict }: WatchTransition): string {
  return verdict === null ? to : `${to} ${verdict.mode}`;
}

/** Diagnoses a real peer, with an authority to trust. */
export function diagnosePeer(
  target: string,
  { authority, ...options }: {
    readonly authority?: string;
    readonly timeoutMs?: number;
    readonly proxy?: string;
  } = {},
): Promise<Diagnosis> {
  const io = createDenoIo(authority ? { certificates: [authority] } : {});
  return diagnoseWith(io, target, options);
}

/** Watches a real peer for so many answers. */
export function watchAnswers(
  target: string,
  count: number,
  atAnswer: (count: number) => unknown = () => {},
): Promise<readonly string[]> {
  const ended = new AbortController();
  const { signal } = ended;
  return watchPeer(target, { signal, intervalMs: QUICK_MS }, {
    answer: (answers) => answers < count ? atAnswer(answers) : ended.abort(),
  });
}

/** Watches a real peer until it is offline, from something done to it on. */
export async function watchBreak(
  target: string,
  breakIt: () => unknown,
  options: PeerOptions = {},
): Promise<readonly string[]> {
  const until = "offline";
  const acts = { online: (count: number) => count === 1 && breakIt() };
  return (await watchPeer(target, { until, ...options }, acts)).slice(0, 4);
}

/** Watches a real peer until it is online again after something was done. */
export function watchReturn(
  target: string,
  { online, offline }: Required<Pick<PeerActs, "online" | "offline">>,
): Promise<readonly string[]> {
  const ended = new AbortController();
  const { signal } = ended;
  return watchPeer(target, { signal }, {
    online: (count) => count === 1 ? online(count) : ended.abort(),
    offline,
  });
}

/** What a diagnosis names that waits no longer for an answer than it must. */
export async function namesSilent(
  target: string,
): Promise<readonly [mode: string | undefined, certain: boolean | undefined]> {
  const options = { timeoutMs: SILENCE_MS };
  const { verdict } = await diagnosePeer(target, options);
  return [verdict?.mode, verdict?.certain];
}
