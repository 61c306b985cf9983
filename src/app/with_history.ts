import type { FailureMode } from "../model/failure_modes.ts";
import type { Verdict } from "../model/verdict.ts";

/** What a session has shown before it was doubted. */
export interface SessionHistory {
  /** Whether its peer has spoken the protocol that was asked for. */
  readonly spoke: boolean;
  /** Whether answers were held up lately, as by the loss of packets. */
  readonly unsteady: boolean;
}

/** What rests on silence, which a loss of packets makes as well. */
const OF_SILENCE: readonly FailureMode[] = [
  "gateway-unreachable",
  "path-broken",
  "proxy-unreachable",
  "proxy-hung",
  "server-unreachable",
  "server-hung",
  "session-lost",
  "mtu-blackhole",
];

/** Whether a verdict rests on silence alone. */
export function isOfSilence({ mode, certain }: Verdict): boolean {
  return OF_SILENCE.includes(mode) || (mode === "firewall-blocked" && !certain);
}

/**
 * The verdict of a cold look, by what the session has shown before: a peer that
 * spoke is no stranger, and the silence of an unsteady path may be a loss.
 *
 * @param verdict What a look that knows nothing of before says.
 * @param history What was before.
 * @returns The verdict, with candidates less or more.
 */
export function withHistory(
  verdict: Verdict,
  { spoke, unsteady }: SessionHistory,
): Verdict {
  const { mode } = verdict;
  const candidates = verdict.candidates.filter((one) =>
    !spoke || one === mode || one !== "protocol-mismatch"
  );
  const mayBeLoss = unsteady && isOfSilence(verdict) &&
    !candidates.includes("degraded");
  if (mayBeLoss) candidates.push("degraded");
  const [first, ...others] = candidates;
  if (candidates.join() === verdict.candidates.join()) return verdict;
  const isCertain = others.length === 0 && first === mode;
  return { ...verdict, candidates, certain: isCertain };
}
