import type { FailureMode } from "../../../src/model/failure_modes.ts";
import { type Fault, forward } from "../fault.ts";
import type { Lab } from "../lab.ts";
import { web } from "../services.ts";
import { ADDRESSES, type Host } from "../topology.ts";
import { BEHIND_PROXY } from "./look_alikes.ts";
import { type Break, BY_TINYPROXY, cold, STRAIGHT, warm } from "./variants.ts";

/** Whatever else loses packets looks the same. */
const LOSERS: readonly FailureMode[] = [
  "firewall-blocked",
  "server-hung",
  "proxy-hung",
  "mtu-blackhole",
];

/** A share of the packets is lost, each way. */
function lossy(
  percent: number,
  lose: (lab: Lab, rule: string) => Promise<void>,
  or: readonly FailureMode[] = [],
): Break {
  return {
    name: `loss-${percent}`,
    truth: "degraded",
    or: [...LOSERS, ...or],
    lossy: true,
    silent: true,
    services: [web()],
    make: (lab) => lose(lab, `numgen random mod 100 < ${percent} drop`),
  };
}

function loseBetweenLinks(lab: Lab, rule: string): Promise<void> {
  return lab.filter("router", forward(rule));
}

/**
 * What a client loses on its way to the proxy, and back: where it comes in, as
 * on a wire. A host that loses what it sends knows, and Linux gives up a
 * connection whose answer to a SYN it could not repeat.
 */
async function loseBeforeProxy(lab: Lab, rule: string): Promise<void> {
  await loseComing(lab, "client", `ip saddr ${ADDRESSES.proxy} ${rule}`);
  await loseComing(lab, "proxy", `ip saddr ${ADDRESSES.client} ${rule}`);
}

async function loseComing(lab: Lab, host: Host, rule: string): Promise<void> {
  const hook = 'type filter hook ingress device "eth0" priority 0';
  await lab.nft(
    host,
    `table netdev loss {\nchain in {\n${hook}\n${rule}\n}\n}\n`,
  );
}

/** A modem's rate towards the server, with seconds of queue. */
async function throttle(lab: Lab): Promise<void> {
  await lab.run("router", [
    ...["tc", "qdisc", "add", "dev", "eth1", "root", "tbf"],
    ...["rate", "8kbit", "burst", "1540", "latency", "4s"],
  ]);
}

const CRAWL: Break = {
  name: "crawl",
  truth: "degraded",
  lossy: true,
  silent: true,
  services: [web()],
  make: throttle,
};

/** What is alive, and not well. */
export const QUALITY_FAULTS: readonly Fault[] = [
  ...[10, 30].flatMap((percent) => [
    ...cold(lossy(percent, loseBetweenLinks), STRAIGHT),
    ...warm(lossy(percent, loseBetweenLinks), STRAIGHT),
    ...cold(lossy(percent, loseBeforeProxy, BEHIND_PROXY), BY_TINYPROXY),
  ]),
  ...cold(CRAWL, STRAIGHT, BY_TINYPROXY),
];
