import type { Outcome } from "../../../tools/lab/outcome.ts";

/** A trial whose word is exact, with what a test changes of it. */
export function outcome(changed: Partial<Outcome> = {}): Outcome {
  return {
    scenario: "server-stopped",
    phase: "before-connect",
    truth: "server-stopped",
    or: [],
    isProxied: false,
    hasAgent: false,
    bound: "told",
    said: {
      mode: "server-stopped",
      certain: true,
      candidates: ["server-stopped"],
    },
    verdictMs: 90,
    recoveryMs: null,
    packets: 5,
    subprocesses: 4,
    isStarved: false,
    wrong: [],
    late: [],
    ...changed,
  };
}
