import type { CheckedTarget } from "../../model/check_report.ts";
import type { Verdict } from "../../model/verdict.ts";
import type { BrokenPlace } from "./broken_place.ts";

/** A finding that is still being put together. */
export interface FindingGroup extends BrokenPlace {
  /** What is wrong there. */
  readonly verdict: Verdict;
  /** Whom it breaks. */
  readonly victims: readonly CheckedTarget[];
}
