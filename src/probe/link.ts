import type { NetworkInterfaceFact } from "../model/host_facts.ts";
import type {
  Observation,
  ObservationDetail,
  Outcome,
} from "../model/observation.ts";
import { type Egress, type EgressInput, lookAtEgress } from "./egress.ts";
import type { ProbeContext, ProbeResult } from "./probe.ts";
import type { Look } from "./record.ts";

/** The state of an interface that carries most, first. */
const BEST_FIRST = ["carrier", "no-carrier", "disabled"] as const;

/**
 * Looks whether the interface that carries the traffic towards a destination is
 * enabled and has carrier. Where that is a bridge or a tunnel, the interface
 * beneath it decides: one of its own would always seem to be plugged in.
 *
 * `detail.interface` is the interface that decided, `detail.mtuBytes` the size
 * of packets that the one with the route carries.
 *
 * @param input Towards what.
 * @param context The world, the signal and the time-out.
 * @returns One observation.
 */
export function probeLink(
  input: EgressInput,
  context: ProbeContext,
): Promise<ProbeResult> {
  return lookAtEgress("link", input, context, (egress, look) => [
    seeLink(egress, look),
  ]);
}

function seeLink(egress: Egress, look: Look): Observation {
  const { choice, interfaces } = egress;
  if (choice.device === undefined) return look.end("no-interface");
  const device = interfaces.find(({ name }) => name === choice.device);
  // A route may name an interface that came after the others were listed.
  if (device === undefined) return unsaid(`${choice.device} is new`, look);
  const beneath = interfaces.filter(({ name }) =>
    choice.underlay.includes(name)
  );
  const deciding = device.up && beneath.length > 0 ? beneath : [device];
  const outcome = BEST_FIRST.find((best) =>
    deciding.some((fact) => stateOf(fact) === best)
  );
  const decided = deciding.find((fact) => stateOf(fact) === outcome) ?? device;
  if (outcome === undefined) {
    return unsaid(`${decided.name} tells nothing of a signal`, look);
  }
  const observation = look.end(outcome, detailOf(device, decided));
  return { ...observation, subject: decided.name };
}

function unsaid(message: string, look: Look): Observation {
  const observation = look.end("not-supported", { lost: "link", message });
  return { ...observation, segment: "self" };
}

/** @returns `undefined` where the system says nothing of a signal. */
function stateOf(fact: NetworkInterfaceFact): Outcome | undefined {
  if (!fact.up) return "disabled";
  if (fact.loopback) return "carrier";
  if (fact.carrier === undefined) return undefined;
  return fact.carrier ? "carrier" : "no-carrier";
}

function detailOf(
  device: NetworkInterfaceFact,
  decided: NetworkInterfaceFact,
): ObservationDetail {
  const { mtuBytes } = device;
  return {
    interface: decided.name,
    ...(decided.kind !== undefined && { interfaceKind: decided.kind }),
    ...(mtuBytes !== undefined && { mtuBytes }),
    ...(device.loopback && { loopback: true }),
    ...(device !== decided && { message: `beneath ${device.name}` }),
  };
}
