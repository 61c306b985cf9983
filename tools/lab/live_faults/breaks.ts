import type { Lab } from "../lab.ts";
import type { LiveFault } from "../live_fault.ts";
import { powerOff, powerOn } from "../live_power.ts";
import { restart } from "../live_services.ts";
import { type Service, startServices } from "../services.ts";
import { ADDRESSES, ADDRESSES6, type Host } from "../topology.ts";

/** What breaks something, and what mends it. */
export type Break = Required<Pick<LiveFault, "make" | "undo">>;

/** A cable that is pulled. */
export function cableOf(host: Host): Break {
  return {
    make: (lab) => lab.cable(host, "down"),
    undo: (lab) => lab.cable(host, "up"),
  };
}

/** An interface that is disabled; what it takes along is set anew. */
export function interfaceOf(host: "client" | "proxy" | "server"): Break {
  const gateway = ADDRESSES[host === "server" ? "farGateway" : "gateway"];
  return {
    make: (lab) => lab.ip(host, "link set eth0 down"),
    undo: (lab) =>
      lab.ip(
        host,
        "link set eth0 up",
        `route add default via ${gateway}`,
        `addr add ${ADDRESSES6[host]}/64 dev eth0`,
      ),
  };
}

/** A firewall, by its chain. */
export function firewallOf(host: Host, chain: string): Break {
  return {
    make: (lab) => lab.filter(host, chain),
    undo: (lab) => lab.unfilter(host),
  };
}

/** Processes that are stopped and live on without a word. */
export function stopOf(host: Host): Break {
  return {
    make: (lab) => lab.suspend(host),
    undo: (lab) => lab.signal(host, "SIGCONT"),
  };
}

/** A process that is ended, and gone: some take their time to obey. */
export function endOf(
  service: Service,
  signal: "SIGTERM" | "SIGKILL",
): Break {
  const { host } = service;
  return {
    async make(lab) {
      await lab.signal(host, signal);
      await lab.ended(host);
    },
    undo: (lab) => restart(lab, service),
  };
}

/** A machine without power. */
export function powerOf(service: Service): Break {
  return {
    make: (lab) => powerOff(lab, service.host),
    undo: (lab) => boot(lab, service),
  };
}

/** A machine that forgets all, and is back at once. */
export async function powerCycle(lab: Lab, service: Service): Promise<void> {
  await powerOff(lab, service.host);
  await boot(lab, service);
}

async function boot(lab: Lab, service: Service): Promise<void> {
  await powerOn(lab, service.host);
  await startServices(lab, [service]);
}
