import type { CheckReporter } from "./check_reporter.ts";

/** The formats of a check, one file each, loaded when one is asked for. */
export const CHECK_REPORTERS = {
  text: async () => (await import("./check_text.ts")).checkText,
  json: async () => (await import("./check_json.ts")).checkJson,
  ndjson: async () => (await import("./check_ndjson.ts")).checkNdjson,
  junit: async () => (await import("./check_junit.ts")).checkJunit,
  tap: async () => (await import("./check_tap.ts")).checkTap,
  github: async () => (await import("./check_github.ts")).checkGithub,
  nagios: async () => (await import("./check_nagios.ts")).checkNagios,
  prometheus: async () =>
    (await import("./check_prometheus.ts")).checkPrometheus,
  html: async () => (await import("./check_html.ts")).checkHtml,
} as const satisfies Readonly<Record<string, () => Promise<CheckReporter>>>;

/** The name of a format of a check. */
export type CheckFormat = keyof typeof CHECK_REPORTERS;
