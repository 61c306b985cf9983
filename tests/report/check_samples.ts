import {
  CHECK_SCHEMA,
  type CheckedTarget,
  type CheckFinding,
  type CheckReport,
} from "../../src/model/check_report.ts";
import type { Diagnosis } from "../../src/model/diagnosis.ts";
import {
  BLIND,
  DEGRADED,
  HEALTHY,
  HOSTILE,
  HOSTILE_DIAGNOSIS,
  PROXY_STOPPED,
  SERVER_SILENT,
} from "./samples.ts";

/** A target of a check, passed where its diagnosis is healthy. */
export function checked(
  name: string,
  diagnosis: Diagnosis,
  about: Partial<CheckedTarget> = {},
): CheckedTarget {
  const { healthy, target, proxy, verdict } = diagnosis;
  return {
    name,
    target,
    proxy,
    labels: {},
    expected: "healthy",
    maxLatencyMs: null,
    passed: healthy,
    reason: healthy ? null : verdict?.title ?? "It is not as expected",
    diagnosis,
    ...about,
  };
}

/** One cause with those that it breaks. */
export function finding(
  diagnosis: Diagnosis,
  subject: string,
  victims: readonly string[],
): CheckFinding {
  const { verdict } = diagnosis;
  if (verdict === null) throw new TypeError("Nothing is broken");
  return { segment: verdict.segment, subject, verdict, victims };
}

/** A check that ended. */
export function report(
  targets: readonly CheckedTarget[],
  findings: readonly CheckFinding[] = [],
): CheckReport {
  return {
    schema: CHECK_SCHEMA,
    passed: targets.every(({ passed }) => passed),
    targets,
    findings,
    startedAt: "2026-11-20T19:00:00.000Z",
    elapsedMs: 1234.5,
  };
}

/** No target at all. */
export const EMPTY: CheckReport = report([]);

/** One target, and it answers. */
export const ONE: CheckReport = report([checked("web", HEALTHY)]);

/** Two behind one dead proxy, one that is too slow, and all other kinds. */
export const MIXED: CheckReport = report(
  [
    checked("web", HEALTHY, { labels: { env: "prod", "a-b": "1", a_b: "2" } }),
    checked("shop", PROXY_STOPPED),
    checked("mail", PROXY_STOPPED),
    checked("slow", HEALTHY, {
      maxLatencyMs: 10,
      passed: false,
      reason: "It answered after 12ms; at most 10ms was expected",
    }),
    checked("silent", SERVER_SILENT),
    checked("lossy", DEGRADED),
    checked("blind", BLIND),
  ],
  [
    finding(PROXY_STOPPED, "10.9.1.5:3128", ["shop", "mail"]),
    finding(SERVER_SILENT, "10.9.2.10:7000", ["silent"]),
    finding(DEGRADED, "10.9.2.10:7000", ["lossy"]),
    finding(BLIND, "tcp", ["blind"]),
  ],
);

/** Names that mean something to one format or another. */
export const HOSTILE_NAMES: readonly string[] = [
  `quo"te's`,
  "two\nlines\r\n::error::injected",
  HOSTILE,
  "emoji 🔥 é 中",
  "]]> <b>&amp;</b> <!-- --> <script>alert(1)</script>",
  "a|b;c=d 'e' \\ \\n # SKIP %0A",
  "##[error]x ::stop-commands::x",
  "{{ $labels.x }} [link](javascript:alert(1)) `code` @all",
  "not ok 7 - x\nBail out!",
  "x".repeat(10_000),
  `${"x".repeat(10_000)}y`,
  "",
  "\\x1b[2J",
  "\x1b[2J",
  "constructor",
  "__proto__",
];

/** All texts come from somebody who means ill. */
export const HOSTILE_CHECK: CheckReport = report(
  HOSTILE_NAMES.map((name) =>
    checked(name, HOSTILE_DIAGNOSIS, {
      labels: { [name]: name, "": "", "1": "a\nb" },
      reason: `It failed: ${name}`,
    })
  ),
  [finding(HOSTILE_DIAGNOSIS, HOSTILE, HOSTILE_NAMES)],
);

const THOUSAND = Array.from({ length: 1000 }, (_, index) => `target-${index}`);

/** A thousand targets, every second behind one dead proxy. */
export const MANY: CheckReport = report(
  THOUSAND.map((name, index) =>
    checked(name, index % 2 === 0 ? HEALTHY : PROXY_STOPPED)
  ),
  [finding(
    PROXY_STOPPED,
    "10.9.1.5:3128",
    THOUSAND.filter((_, index) => index % 2 === 1),
  )],
);

/** One target that answers, and others that were left out. */
export const INTERRUPTED: CheckReport = {
  ...ONE,
  interrupted: true,
  passed: false,
};

/** All of them, by what they show. */
export const CHECKS: Readonly<Record<string, CheckReport>> = {
  EMPTY,
  ONE,
  INTERRUPTED,
  MIXED,
  HOSTILE_CHECK,
  MANY,
};
