import type { FailureMode } from "../../model/failure_modes.ts";
import type { ServerProtocolName } from "../../wire/heartbeat/protocols.ts";
import type { LiveStage } from "./live_stage.ts";

/** How a fault shows: the stream ends, falls silent, or gets slow. */
export type FaultSign = "end" | "silence" | "slowness";

/** A fault of a live session. */
export interface LiveFault {
  /** What happens, in words. */
  readonly fault: string;
  /** The name that is right. */
  readonly expected: FailureMode;
  /** How it shows. */
  readonly sign: FaultSign;
  /** Whether the relay stands before the server. @default {false} */
  readonly relayed?: true;
  /** Whether the proxy stands before all. @default {false} */
  readonly proxied?: true;
  /** Protocols that cannot show it. @default none */
  readonly hiddenFrom?: readonly ServerProtocolName[];
  /** Makes the fault. */
  readonly make: (stage: LiveStage) => void | Promise<void>;
  /** Ends the fault; absent where it was over at once. */
  readonly repair?: (stage: LiveStage) => void | Promise<void>;
}

/** Bytes that are no message of any protocol. */
const GARBAGE = new Uint8Array(16).fill(0xff);

/** What a server of another kind says first. */
const STRANGER = new TextEncoder().encode("220 mail.demo.test ready\r\n");

/** How long bytes are held each way by a slow path, in milliseconds. */
const HELD_MS = 15;

/** What loopback allows to be done to a live session. */
export const LIVE_FAULTS: readonly LiveFault[] = [
  {
    fault: "answers get slow",
    expected: "degraded",
    sign: "slowness",
    relayed: true,
    // Its client never asks, so that it sees no round trip.
    hiddenFrom: ["json"],
    make: ({ relay }) => relay.slow(HELD_MS),
    repair: ({ relay }) => relay.heal(),
  },
  {
    fault: "the server hangs",
    expected: "server-hung",
    sign: "silence",
    relayed: true,
    make: ({ relay }) => relay.hang(),
    repair: ({ relay }) => relay.heal(),
  },
  {
    fault: "the server hangs, behind a proxy",
    expected: "server-hung",
    sign: "silence",
    relayed: true,
    proxied: true,
    make: ({ relay }) => relay.hang(),
    repair: ({ relay }) => relay.heal(),
  },
  {
    fault: "this session falls silent, a fresh one works",
    expected: "session-lost",
    sign: "silence",
    relayed: true,
    make: ({ relay }) => relay.silence(),
  },
  {
    fault: "the proxy hangs",
    expected: "proxy-hung",
    sign: "silence",
    proxied: true,
    make: (stage) => stage.hangProxy(true),
    repair: (stage) => stage.hangProxy(false),
  },
  {
    fault: "the server closes the session",
    expected: "session-lost",
    sign: "end",
    relayed: true,
    make: ({ relay }) => relay.cut(),
  },
  {
    fault: "the server resets the connection",
    expected: "session-lost",
    sign: "end",
    relayed: true,
    make: ({ relay }) => relay.reset(),
  },
  {
    fault: "garbage in the midst of the session",
    expected: "session-lost",
    sign: "end",
    relayed: true,
    // Its commands may be any bytes.
    hiddenFrom: ["json"],
    make: ({ relay }) => relay.garble(GARBAGE),
  },
  {
    fault: "the server is stopped",
    expected: "server-stopped",
    sign: "end",
    make: (stage) => stage.stopServer(),
    repair: (stage) => stage.startServer(),
  },
  {
    fault: "the server is stopped, behind a proxy",
    expected: "server-stopped",
    sign: "end",
    proxied: true,
    make: (stage) => stage.stopServer(),
    repair: (stage) => stage.startServer(),
  },
  {
    fault: "the proxy is stopped",
    expected: "proxy-stopped",
    sign: "end",
    proxied: true,
    make: (stage) => stage.stopProxy(),
    repair: (stage) => stage.startProxy(),
  },
  {
    fault: "a stranger has taken the server's port",
    expected: "protocol-mismatch",
    sign: "end",
    relayed: true,
    make: ({ relay }) => relay.impersonate(STRANGER),
    repair: ({ relay }) => relay.heal(),
  },
];
