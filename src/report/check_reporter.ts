import type { CheckReport } from "../model/check_report.ts";
import type { ReportOptions } from "./reporter.ts";

/** Renders a check; decides nothing. Ends in a line break. */
export type CheckReporter = (
  report: CheckReport,
  options: ReportOptions,
) => string;
