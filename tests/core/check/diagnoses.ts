import { classify } from "../../../src/core/classify/classify.ts";
import { pathOf } from "../../../src/core/classify/path.ts";
import type { CheckedTarget } from "../../../src/model/check_report.ts";
import type { Diagnosis } from "../../../src/model/diagnosis.ts";
import type { Observation, Outcome } from "../../../src/model/observation.ts";
import { parseProxy, parseTarget } from "../../../src/model/target.ts";
import { meets } from "../../../src/core/check/expectation.ts";

/** When everything was seen. */
export const AT = "2026-11-20T19:00:00.000Z";

/** A fact, as a probe states it. */
export function fact(
  segment: Observation["segment"],
  subject: string,
  outcome: Outcome,
  detail: Observation["detail"] = {},
  tookMs = 1,
): Observation {
  return { probe: "tcp", segment, subject, outcome, at: AT, tookMs, detail };
}

/** This host's own side: all is well, the way leads through a gateway. */
export function behindGateway(
  address: string,
  gateway = "10.9.1.1",
): readonly Observation[] {
  return [
    fact("link", "eth0", "carrier", { interface: "eth0" }),
    fact("network", "eth0", "addressed", {
      interface: "eth0",
      addresses: ["10.9.1.7"],
      family: 4,
    }),
    fact("network", address, "routed", {
      address,
      gateway,
      interface: "eth0",
      onLink: false,
      family: 4,
    }),
  ];
}

/** What a diagnosis makes of what was seen. */
export function diagnosed(
  url: string,
  observations: readonly Observation[],
  proxyUrl?: string,
): Diagnosis {
  const target = parseTarget(url);
  const proxy = proxyUrl === undefined ? undefined : parseProxy(proxyUrl);
  const verdict = classify(observations);
  return {
    schema: "faultline/diagnosis@1",
    target: target.url,
    proxy: proxy?.url ?? null,
    phase: "before-connect",
    healthy: verdict === null,
    state: verdict === null ? "online" : "offline",
    transitions: [],
    verdict,
    path: pathOf(observations, { target, ...(proxy && { proxy }), verdict }),
    observations,
    startedAt: AT,
    elapsedMs: 2000,
  };
}

/** The same as one target of a check. */
export function checked(
  name: string,
  diagnosis: Diagnosis,
  expected: CheckedTarget["expected"] = "healthy",
  maxLatencyMs: number | null = null,
): CheckedTarget {
  const { target, proxy } = diagnosis;
  return {
    name,
    target,
    proxy,
    labels: {},
    expected,
    maxLatencyMs,
    ...meets({ expected, maxLatencyMs }, diagnosis),
    diagnosis,
  };
}

/** A port that is served. */
export function healthy(url: string): Diagnosis {
  return diagnosed(url, [
    fact("server", url, "connected", { role: "target" }, 20),
    fact("session", url, "answered", {}, 30),
  ]);
}

/** A port that nobody serves. */
export function stopped(url: string): Diagnosis {
  return diagnosed(url, [
    fact("server", url, "refused", { role: "target" }),
    fact("server", url, "not-filtered"),
  ]);
}

/** A proxy whose port nobody serves. */
export function proxyStopped(url: string, proxyUrl: string): Diagnosis {
  return diagnosed(url, [
    fact("proxy", "10.9.1.5:3128", "refused", { role: "target" }),
    fact("proxy", "10.9.1.5:3128", "not-filtered"),
  ], proxyUrl);
}

/** A server behind a gateway of which nothing is heard. */
export function silent(address: string, gateway?: string): Diagnosis {
  return diagnosed(`${address}:80`, [
    ...behindGateway(address, gateway),
    fact("server", `${address}:80`, "connect-timeout", {
      role: "target",
      address,
      onLink: false,
    }, 2000),
    fact("server", address, "echo-silent", {
      role: "target",
      address,
      onLink: false,
    }, 1900),
    fact("server", `${address}:80`, "not-filtered"),
  ]);
}

/** A server behind the same gateway that answers. */
export function reached(
  address: string,
  gateway?: string,
  at: string = AT,
): Diagnosis {
  const way = { role: "target", address, onLink: false } as const;
  return diagnosed(`${address}:80`, [
    ...behindGateway(address, gateway),
    { ...fact("server", `${address}:80`, "connected", way), at },
    fact("session", `${address}:80`, "accepted"),
  ]);
}
