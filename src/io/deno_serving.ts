import { createDenoIo } from "./deno.ts";
import { listen } from "./deno_listen.ts";
import type { ServingIo } from "./io.ts";
import type { WebSocketIo } from "./websocket_io.ts";

/**
 * Makes the {@linkcode ServingIo} that acts on the real world, by Deno, and
 * the {@linkcode WebSocketIo} beside it.
 *
 * @returns The record; it holds nothing open.
 */
export function createServingIo(): ServingIo & WebSocketIo {
  return {
    ...createDenoIo(),
    listen,
    // Loaded when first used: Node's modules cost 25 ms at start (measured).
    async answerDatagrams(options, answer) {
      const { answerDatagrams } = await import("./deno_udp_server.ts");
      return await answerDatagrams(options, answer);
    },
    async openWebSocket(channel, options) {
      const { openWebSocket } = await import("./deno_websocket.ts");
      return await openWebSocket(channel, options);
    },
    async acceptWebSocket(channel, options) {
      const { acceptWebSocket } = await import("./deno_websocket.ts");
      return await acceptWebSocket(channel, options);
    },
  };
}
