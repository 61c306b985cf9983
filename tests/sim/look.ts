import type { FailureMode } from "../../src/model/failure_modes.ts";
import type { Link } from "./link.ts";
import { connectedMs, type Connection, roundTripEndMs } from "./stream.ts";
import type { Cancel, World } from "./world.ts";

/**
 * Connections that a look begins at most, while none stands. Each is one more
 * packet that a bad moment must swallow: with a single one, whose packet the
 * kernel repeats after a second, ten times as many outages would be false.
 */
const DIALS = 8;

/**
 * Between two of them, in milliseconds: eight fill a window of a second, and
 * RFC 8305 §5 wants no less than 100 ms.
 */
const DIAL_GAP_MS = 125;

/** Lateness of a timer that counts as this process being starved, in ms. */
const STARVED_MS = 100;

/** What a look from outside the session reports. */
export interface LookReport {
  /** The target's machine gave a sign. */
  readonly onProof: () => void;
  /** The application answered on a fresh connection. */
  readonly onFresh: (connection: Connection) => void;
  /** The look is over: what is broken, or `null` if nothing is. */
  readonly onEnd: (mode: FailureMode | null) => void;
}

/**
 * Looks at the path from outside the session: one ping, and a fresh connection
 * with one beat, dialled again and again while none stands. Silence in spite
 * of a sign of life is no verdict: it is left to the detector.
 */
export class Look {
  readonly #world: World;
  readonly #link: Link;
  readonly #connect: () => Connection;
  readonly #report: LookReport;
  readonly #cancels: Cancel[] = [];
  #isProven = false;
  #stands = false;
  #isDone = false;

  constructor(
    world: World,
    link: Link,
    connect: () => Connection,
    report: LookReport,
  ) {
    this.#world = world;
    this.#link = link;
    this.#connect = connect;
    this.#report = report;
  }

  /** Begins; it ends after `timeoutMs` at the latest. */
  start(timeoutMs: number): void {
    const { nowMs } = this.#world;
    const endMs = nowMs + timeoutMs;
    this.#onArrival(roundTripEndMs(this.#link, nowMs), () => this.#prove());
    for (let dial = 0; dial < DIALS; dial++) {
      this.#onTime(nowMs + dial * DIAL_GAP_MS, (atMs) => this.#dial(atMs));
    }
    this.#onTime(endMs, (atMs) => this.#timeOut(atMs - endMs));
  }

  /** Ends it without a report. */
  cancel(): void {
    for (const cancel of this.#cancels) cancel();
  }

  #dial(atMs: number): void {
    if (this.#stands) return;
    this.#onArrival(connectedMs(this.#link, atMs), (standsMs) => {
      this.#prove();
      if (this.#stands) return;
      this.#stands = true;
      const connection = this.#connect();
      this.#onArrival(connection.beat(standsMs), () => {
        this.#report.onFresh(connection);
        this.#end(null);
      });
    });
  }

  #prove(): void {
    this.#isProven = true;
    this.#report.onProof();
  }

  /** The sockets get one more turn before silence is believed. */
  #timeOut(lateMs: number): void {
    this.#onTime(this.#world.nowMs, () => {
      if (lateMs > STARVED_MS) return this.#end("observer-overloaded");
      this.#end(this.#isProven ? "unknown" : "server-unreachable");
    });
  }

  /** A fresh connection may still come: only the judgement is made. */
  #end(mode: FailureMode | null): void {
    if (this.#isDone) return;
    this.#isDone = true;
    this.#report.onEnd(mode);
  }

  #onTime(atMs: number, run: (nowMs: number) => void): void {
    this.#cancels.push(this.#world.onTime(atMs, run));
  }

  #onArrival(atMs: number, run: (nowMs: number) => void): void {
    this.#cancels.push(this.#world.onArrival(atMs, run));
  }
}
