import type { Fault } from "../fault.ts";
import { OWN_PROXY } from "../live_services.ts";
import { danted, on, type Service, squid, tinyproxy } from "../services.ts";
import { DIRECT, FAR_PROXY, PROXY, SOCKS } from "./targets.ts";

/** A way to the server. */
export interface Way {
  /** What a scenario's name ends with. */
  readonly suffix: string;
  /** The proxy on it. @default none */
  readonly proxy?: string;
  /** What runs on the proxy machine. @default nothing */
  readonly service?: Service;
}

/** No proxy. */
export const STRAIGHT: Way = { suffix: "" };

/** The proxies on the client's own link: ours, and three of Debian's. */
export const BY_OWN: Way = {
  suffix: "-own",
  proxy: PROXY,
  service: OWN_PROXY,
};
export const BY_TINYPROXY: Way = {
  suffix: "-tinyproxy",
  proxy: PROXY,
  service: tinyproxy(),
};
export const BY_SQUID: Way = {
  suffix: "-squid",
  proxy: PROXY,
  service: squid(),
};
export const BY_DANTED: Way = {
  suffix: "-danted",
  proxy: SOCKS,
  service: danted(),
};

/** A proxy beyond the gateway. */
export const BY_FAR: Way = {
  suffix: "-far-proxy",
  proxy: FAR_PROXY,
  service: on("names", tinyproxy()),
};

/** Every proxy on the client's own link. */
export const NEAR_PROXIES: readonly Way[] = [
  BY_OWN,
  BY_TINYPROXY,
  BY_SQUID,
  BY_DANTED,
];

/** Something that breaks, whatever the way to the server. */
export type Break = Omit<Fault, "target" | "proxy" | "warm">;

/** The same break on several ways, asked of a client that knows nobody yet. */
export function cold(broken: Break, ...ways: readonly Way[]): Fault[] {
  return ways.map((way) => onWay(broken, way));
}

/** The same, asked of a client that has just talked to everybody. */
export function warm(broken: Break, ...ways: readonly Way[]): Fault[] {
  return ways.map((way) => {
    const fault = onWay(broken, way);
    return { ...fault, name: `${fault.name}-warm`, warm: true };
  });
}

function onWay(broken: Break, { suffix, proxy, service }: Way): Fault {
  const { name, services = [] } = broken;
  return {
    ...broken,
    name: `${name}${suffix}`,
    target: DIRECT,
    ...proxy !== undefined && { proxy },
    services: service === undefined ? services : [...services, service],
  };
}
