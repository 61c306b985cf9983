import type { RemoteInfo, Socket } from "node:dgram";
import { orAborted } from "./deno_conn.ts";
import type { ExchangeOptions } from "./io.ts";

/** What an inbox keeps. */
export interface InboxOptions<Answer> {
  /** Most answers waiting to be looked at; more are dropped, as UDP may. */
  readonly most: number;
  /** Makes an answer of a datagram; `undefined` drops it. */
  readonly take: (bytes: Uint8Array, from: RemoteInfo) => Answer | undefined;
}

/** What comes to a UDP socket, in order. */
export class Inbox<Answer> {
  readonly #waiting: Answer[] = [];
  #wake: () => void = () => {};
  #error: unknown;

  /** Listens from now on. */
  constructor(socket: Socket, { most, take }: InboxOptions<Answer>) {
    socket.on("message", (bytes: Uint8Array, from: RemoteInfo) => {
      if (this.#waiting.length === most) return;
      const answer = take(new Uint8Array(bytes), from);
      if (answer === undefined) return;
      this.#waiting.push(answer);
      this.#wake();
    });
    socket.on("error", (error) => {
      this.#error = error;
      this.#wake();
    });
  }

  /** Waits for the next; throws the socket's error, or the signal's reason. */
  async next(signal: AbortSignal): Promise<Answer> {
    for (;;) {
      const answer = this.#waiting.shift();
      if (answer !== undefined) return answer;
      if (this.#error !== undefined) throw this.#error;
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#wake = resolve;
      await orAborted(promise, signal);
    }
  }
}

/** Sends one datagram; rejects with whatever the socket complains of. */
export function sendDatagram(
  socket: Socket,
  bytes: Uint8Array,
  { address, port }: Pick<ExchangeOptions, "address" | "port">,
): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.on("error", reject);
    const done = (error: Error | null) => error ? reject(error) : resolve();
    socket.send(bytes, port, address, done);
  });
}
