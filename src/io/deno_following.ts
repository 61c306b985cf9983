import { createDenoIo, type DenoIoOptions } from "./deno.ts";
import { follow } from "./deno_follow.ts";
import type { FollowingIo } from "./following_io.ts";
import type { WebSocketIo } from "./websocket_io.ts";

/**
 * Makes the {@linkcode FollowingIo} that acts on the real world, by Deno, and
 * the client's half of {@linkcode WebSocketIo} beside it.
 *
 * @param options What to trust.
 * @returns The record; it holds nothing open.
 */
export function createFollowingIo(
  options: DenoIoOptions = {},
): FollowingIo & Pick<WebSocketIo, "openWebSocket"> {
  return {
    ...createDenoIo(options),
    follow,
    // Loaded when first used: few targets are WebSockets.
    async openWebSocket(channel, options) {
      const { openWebSocket } = await import("./deno_websocket.ts");
      return await openWebSocket(channel, options);
    },
  };
}
