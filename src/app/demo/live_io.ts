import type { BreakingIo } from "../../io/breaking_io.ts";
import type { FollowingIo } from "../../io/following_io.ts";
import type { ServingIo } from "../../io/io.ts";
import type { WebSocketIo } from "../../io/websocket_io.ts";

/** What the demo does to the world: it serves, breaks and watches. */
export type LiveIo = ServingIo & WebSocketIo & FollowingIo & BreakingIo;
