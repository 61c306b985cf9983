import type { Channel, Listener, ListenOptions } from "./io.ts";

/** An accepted stream that can be broken off. */
export interface BreakableChannel extends Channel {
  /** Resets the connection (RST), as a machine that has rebooted does. */
  reset(): void;
}

/** A port whose connections can be broken off. */
export interface BreakableListener extends Listener {
  /** As {@linkcode Listener.accept}. */
  accept(signal: AbortSignal): Promise<BreakableChannel | null>;
}

/** What a fault injector does to the world beside serving. */
export interface BreakingIo {
  /** Serves a port. Throws `IoError`. */
  listenBreakable(options: ListenOptions): Promise<BreakableListener>;
}
