import type { FailureMode } from "../../model/failure_modes.ts";
import type { DatedJournal } from "../../model/journal.ts";
import {
  type LinkTrouble,
  type LinkTroubleKind,
  machineHistory,
  type Restart,
} from "./machine_history.ts";

/** When a proxy machine was silent, by the reader's wall clock. */
export interface SilentTime {
  /** When it last answered; -Infinity where it never did. */
  readonly lastGoodMs: number;
  /** When it was found silent. */
  readonly silentMs: number;
  /** Its address, where known. */
  readonly address?: string | undefined;
}

/** What a journal says of the cause of a silence. */
export interface OutageCause {
  /** The modes that fit, the best first. */
  readonly candidates: readonly [FailureMode, ...FailureMode[]];
  /** What was seen, in a sentence. */
  readonly detail: string;
}

/** What a silent proxy machine can be: only an agent on it can tell. */
export const AGENT_MODES: readonly FailureMode[] = [
  "proxy-network-down",
  "proxy-cable-unplugged",
  "proxy-machine-off",
];

/** Whether an agent could tell more of what fits. */
export function needsAgent(candidates: readonly FailureMode[]): boolean {
  return candidates.length > 1 &&
    candidates.some((mode) => AGENT_MODES.includes(mode));
}

/** What each trouble is called; an interface that is gone may be either. */
const MODES: Readonly<Partial<Record<LinkTroubleKind, FailureMode>>> = {
  "no-carrier": "proxy-cable-unplugged",
  "disabled": "proxy-network-down",
  "no-address": "proxy-network-down",
};

const WORDS: Readonly<Record<LinkTroubleKind, string>> = {
  "no-carrier": "lost its carrier while it was enabled",
  "disabled": "was disabled",
  "no-address": "lost the proxy's address",
  "gone": "was taken away",
};

/**
 * By how much the times of the two machines may differ beside the exchange, in
 * milliseconds: a system tells its age in whole seconds, and an agent that is
 * busy writes a little late.
 */
const TOLERANCE_MS = 2000;

/**
 * How old the last sign of life before a restart may be when the silence
 * begins, in milliseconds: a loss of power takes with it what Linux has not
 * written yet, half a minute mostly (`vm.dirty_expire_centisecs`).
 */
const MAX_UNSEEN_MS = 60_000;

/**
 * How long before its end a system may take its own network down, in
 * milliseconds: `DefaultTimeoutStopSec` of systemd.
 */
const SHUTDOWN_MS = 90_000;

/**
 * Names the cause of a silence by the journal of the silent machine: the
 * trouble that began with the silence and stood when it was found.
 *
 * @param journal The journal.
 * @param silent When the machine was silent.
 * @returns The cause; `undefined` where nothing in the journal explains it.
 */
export function outageCause(
  journal: DatedJournal,
  silent: SilentTime,
): OutageCause | undefined {
  const slackMs = TOLERANCE_MS + journal.errorMs;
  const history = machineHistory(journal, silent.address);
  const trouble = history.troubles.find((one) =>
    stoodThen(one, silent, slackMs)
  );
  const restart = history.restarts.find((one) =>
    wasOffThen(one, silent, slackMs)
  );
  // What a system finds when it starts did not come before that.
  const isFirst = trouble !== undefined &&
    (restart === undefined || trouble.beganMs < restart.startedMs);
  if (isFirst) return byTrouble(trouble, history.restarts);
  return restart && {
    candidates: ["proxy-machine-off"],
    detail: `The proxy machine was started anew: ${lifeOf(restart)}.`,
  };
}

function stoodThen(
  { beganMs, endedMs, isFound }: LinkTrouble,
  { lastGoodMs, silentMs }: SilentTime,
  slackMs: number,
): boolean {
  if (isFound && (lastGoodMs !== -Infinity || beganMs > silentMs)) return false;
  return beganMs >= lastGoodMs - slackMs && beganMs <= silentMs + slackMs &&
    (endedMs === null || endedMs >= silentMs - slackMs);
}

function byTrouble(
  { kind, device, beganMs, endedMs }: LinkTrouble,
  restarts: readonly Restart[],
): OutageCause | undefined {
  const mode = MODES[kind];
  if (mode === undefined) return undefined;
  const detail = `${device} of the proxy machine ${WORDS[kind]} at ` +
    isoOf(beganMs);
  const restart = restarts.find(({ lastAliveMs, startedMs }) =>
    startedMs === endedMs && lastAliveMs - beganMs <= SHUTDOWN_MS
  );
  // A system that ends takes its network down, and one without power its link.
  return restart === undefined
    ? { candidates: [mode], detail: `${detail}.` }
    : {
      candidates: ["proxy-machine-off", mode],
      detail: `${detail}, and it was started anew: ${lifeOf(restart)}.`,
    };
}

function wasOffThen(
  { lastAliveMs, startedMs }: Restart,
  { lastGoodMs, silentMs }: SilentTime,
  slackMs: number,
): boolean {
  const knownMs = lastGoodMs === -Infinity ? silentMs : lastGoodMs;
  return lastAliveMs >= knownMs - MAX_UNSEEN_MS &&
    lastAliveMs <= silentMs + slackMs && startedMs >= silentMs - slackMs;
}

function lifeOf({ lastAliveMs, startedMs }: Restart): string {
  return `its agent was last alive at ${isoOf(lastAliveMs)} and began again ` +
    `at ${isoOf(startedMs)}`;
}

function isoOf(ms: number): string {
  return new Date(ms).toISOString();
}
