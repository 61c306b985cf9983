import {
  onAnswer,
  onBeat,
  onTick,
  startDetector,
} from "../core/detect/detector.ts";
import type { DetectorState, Missed } from "../core/detect/detector_state.ts";
import type { ClientEventBase } from "../model/serve_event.ts";
import type { ServerSession } from "../session/server_session.ts";
import type { ServerProtocol } from "../wire/heartbeat/heartbeat_codec.ts";
import { sameAddress } from "../wire/same_address.ts";
import { hostOf } from "./client_places.ts";

/** Who receives: all, one by its connection, or all of an address. */
export type Receivers = "all" | number | string;

/** What a server needs to know of one client. */
export interface ServedClientOptions {
  /** The number of the connection. */
  readonly connection: number;
  /** Address and port of the client. */
  readonly address: string;
  /** The port of this machine that it came to, as the server names it. */
  readonly port: object;
  /** What is spoken. */
  readonly protocol: ServerProtocol;
  /** Time between beats, in milliseconds. */
  readonly intervalMs: number;
  /** Missing beats that are the end. */
  readonly misses: number;
  /** Now, on the monotonic clock. */
  readonly atMs: number;
}

/** One client: its session, and the rule by which it is dead. */
export class ServedClient {
  /** The number of the connection, counted from 1. */
  readonly connection: number;
  /** Address and port of the client. */
  readonly address: string;
  /** The port of this machine that it came to. */
  readonly port: object;
  /** What is spoken. */
  readonly protocol: ServerProtocol;
  /** When it connected, in milliseconds on the monotonic clock. */
  readonly connectedAtMs: number;
  #detector: DetectorState;

  /** Begins to count. */
  constructor(options: ServedClientOptions) {
    const { protocol, intervalMs, misses, atMs } = options;
    this.connection = options.connection;
    this.address = options.address;
    this.port = options.port;
    this.protocol = protocol;
    this.connectedAtMs = atMs;
    const beats = protocol.beatsFrom === "server";
    const { rule } = protocol;
    this.#detector = startDetector({ rule, intervalMs, misses, beats }, atMs);
  }

  /** What an event says of the client. */
  get name(): Pick<ClientEventBase, "protocol" | "connection" | "address"> {
    const { protocol: { name: protocol }, connection, address } = this;
    return { protocol, connection, address };
  }

  /** Whether it is among the receivers. */
  isMeant(to: Receivers): boolean {
    if (to === "all" || to === this.connection) return true;
    // A server of both families has IPv4 clients with mapped addresses.
    const host = hostOf(this.address).replace(/^::ffff:(?=\d+\.)/, "");
    return typeof to === "string" && sameAddress(to, host);
  }

  /** Notes a sign that the rule counts. */
  hear(atMs: number): void {
    this.#detector = onAnswer(this.#detector, atMs);
  }

  /**
   * Judges the silence, and writes a beat when one is due.
   *
   * @param session The client's session.
   * @param atMs Now.
   * @returns What was missed, or `null`.
   */
  tick(session: ServerSession, atMs: number): Missed | null {
    const { nextAtMs } = this.#detector;
    if (nextAtMs === null || atMs < nextAtMs) return null;
    const { state, beat, missed } = onTick(this.#detector, atMs);
    this.#detector = state;
    if (beat) {
      session.beat();
      this.#detector = onBeat(this.#detector, atMs);
    }
    return missed;
  }
}
