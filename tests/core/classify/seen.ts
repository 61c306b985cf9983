import type {
  Observation,
  ObservationDetail,
  Outcome,
  ProbeName,
} from "../../../src/model/observation.ts";
import type { ObservedSegment } from "../../../src/model/segment.ts";

/** An observation in one line; rules must not care which probe looked. */
export function seen(
  segment: ObservedSegment,
  outcome: Outcome,
  detail: ObservationDetail = {},
  tookMs = 1,
  probe: ProbeName = "self",
): Observation {
  return {
    probe,
    segment,
    subject: `the ${segment}`,
    outcome,
    at: "2026-11-20T19:00:00.000Z",
    tookMs,
    detail,
  };
}

/** Link and network of this host as they should be. */
export const NEAR: readonly Observation[] = [
  seen("link", "carrier", { interface: "eth0" }),
  seen("network", "addressed", { addresses: ["10.0.0.2"], family: 4 }),
];

/** A route through a gateway that answers. */
export const ROUTED: readonly Observation[] = [
  ...NEAR,
  seen("network", "routed", { gateway: "10.0.0.1", onLink: false, family: 4 }),
  seen("gateway", "echo-answered", { role: "next-hop", onLink: true }),
];

/** A route on the host's own link. */
export const ON_LINK: readonly Observation[] = [
  ...NEAR,
  seen("network", "routed", { onLink: true, family: 4 }),
];

/** A target behind a gateway. */
export const FAR: ObservationDetail = { onLink: false, family: 4 };

/** A target on the host's own link. */
export const NEXT_DOOR: ObservationDetail = { onLink: true, family: 4 };

/** A tunnel-capable proxy on the host's own link, connected to. */
export const PROXY: readonly Observation[] = [
  ...ON_LINK,
  seen("proxy", "connected", NEXT_DOOR),
];
