import type { FailureMode } from "../../model/failure_modes.ts";
import type { Evidence } from "./evidence.ts";
import type { Finding } from "./finding.ts";

/** What a refused connection is where nothing else refuses it. */
export function stoppedMode(host: "proxy" | "server"): FailureMode {
  return host === "proxy" ? "proxy-stopped" : "server-stopped";
}

/**
 * Names a process that is not there: its machine refused the connection.
 * Certain only where the counters of this host exclude a rule of its own. A
 * remote firewall that imitates a closed port is one, to any observer.
 */
export function refused(evidence: Evidence): Finding | undefined {
  const host = evidence.firstHost;
  const seen = evidence.indexes({
    segment: host,
    outcomes: ["refused", "connect-reset"],
  });
  if (seen.length === 0) return undefined;
  if (evidence.has({ segment: host, outcomes: ["connected"] })) {
    return undefined;
  }
  const stopped = stoppedMode(host);
  const sure = evidence.unfiltered(seen) && !resetsStill(evidence);
  return {
    mode: stopped,
    candidates: sure ? [stopped] : [stopped, "firewall-blocked"],
    detail: sure
      ? "The machine refused the connection: nothing serves this port."
      : "The connection was refused: by the machine, since nothing serves " +
        "this port, or by a firewall in its name.",
    evidence: [...seen, ...evidence.indexes({ outcomes: ["not-filtered"] })],
  };
}

/**
 * Whether connections are reset as far as is known. A process that ends resets
 * those that wait for it to accept them (inet_csk_listen_stop() of Linux), and
 * its machine refuses the next one: then the look after the reset tells.
 */
function resetsStill(evidence: Evidence): boolean {
  const reset = evidence.indexes({
    segment: evidence.firstHost,
    outcomes: ["connect-reset"],
  });
  const looks = evidence.indexes({ outcomes: ["not-filtered"] });
  const refusing = looks.filter((index) =>
    evidence.observations[index]?.detail.code === "ECONNREFUSED"
  );
  return evidence.towards(reset, refusing).length < reset.length;
}
