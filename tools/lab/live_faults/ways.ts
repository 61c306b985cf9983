import type { LiveWay } from "../live_fault.ts";
import { beats, OWN_PROXY } from "../live_services.ts";
import {
  danted,
  SERVER_PORT,
  type Service,
  squid,
  tinyproxy,
  web,
} from "../services.ts";
import { ADDRESSES } from "../topology.ts";
import {
  DIRECT,
  FAR_PROXY,
  PROXY,
  REFERENCE,
  SOCKS,
} from "../faults/targets.ts";
import { on } from "../services.ts";

function target(scheme: string): string {
  return `${scheme}://${ADDRESSES.server}:${SERVER_PORT}`;
}

/** A server of short words, beaten by the client each 500 ms. */
export const TEXT_SERVER: Service = beats("text");

/** A session of short words, the usual one here. */
export const TEXT: LiveWay = {
  target: target("text"),
  services: [TEXT_SERVER],
};

/** The usual session, beside a host that is expected to be alive. */
export const REFERRED: LiveWay = { ...TEXT, arguments: REFERENCE };

/** How many intervals a patient server lets its client be silent. */
const PATIENCE = ["--misses", "60"];

/** The same, of a server that lets its client be silent for long. */
export const PATIENT_TEXT: LiveWay = {
  ...TEXT,
  services: [beats("text", ...PATIENCE)],
};

/** The same, beaten once a second. */
export const SLOW_TEXT: LiveWay = { ...TEXT, intervalMs: 1000 };

/** A web server, whose beats are requests, one a connection. */
export const WEB: LiveWay = {
  target: DIRECT,
  services: [web()],
  intervalMs: 1000,
};

/** Objects of JSON; the server beats, every other second. */
export const JSON_LINES: LiveWay = {
  target: target("json"),
  services: [beats("json", ...PATIENCE)],
  intervalMs: 2000,
};

/** Records of Qt. */
export const QT: LiveWay = {
  target: target("qt"),
  services: [beats("qt")],
  intervalMs: 1000,
};

/** A WebSocket. */
export const SOCKET: LiveWay = {
  target: target("ws"),
  services: [beats("ws")],
  intervalMs: 1000,
};

/** A proxy, and how it is named. */
export interface ProxyKind {
  /** Part of a fault's name. */
  readonly name: string;
  /** How the client calls it. */
  readonly proxy: string;
  /** What runs on the proxy machine. */
  readonly service: Service;
}

/** The proxies that a session is led through. */
export const PROXIES = {
  own: { name: "own", proxy: PROXY, service: OWN_PROXY },
  tinyproxy: { name: "tinyproxy", proxy: PROXY, service: tinyproxy() },
  squid: { name: "squid", proxy: PROXY, service: squid() },
  danted: { name: "danted", proxy: SOCKS, service: danted() },
} as const satisfies Readonly<Record<string, ProxyKind>>;

/** Leads a session through a proxy on the client's own link. */
export function through(way: LiveWay, { proxy, service }: ProxyKind): LiveWay {
  return { ...way, proxy, services: [...way.services, service] };
}

/** Leads a session through a proxy beyond the gateway. */
export function throughFar(way: LiveWay): LiveWay {
  const services = [...way.services, on("names", tinyproxy())];
  return { ...way, proxy: FAR_PROXY, services };
}

/** The usual session behind the usual proxy. */
export const PROXIED: LiveWay = through(TEXT, PROXIES.tinyproxy);
