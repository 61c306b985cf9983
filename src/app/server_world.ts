import type { ServingIo } from "../io/io.ts";
import type { WebSocketIo } from "../io/websocket_io.ts";
import { SERVE_EVENT_SCHEMA, type ServeEvent } from "../model/serve_event.ts";
import type { OriginRule } from "./allowed_origins.ts";
import type { ServeLimits } from "./serve_limits.ts";

/** What a server works by; see `ServeOptions`. */
export interface ServerSettings {
  /** A literal address of this machine. */
  readonly address: string;
  /** Time between beats, in milliseconds. @default the protocol's */
  readonly intervalMs?: number;
  /** Missing beats that are the end. @default the protocol's */
  readonly misses?: number;
  /** Most bytes of one message. @default the protocol's */
  readonly maxMessageBytes?: number;
  /** Which web pages may connect to `ws`. */
  readonly allowsOrigin: OriginRule;
  /** What the clients may do. */
  readonly limits: ServeLimits;
  /** Is told of all that happens. */
  readonly onEvent: (event: ServeEvent) => void;
}

/** An event before schema and time are put to it. */
export type ServeNews<Event = ServeEvent> = Event extends ServeEvent
  ? Omit<Event, "schema" | "at">
  : never;

/** The world of one server, and what it tells. */
export class ServerWorld {
  /** The outside. */
  readonly io: ServingIo & WebSocketIo;
  /** What the server works by. */
  readonly settings: ServerSettings;
  readonly #over = new AbortController();

  /** Begins. */
  constructor(io: ServingIo & WebSocketIo, settings: ServerSettings) {
    this.io = io;
    this.settings = settings;
  }

  /** Aborts when the server is over. */
  get over(): AbortSignal {
    return this.#over.signal;
  }

  /** Says that the server is over. */
  end(): void {
    this.#over.abort(new DOMException("the server is over", "AbortError"));
  }

  /** Tells what has happened. */
  tell(news: ServeNews): void {
    const at = new Date(this.io.clock.wallMs()).toISOString();
    this.settings.onEvent({ schema: SERVE_EVENT_SCHEMA, ...news, at });
  }
}
