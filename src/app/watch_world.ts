import type { FollowingIo } from "../io/following_io.ts";
import type { WebSocketIo } from "../io/websocket_io.ts";
import { LinkEvents } from "../session/link_events.ts";
import { AgentAsks } from "./agent_asks.ts";
import { createNetworkReader } from "./network_reader.ts";
import { PathLooks } from "./path_looks.ts";
import { RecoveryScouts } from "./recovery_scouts.ts";

/** What a watch does to the world. */
export type WatchIo = FollowingIo & Pick<WebSocketIo, "openWebSocket">;

/** The world, and what the watchers of one process share. */
export interface WatchWorld {
  /** The world. */
  readonly io: WatchIo;
  /** Looks at paths. */
  readonly looks: PathLooks;
  /** Changes of this host's own network. */
  readonly links: LinkEvents;
  /** Looks for targets that are back. */
  readonly scouts: RecoveryScouts;
  /** Questions to agents on proxy machines. */
  readonly agents: AgentAsks;
}

/** Makes what watchers share; nothing is started yet. */
export function createWatchWorld(io: WatchIo): WatchWorld {
  return {
    io,
    looks: new PathLooks(io),
    links: new LinkEvents(io, createNetworkReader(io)),
    scouts: new RecoveryScouts(io),
    agents: new AgentAsks(io),
  };
}
