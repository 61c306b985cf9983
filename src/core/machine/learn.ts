import type { MachineEvent } from "../../model/event.ts";
import type { Policy } from "../../model/policy.ts";
import type { State } from "../../model/state.ts";
import { calmDown } from "./flap_damping.ts";
import { saysLess } from "./judgement.ts";

/** Keeps what an event tells, wherever it leads. */
export function learn(
  state: State,
  event: MachineEvent,
  policy: Policy,
): State {
  const { atMs } = event;
  const known = { ...state, atMs };
  switch (event.kind) {
    case "start":
      return { ...known, seed: event.seed, lastGoodMs: atMs };
    case "connected":
      return {
        ...known,
        lastGoodMs: atMs,
        wokeAtMs: null,
        misses: 0,
        sessionOpen: true,
        verdict: event.verdict,
      };
    case "answered":
      return settle({
        ...known,
        lastGoodMs: atMs,
        wokeAtMs: null,
        misses: 0,
      }, policy);
    case "beats-missed":
      return { ...known, misses: event.misses };
    case "session-ended":
      return { ...known, sessionOpen: false };
    case "verdict":
      return saysLess(event.verdict, state.verdict)
        ? known
        : { ...known, verdict: event.verdict };
    case "cleared":
      return state.outage === null ? { ...known, verdict: null } : known;
    case "reclassified":
      return state.outage?.id === event.outage
        ? { ...known, verdict: event.verdict }
        : known;
    case "clock-jumped":
      return {
        ...known,
        wokeAtMs: atMs,
        verdict: state.outage === null ? null : state.verdict,
      };
    default:
      return known;
  }
}

/** A session that stood for a while starts the delays anew. */
function settle(state: State, policy: Policy): State {
  const stable = state.name === "online" &&
    state.atMs - state.enteredAtMs >= policy.stableMs;
  if (!stable) return state;
  return {
    ...state,
    retryDelayMs: null,
    flap: calmDown(state.flap, state.atMs, policy),
  };
}
