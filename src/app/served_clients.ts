import type { Channel } from "../io/io.ts";
import { MAX_WS_MESSAGE_BYTES } from "../model/limits.ts";
import { type ServerEnding, ServerSession } from "../session/server_session.ts";
import type {
  DataMessage,
  ServerProtocol,
} from "../wire/heartbeat/heartbeat_codec.ts";
import { ClientPlaces } from "./client_places.ts";
import { type Receivers, ServedClient } from "./served_client.ts";
import type { ServerWorld } from "./server_world.ts";

/**
 * Time between two scans for what is due, in milliseconds: less than any guard
 * of a detector against late timers.
 */
const SCAN_MS = 25;

/** All clients of one server. */
export class ServedClients {
  readonly #world: ServerWorld;
  readonly #sessions: Map<ServedClient, ServerSession> = new Map();
  readonly #places: ClientPlaces;
  #count = 0;
  #isScanning = false;

  /** Begins without clients. */
  constructor(world: ServerWorld) {
    this.#world = world;
    this.#places = new ClientPlaces(world.settings.limits);
  }

  /** Takes a connection over, or turns it away; `port` is where it came. */
  welcome(channel: Channel, protocol: ServerProtocol, port: object): void {
    const { io, settings } = this.#world;
    const { remote: address } = channel;
    const reason = this.#places.take(address);
    if (reason !== undefined) {
      channel.close();
      const { name } = protocol;
      this.#world.tell({ event: "refused", protocol: name, address, reason });
      return;
    }
    const client = new ServedClient({
      connection: ++this.#count,
      address,
      port,
      protocol,
      intervalMs: settings.intervalMs ?? protocol.intervalMs,
      misses: settings.misses ?? protocol.misses,
      atMs: io.clock.monotonicMs(),
    });
    const session = this.#makeSession(client, channel);
    this.#sessions.set(client, session);
    this.#world.tell({ event: "connected", ...client.name });
    session.start();
    if (!this.#isScanning) this.#scan();
  }

  /** Sends to `json` clients; gives how many were meant. */
  send(bytes: Uint8Array, to: Receivers): number {
    const meant = [...this.#sessions].filter(([client]) =>
      client.protocol.name === "json" && client.isMeant(to)
    );
    for (const [, session] of meant) session.send(bytes);
    return meant.length;
  }

  /** Lets all go. */
  end(): void {
    for (const session of [...this.#sessions.values()]) {
      session.end({ reason: "stopped" });
    }
  }

  #makeSession(client: ServedClient, channel: Channel): ServerSession {
    const { io, settings } = this.#world;
    const { limits, maxMessageBytes, allowsOrigin } = settings;
    const { protocol } = client;
    return new ServerSession({
      channel,
      protocol,
      io,
      limits: {
        messagesPerSecond: limits.messagesPerSecond,
        readBytesPerSecond: limits.readBytesPerSecond,
        outgoingBytes: protocol.relays
          ? limits.relayOutgoingBytes
          : limits.outgoingBytes,
      },
      ...(protocol.unit === "message" && {
        upgrade: (raw: Channel, signal: AbortSignal) =>
          io.acceptWebSocket(raw, {
            maxMessageBytes: maxMessageBytes ?? MAX_WS_MESSAGE_BYTES,
            allowsOrigin,
            signal,
          }),
      }),
      listener: {
        onSign: (atMs) => client.hear(atMs),
        onMessage: (message) => this.#take(client, message),
        onEnd: (ending) => this.#forget(client, ending),
      },
    });
  }

  #take(client: ServedClient, message: DataMessage): void {
    const { type, known, bytes, description } = message;
    this.#world.tell({
      event: "message",
      ...client.name,
      type,
      known,
      bytes,
      ...(description !== undefined && { description }),
    });
    if (!client.protocol.relays || !known) return;
    for (const [other, session] of [...this.#sessions]) {
      if (other !== client && other.port === client.port) session.send(bytes);
    }
  }

  #forget(client: ServedClient, ending: ServerEnding): void {
    this.#sessions.delete(client);
    this.#places.free(client.address);
    const { io: { clock } } = this.#world;
    const lastedMs = clock.monotonicMs() - client.connectedAtMs;
    const connectedMs = Math.round(lastedMs * 10) / 10;
    this.#world.tell({
      event: "disconnected",
      ...client.name,
      ...ending,
      connectedMs,
    });
  }

  /** One timer for all clients, while there are any. */
  async #scan(): Promise<void> {
    const { io, over } = this.#world;
    this.#isScanning = true;
    while (this.#sessions.size > 0 && !over.aborted) {
      await io.sleep(SCAN_MS, over).catch(() => {});
      const atMs = io.clock.monotonicMs();
      for (const [client, session] of [...this.#sessions]) {
        this.#look(client, session, atMs);
      }
      this.#shed();
    }
    this.#isScanning = false;
  }

  #look(client: ServedClient, session: ServerSession, atMs: number): void {
    const missed = client.tick(session, atMs);
    if (missed?.last) {
      const { misses } = missed;
      this.#world.tell({ event: "heartbeat-lost", ...client.name, misses });
      session.end({ reason: "heartbeat-lost" });
    }
    const { idleMs } = this.#world.settings.limits;
    if (atMs - session.heardAtMs > idleMs) {
      session.end({ reason: "idle", detail: `silent for ${idleMs} ms` });
    }
  }

  /** Lets the one go that holds the most, where all hold too much. */
  #shed(): void {
    const { unfinishedBytes } = this.#world.settings.limits;
    const sessions = [...this.#sessions.values()];
    let total = 0;
    for (const session of sessions) total += session.unfinishedBytes;
    if (total <= unfinishedBytes) return;
    sessions.sort((one, other) => other.unfinishedBytes - one.unfinishedBytes);
    for (const session of sessions) {
      if (total <= unfinishedBytes) return;
      total -= session.unfinishedBytes;
      const detail =
        `${session.unfinishedBytes} bytes of a message without end`;
      session.end({ reason: "flood", detail });
    }
  }
}
