import { isInstalled } from "../dx/programs.ts";
import { inProject } from "../dx/project.ts";
import { run } from "../lab/command.ts";
import { TEXT_CLIENT } from "../../src/wire/heartbeat/text_protocol.ts";
import { qtClient } from "../../src/wire/heartbeat/qt_protocol.ts";
import { bundle } from "./bundle.ts";
import { faultlineCommand } from "./faultline_command.ts";

/** Protocols that sessions can speak here. */
export const SESSION_PROTOCOLS = ["text", "qt", "json", "ws"] as const;

/** One of them. */
export type SessionProtocol = typeof SESSION_PROTOCOLS[number];

/** Time between two beats, in milliseconds. */
const BEAT_MS = 1000;

/** Missing beats that are the end, where a contender only counts. */
const MISSES = 3;

/** A program that holds sessions. */
export interface Holder {
  /** Its name, as the table shows it. */
  readonly name: string;
  /**
   * The command that holds sessions with a port of 127.0.0.1, program first.
   * It prints a line with `"to":"online"` for each that came, and one with
   * `"to":"offline"` for each that was lost.
   */
  readonly hold: (
    protocol: SessionProtocol,
    port: number,
    count: number,
  ) => string[];
}

/** A program that serves them. */
export interface Host {
  /** Its name, as the table shows it. */
  readonly name: string;
  /**
   * The command that serves on a free port of 127.0.0.1. It prints one line of
   * JSON with `"event":"listening"` and the `address`.
   */
  readonly serve: (protocol: SessionProtocol) => string[];
}

/**
 * Faultline's `watch()` and `serve()`.
 *
 * @param folder Where their programs go.
 * @returns The contender.
 */
export async function faultline(folder: string): Promise<Holder & Host> {
  const host = await bundle(
    "tools/bench/sessions_serve.ts",
    `${folder}/sessions_serve.js`,
  );
  const holder = await bundle(
    "tools/bench/sessions_watch.ts",
    `${folder}/sessions_watch.js`,
  );
  return {
    name: "Faultline",
    hold(protocol, port, count) {
      const target = `${protocol}://127.0.0.1:${port}`;
      return faultlineCommand([target, `${count}`, `${BEAT_MS}`], holder);
    },
    serve: (protocol) => faultlineCommand([protocol, `${BEAT_MS}`], host),
  };
}

const NODE_PROGRAM = inProject("tools/bench/sessions_node.mjs");

/** The same by hand in Node, or nothing where Node is not there. */
export function node(): (Holder & Host) | undefined {
  if (!isInstalled("node")) return undefined;
  const beats = [`${BEAT_MS}`, `${MISSES}`];
  return {
    name: "Node",
    hold: (protocol, port, count) => [
      ...["node", NODE_PROGRAM, "hold", protocol, `${port}`, `${count}`],
      ...beats,
    ],
    serve: (protocol) => ["node", NODE_PROGRAM, "serve", protocol, ...beats],
  };
}

const FLOOR_SOURCE = inProject("tools/bench/sessions_floor.c");

/**
 * The least that sessions can cost, compiled into a folder.
 *
 * @param folder Where the program goes.
 * @returns The holder; nothing where no compiler is there.
 */
export async function floor(folder: string): Promise<Holder | undefined> {
  if (!isInstalled("cc")) return undefined;
  const program = `${folder}/sessions_floor`;
  const built = await run(["cc", "-O2", "-o", program, FLOOR_SOURCE]);
  if (built.code !== 0) throw new Error(built.stderr);
  return {
    name: "C",
    hold: (protocol, port, count) => [
      ...[program, `${port}`, `${count}`, `${BEAT_MS}`, `${MISSES}`],
      ...WORDS[protocol].map((word) => word === "" ? "-" : hexOf(word)),
    ],
  };
}

/** What the floor writes first, as a beat, and whenever it reads something. */
type Words = readonly [open: string, beat: string, answer: string];

const WORDS: Readonly<Record<SessionProtocol, Words>> = {
  text: ["", beatOf(TEXT_CLIENT), ""],
  qt: ["", beatOf(qtClient()), ""],
  json: ["", "", '{"Type":"Heartbeat"}'],
  ws: [
    "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\n" +
    "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n" +
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
    // A text of 9 bytes, masked with zeros.
    "\x81\x89\0\0\0\0heartbeat",
    "",
  ],
};

function beatOf(protocol: { beat(): Uint8Array | undefined }): string {
  return String.fromCharCode(...protocol.beat() ?? []);
}

function hexOf(word: string): string {
  return Uint8Array.from(word, (unit) => unit.charCodeAt(0)).toHex();
}
