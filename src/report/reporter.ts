import type { Diagnosis } from "../model/diagnosis.ts";
import type { Style } from "./style.ts";

/** How much of a diagnosis a reporter tells. */
export interface ReportOptions {
  /** How text may look. */
  readonly style: Style;
  /** `quiet` the verdict alone, `verbose` every observation. */
  readonly detail: "quiet" | "normal" | "verbose";
}

/** Renders a diagnosis; decides nothing. Ends in a line break. */
export type Reporter = (diagnosis: Diagnosis, options: ReportOptions) => string;
