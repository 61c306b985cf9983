import type { MachineEvent } from "../../model/event.ts";
import type { Policy } from "../../model/policy.ts";
import type { State, StateName } from "../../model/state.ts";
import type { Verdict } from "../../model/verdict.ts";
import { countOutage } from "./flap_damping.ts";
import { judgementOf } from "./judgement.ts";

/** Does what entering a state means for the books. */
export function enter(
  name: StateName,
  state: State,
  event: MachineEvent,
  policy: Policy,
): State {
  const entered = { ...state, name, enteredAtMs: event.atMs };
  switch (name) {
    case "connecting":
      return { ...entered, epoch: state.epoch + 1, retryAtMs: null };
    case "online":
      return {
        ...entered,
        phase: "after-connect",
        epoch: state.epoch + 1,
        verdict: flawOf(state),
        outage: null,
        retryAtMs: null,
      };
    case "suspect":
      return {
        ...entered,
        verdict: event.kind === "verdict" ? event.verdict : null,
      };
    case "offline":
      return enterOutage(entered, policy);
    case "stopped":
      return {
        ...entered,
        epoch: state.epoch + 1,
        sessionOpen: false,
        retryAtMs: null,
      };
    default:
      return entered;
  }
}

/** Online, only a verdict that lets a session work can stand. */
function flawOf({ verdict }: State): Verdict | null {
  return verdict !== null && judgementOf(verdict) === "works" ? verdict : null;
}

/** Begins an outage, or takes up the one that stands. */
function enterOutage(state: State, policy: Policy): State {
  if (state.outage !== null) return state;
  const id = state.outages + 1;
  return {
    ...state,
    outage: { id, startedAtMs: state.atMs },
    outages: id,
    flap: countOutage(state.flap, state.atMs, policy),
  };
}
