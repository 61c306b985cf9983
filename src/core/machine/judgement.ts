import type { MachineEvent } from "../../model/event.ts";
import { FAILURE_MODES, type FailureMode } from "../../model/failure_modes.ts";
import { AGENT_MODES } from "../journal/outage_cause.ts";
import type { Verdict } from "../../model/verdict.ts";

/**
 * What a verdict means for the state:
 * - `answer`: something on the path said no; nothing is left to doubt;
 * - `claim`: broken, by a fact of this machine or by silence and contrast;
 * - `works`: something is wrong, and a session works nevertheless;
 * - `withheld`: nothing is said of the target.
 */
export type Judgement = "answer" | "claim" | "works" | "withheld";

const JUDGEMENTS: Readonly<Record<FailureMode, Judgement>> = {
  "client-cable-unplugged": "claim",
  "client-network-down": "claim",
  "gateway-unreachable": "claim",
  "path-broken": "claim",
  "captive-portal": "answer",
  "resolver-unreachable": "claim",
  "resolver-failed": "answer",
  "name-not-found": "answer",
  "proxy-stopped": "answer",
  "proxy-network-down": "claim",
  "proxy-cable-unplugged": "claim",
  "proxy-machine-off": "claim",
  "proxy-unreachable": "claim",
  "proxy-hung": "claim",
  "proxy-auth-required": "answer",
  "proxy-denied": "answer",
  "server-stopped": "answer",
  "server-unreachable": "claim",
  "firewall-blocked": "answer",
  "mtu-blackhole": "claim",
  "family-broken": "works",
  "server-hung": "claim",
  "session-lost": "claim",
  "tls-failed": "answer",
  "protocol-mismatch": "answer",
  "degraded": "works",
  "not-permitted": "withheld",
  "observer-suspended": "withheld",
  "observer-overloaded": "withheld",
  "unknown": "withheld",
};

/** Answers that stay the same until a person changes something. */
const PERMANENT: readonly FailureMode[] = [
  "proxy-auth-required",
  "proxy-denied",
  "tls-failed",
  "protocol-mismatch",
];

/** Says what a verdict means for the state. */
export function judgementOf(verdict: Verdict): Judgement {
  return JUDGEMENTS[verdict.mode];
}

/** Whether the verdict says that this program or machine was starved. */
export function blamesObserver(verdict: Verdict): boolean {
  return verdict.mode === "observer-suspended" ||
    verdict.mode === "observer-overloaded";
}

/** Whether the cause is this machine's own, so that nobody else shares it. */
export function isLocal(verdict: Verdict): boolean {
  const { segment } = FAILURE_MODES[verdict.mode];
  return segment === "link" || segment === "network";
}

/**
 * Whether attempts in quick succession cannot help, whatever of what the
 * verdict thinks possible is true.
 */
export function isPermanent({ candidates }: Verdict): boolean {
  return candidates.every((mode) => PERMANENT.includes(mode));
}

/** Whether two verdicts say the same; their words and evidence may differ. */
export function isSameVerdict(a: Verdict | null, b: Verdict | null): boolean {
  if (a === null || b === null) return a === b;
  return a.mode === b.mode && a.certain === b.certain &&
    a.candidates.join() === b.candidates.join();
}

/**
 * Whether a look from here only widens what an agent on the proxy machine has
 * told of an outage: looks can never tell those causes apart.
 *
 * @param verdict What a look says.
 * @param known What is known already.
 */
export function saysLess(verdict: Verdict, known: Verdict | null): boolean {
  return known !== null &&
    known.candidates.length < verdict.candidates.length &&
    known.candidates.every((mode) =>
      AGENT_MODES.includes(mode) && verdict.candidates.includes(mode)
    );
}

/**
 * The event that closes a cold diagnosis: a session that works, be it with a
 * flaw, is `connected`; anything else is a `verdict`.
 *
 * @param verdict What is broken, or `null` when healthy.
 * @param result When it became known, and the epoch of the attempt.
 */
export function closingEvent(
  verdict: Verdict | null,
  result: { readonly atMs: number; readonly epoch: number },
): MachineEvent {
  return verdict === null || judgementOf(verdict) === "works"
    ? { kind: "connected", verdict, ...result }
    : { kind: "verdict", verdict, ...result };
}
