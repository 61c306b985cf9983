import type { FailureMode } from "../../../src/model/failure_modes.ts";
import type { Observation } from "../../../src/model/observation.ts";
import { FAR, NEXT_DOOR, seen } from "./seen.ts";

/** What is seen, the mode, and the candidates where there are others. */
export type Row = readonly [
  when: string,
  observations: readonly Observation[],
  mode: FailureMode | null,
  candidates?: readonly FailureMode[],
];

/** No rule of this host is at work. */
export const UNFILTERED: Observation = seen("server", "not-filtered");

/** A silent server behind the gateway. */
export const SILENT_FAR: readonly Observation[] = [
  seen("server", "connect-timeout", FAR, 2000),
  seen("server", "echo-silent", { ...FAR, role: "target" }, 2000),
];

/** A silent server on the host's own link. */
export const SILENT_NEXT_DOOR: readonly Observation[] = [
  seen("server", "connect-timeout", NEXT_DOOR, 2000),
  seen("server", "echo-silent", { ...NEXT_DOOR, role: "target" }, 2000),
];
