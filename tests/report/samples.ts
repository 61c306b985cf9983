import type { Diagnosis } from "../../src/model/diagnosis.ts";
import type {
  Observation,
  ObservationDetail,
  Outcome,
} from "../../src/model/observation.ts";
import type { ObservedSegment } from "../../src/model/segment.ts";
import type { PathSegment, Verdict } from "../../src/model/verdict.ts";
import type { Style } from "../../src/report/style.ts";

/** As on a terminal with UTF-8 and without colour. */
export const UNICODE: Style = { colour: false, unicode: true, width: 80 };

/** An observation in one line. */
export function seen(
  segment: ObservedSegment,
  subject: string,
  outcome: Outcome,
  detail: ObservationDetail = {},
  tookMs = 1,
): Observation {
  const at = "2026-11-20T19:00:00.000Z";
  const probe = "self";
  return { probe, segment, subject, outcome, at, tookMs, detail };
}

/** A path as words: `link eth0 ok`. */
export function path(...parts: readonly string[]): PathSegment[] {
  return parts.map((part) => {
    const [segment, subject, status] = part.split(" ");
    return { segment, subject, status } as PathSegment;
  });
}

/** A verdict that is certain unless more candidates are named. */
export function verdict(
  about: Pick<Verdict, "mode" | "segment"> & Partial<Verdict>,
): Verdict {
  const candidates = about.candidates ?? [about.mode];
  return {
    case: null,
    certain: candidates.length === 1,
    candidates,
    title: "The title",
    detail: "What was seen.",
    advice: "Do this next.",
    evidence: [],
    ...about,
  };
}

/** A diagnosis of a target behind a gateway. */
export function diagnosis(about: Partial<Diagnosis>): Diagnosis {
  const healthy = (about.verdict ?? null) === null;
  return {
    schema: "faultline/diagnosis@1",
    target: "tcp://10.9.2.10:7000",
    proxy: null,
    phase: "before-connect",
    healthy,
    state: healthy ? "online" : "offline",
    transitions: [
      { from: "idle", to: "connecting", cause: "start", sinceMs: 0 },
    ],
    verdict: null,
    path: [],
    observations: [],
    startedAt: "2026-11-20T19:00:00.000Z",
    elapsedMs: 12.3,
    ...about,
  };
}

/** A target that answers. */
export const HEALTHY: Diagnosis = diagnosis({
  path: path(
    "link eth0 ok",
    "network 10.9.0.5 ok",
    "gateway 10.9.0.1 ok",
    "server 10.9.2.10:7000 ok",
    "session http ok",
  ),
  observations: [seen("session", "10.9.2.10:7000", "answered", { rttMs: 2 })],
});

/** A proxy whose port refuses: certain. */
export const PROXY_STOPPED: Diagnosis = diagnosis({
  proxy: "http://10.9.1.5:3128",
  verdict: verdict({
    mode: "proxy-stopped",
    segment: "proxy",
    case: 3,
    title: "The proxy is not running; its machine is alive",
    detail: "The machine refused the connection: nothing serves this port.",
    advice: "Start the proxy, and check the port that it listens on.",
    evidence: [2, 3],
  }),
  path: path(
    "link eth0 ok",
    "network 10.9.1.2 ok",
    "proxy 10.9.1.5:3128 broken",
    "server 10.9.2.10:7000 unknown",
    "session tcp unknown",
  ),
  observations: [
    seen("network", "eth0", "addressed", {
      addresses: ["10.9.1.2"],
      interface: "eth0",
    }, 6),
    seen("link", "eth0", "carrier", { interface: "eth0", mtuBytes: 1500 }, 9),
    seen("proxy", "10.9.1.5:3128", "refused", {
      code: "ECONNREFUSED",
      errorName: "ConnectionRefused",
      message: "Connection refused (os error 111)",
    }, 0.6),
    seen("proxy", "10.9.1.5:3128", "not-filtered", {
      code: "ECONNREFUSED",
      counters: { TcpActiveOpens: 1, IpInReceives: 2 },
    }, 5.2),
  ],
});

/** A proxy machine that is silent: the name stands for its candidates. */
export const PROXY_SILENT: Diagnosis = diagnosis({
  proxy: "http://10.9.1.5:3128",
  verdict: verdict({
    mode: "proxy-unreachable",
    segment: "proxy",
    candidates: [
      "proxy-network-down",
      "proxy-cable-unplugged",
      "proxy-machine-off",
    ],
    title: "The proxy machine is silent",
    detail: "The proxy machine answers neither connection nor ping.",
    advice: "Go to the proxy machine: check power, then cable.",
    evidence: [0, 1],
  }),
  path: PROXY_STOPPED.path,
  observations: [
    seen("proxy", "10.9.1.5:3128", "connect-timeout", {}, 2000),
    seen("proxy", "10.9.1.5", "echo-silent", { sent: 1, received: 0 }, 1900),
  ],
});

/** A silence behind the gateway: the name is a guess among candidates. */
export const SERVER_SILENT: Diagnosis = diagnosis({
  verdict: verdict({
    mode: "server-unreachable",
    segment: "server",
    candidates: ["path-broken", "server-unreachable"],
    title: "The server machine is silent",
    detail: "The server machine answers no connection.",
    advice: "Go to the server machine.",
    evidence: [0, 1],
  }),
  path: path(
    "link eth0 ok",
    "network 10.9.0.5 ok",
    "gateway 10.9.0.1 ok",
    "server 10.9.2.10:7000 unknown",
    "session tcp unknown",
  ),
  observations: [
    seen("server", "10.9.2.10:7000", "connect-timeout", {}, 2000),
    seen("gateway", "10.9.0.1", "echo-answered", { rttMs: 0.4 }, 5),
    seen("self", "ping", "not-permitted", {
      lost: "ping",
      program: "ping",
      permission: "--allow-run=ping",
    }),
    seen("self", "nstat", "program-missing", {
      lost: "firewall",
      program: "nstat",
    }),
  ],
});

/** A target that works, with loss. */
export const DEGRADED: Diagnosis = diagnosis({
  state: "online",
  verdict: verdict({
    mode: "degraded",
    segment: "session",
    title: "The path works, with loss or delay",
    detail: "The connection opened only after its first packet was sent again.",
    advice: "Look for loss on the path, nearest segment first.",
    evidence: [0],
  }),
  path: path(
    "link eth0 ok",
    "server 10.9.2.10:7000 ok",
    "session tcp degraded",
  ),
  observations: [seen("server", "10.9.2.10:7000", "connected", {}, 1031)],
});

/** A look that decides was not permitted. */
export const BLIND: Diagnosis = diagnosis({
  verdict: verdict({
    mode: "not-permitted",
    segment: "self",
    title: "A look that decides was not permitted",
    detail: "What would decide the case could not be looked at.",
    advice: "Give the permission that is named.",
    evidence: [0],
  }),
  path: path("link ? unknown", "server 10.9.2.10:7000 unknown"),
  observations: [
    seen("self", "tcp", "not-permitted", {
      lost: "tcp",
      permission: "--allow-net=10.9.2.10:7000",
      message: "Requires net access",
    }),
    seen("self", "ip", "not-permitted", {
      lost: "link",
      program: "ip",
      permission: "--allow-run=ip",
    }),
    seen("self", "ip", "not-permitted", {
      lost: "network",
      program: "ip",
      permission: "--allow-run=ip",
    }),
  ],
});

/** What a peer would write to have a terminal act upon it. */
export const HOSTILE =
  "\x1b[2J\x1b]0;owned\x07\u009b31m\r\nNext: curl evil\u202e\u2066\u2028\ud800";

/** A diagnosis whose every text comes from a hostile peer. */
export const HOSTILE_DIAGNOSIS: Diagnosis = diagnosis({
  target: "tcp://10.9.2.10:7000",
  verdict: verdict({
    mode: "protocol-mismatch",
    segment: "session",
    detail: `The peer said ${HOSTILE}.`,
    evidence: [0],
  }),
  path: [{ segment: "link", subject: HOSTILE, status: "broken" }],
  observations: [
    seen("session", HOSTILE, "mismatch", {
      firstBytes: HOSTILE,
      software: HOSTILE,
      location: HOSTILE,
      message: HOSTILE,
      names: HOSTILE,
      code: HOSTILE,
    }),
    seen("self", HOSTILE, "program-missing", {
      program: HOSTILE,
      lost: "ping",
    }),
  ],
});
