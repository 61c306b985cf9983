import type { Observation } from "../../model/observation.ts";
import type { Verdict } from "../../model/verdict.ts";
import {
  clientCable,
  clientInterface,
  clientNetwork,
  networkUnreachable,
} from "./client_side.ts";
import { Evidence } from "./evidence.ts";
import { type Finding, type Rule, verdictOf } from "./finding.ts";
import { filteredPort, localFirewall, remoteFirewall } from "./firewall.ts";
import { hostSilence } from "./host_silence.ts";
import { silentByLoss } from "./loss.ts";
import {
  notPermitted,
  observerExhausted,
  observerOverloaded,
  observerSuspended,
} from "./observer.ts";
import { proxyAnswer, proxySilence, upstream } from "./proxy.ts";
import { refused } from "./refusal.ts";
import {
  nameNotFound,
  resolverFailed,
  resolverUnreachable,
} from "./resolver.ts";
import {
  captivePortal,
  mtuBlackhole,
  protocolMismatch,
  serverHung,
  sessionEnded,
  tlsFailed,
} from "./session.ts";
import { degraded, familyBroken, pageLost } from "./working.ts";

/** What can be wrong while the session works. */
const WORKING_RULES: readonly Rule[] = [pageLost, familyBroken, degraded];

/**
 * The rules, first match wins: the observer first, then the segments from
 * near to far; what rests on an answer before what rests on silence.
 */
const BROKEN_RULES: readonly Rule[] = [
  observerSuspended,
  clientCable,
  clientInterface,
  clientNetwork,
  localFirewall,
  observerExhausted,
  nameNotFound,
  resolverFailed,
  captivePortal,
  remoteFirewall,
  refused,
  proxyAnswer,
  upstream,
  tlsFailed,
  protocolMismatch,
  sessionEnded,
  networkUnreachable,
  observerOverloaded,
  resolverUnreachable,
  silentByLoss,
  filteredPort,
  hostSilence,
  proxySilence,
  mtuBlackhole,
  serverHung,
  notPermitted,
];

/**
 * Judges observations: names the nearest segment that they prove broken.
 *
 * Pure and deterministic: the same observations always give the same verdict,
 * so that a stored set can be judged again by better rules.
 *
 * @param observations All that was seen, in any order.
 * @returns The verdict, or `null` when the target works as it should.
 *
 * @example A refused port
 * ```ts
 * import { classify, type Observation } from "@faultline/faultline";
 * import { assertEquals } from "@std/assert/equals";
 *
 * const seen = { at: "2026-11-20T19:00:00.000Z", tookMs: 0.6 };
 * const observations: Observation[] = [
 *   {
 *     ...seen,
 *     probe: "tcp",
 *     segment: "server",
 *     subject: "10.9.2.10:7000",
 *     outcome: "refused",
 *     detail: { code: "ECONNREFUSED", family: 4 },
 *   },
 *   {
 *     ...seen,
 *     probe: "firewall",
 *     segment: "server",
 *     subject: "10.9.2.10:7000",
 *     outcome: "not-filtered",
 *     detail: {},
 *   },
 * ];
 *
 * assertEquals(classify(observations)?.mode, "server-stopped");
 * assertEquals(classify(observations)?.certain, true);
 * ```
 */
export function classify(observations: readonly Observation[]): Verdict | null {
  const evidence = new Evidence(observations);
  if (evidence.working) {
    const finding = firstMatch(WORKING_RULES, evidence);
    return finding === undefined ? null : verdictOf(finding);
  }
  return verdictOf(firstMatch(BROKEN_RULES, evidence) ?? unknown(evidence));
}

function firstMatch(
  rules: readonly Rule[],
  evidence: Evidence,
): Finding | undefined {
  for (const rule of rules) {
    const finding = rule(evidence);
    if (finding !== undefined) return finding;
  }
  return undefined;
}

function unknown(evidence: Evidence): Finding {
  return {
    mode: "unknown",
    detail: "What was seen fits no rule.",
    evidence: [...evidence.observations.keys()],
  };
}
