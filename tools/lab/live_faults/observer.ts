import type { Lab } from "../lab.ts";
import type { LiveFault, LiveWay } from "../live_fault.ts";
import {
  JSON_LINES,
  PATIENT_TEXT,
  PROXIED,
  PROXIES,
  QT,
  SOCKET,
  TEXT,
  through,
  WEB,
} from "./ways.ts";

/** For how long a session is watched that nothing is wrong with, in ms. */
const HEALTHY_MS = 60_000;

/** The same where another way was watched as long. */
const BRIEF_MS = 20_000;

/** Stops the program for a while, as a starved machine does. */
async function starve(lab: Lab, forMs: number): Promise<void> {
  await lab.suspend("client");
  await new Promise((resolve) => setTimeout(resolve, forMs));
  await lab.signal("client", "SIGCONT");
}

function starved(forMs: number, way: LiveWay, suffix = ""): LiveFault {
  return {
    ...way,
    name: `live-starved-${forMs}${suffix}`,
    truth: null,
    sign: "quiet",
    quietMs: 5000,
    make: (lab) => starve(lab, forMs),
  };
}

function healthy(
  name: string,
  way: LiveWay,
  quietMs: number = BRIEF_MS,
): LiveFault {
  return {
    ...way,
    intervalMs: way.intervalMs ?? 1000,
    name: `live-healthy-${name}`,
    truth: null,
    sign: "quiet",
    quietMs,
    make: () => Promise.resolve(),
  };
}

/** What breaks at the observer itself, or nowhere. */
export const LIVE_OBSERVER_FAULTS: readonly LiveFault[] = [
  starved(500, PATIENT_TEXT),
  starved(2000, PATIENT_TEXT),
  starved(4000, PATIENT_TEXT),
  starved(4000, JSON_LINES, "-json"),
  starved(4000, through(PATIENT_TEXT, PROXIES.tinyproxy), "-proxied"),
  healthy("text", TEXT, HEALTHY_MS),
  healthy("web", WEB),
  healthy("json", JSON_LINES),
  healthy("qt", QT),
  healthy("ws", SOCKET),
  healthy("proxied", PROXIED, HEALTHY_MS),
];
