import type { CheckedTarget, CheckFinding } from "../model/check_report.ts";
import type { Sign } from "./style.ts";

/**
 * How bad a target's result is, in the terms that test runners and monitors
 * share: `warning` where it works badly, `unknown` where nothing can be said.
 */
export type CheckSeverity = "ok" | "warning" | "critical" | "unknown";

/** Grades the result of one target. */
export function severityOf(target: CheckedTarget): CheckSeverity {
  const { passed, diagnosis: { state, verdict } } = target;
  if (passed) return "ok";
  if (verdict === null) return "critical";
  if (state === "online") return "warning";
  const { segment } = verdict;
  return segment === "self" || segment === null ? "unknown" : "critical";
}

/** The sign of a cause: a cross only where the break is proven. */
export function findingSign({ verdict }: Pick<CheckFinding, "verdict">): Sign {
  const { mode, segment, certain } = verdict;
  if (mode === "degraded") return "degraded";
  const blind = segment === "self" || segment === null;
  return certain && !blind ? "broken" : "unknown";
}

/** The sign of a target: as its cause has it, if there is one. */
export function targetSign({ passed, diagnosis }: CheckedTarget): Sign {
  if (passed) return "ok";
  const { verdict } = diagnosis;
  return verdict === null ? "broken" : findingSign({ verdict });
}
