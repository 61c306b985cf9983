import type { WaitedTarget } from "../../src/model/wait_result.ts";

/** How it stands with a target that was asked once. */
export function waitedTarget(about: Partial<WaitedTarget> = {}): WaitedTarget {
  return {
    target: "tcp://10.9.2.10:7000",
    proxy: null,
    ready: false,
    failed: false,
    streak: 0,
    stable: 1,
    tries: 1,
    sinceMs: 1234,
    diagnosis: null,
    ...about,
  };
}
