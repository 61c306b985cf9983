import type { MachineEvent } from "../../model/event.ts";
import type { Policy } from "../../model/policy.ts";
import type { State } from "../../model/state.ts";
import { isLocal, isPermanent } from "./judgement.ts";
import { nextRandom } from "./random.ts";
import { reconnectDelayMs } from "./reconnect_delay.ts";

/**
 * Settles when the next attempt is due. A wait that runs already is kept, so
 * that no stream of events can put an attempt off for ever; inside an outage,
 * where only signs of recovery ask again, it is cut short.
 */
export function planRetry(
  state: State,
  event: MachineEvent,
  policy: Policy,
): State {
  if (state.retryAtMs !== null) {
    if (state.outage === null) return state;
    const signAtMs = state.attemptAtMs + policy.signGapMs;
    return { ...state, retryAtMs: Math.min(state.retryAtMs, signAtMs) };
  }
  const random = nextRandom(state.seed);
  const delayMs = reconnectDelayMs({
    previousMs: state.retryDelayMs,
    local: state.verdict !== null && isLocal(state.verdict),
    permanent: state.verdict !== null && isPermanent(state.verdict),
    outageMs: state.outage === null ? 0 : event.atMs - state.outage.startedAtMs,
    random: random.value,
  }, policy);
  return {
    ...state,
    seed: random.seed,
    retryDelayMs: delayMs,
    retryAtMs: event.atMs + delayMs,
  };
}
