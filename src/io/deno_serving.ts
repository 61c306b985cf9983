import { createDenoIo } from "./deno.ts";
import { listen } from "./deno_listen.ts";
import type { ServingIo } from "./io.ts";

/**
 * Makes the {@linkcode ServingIo} that acts on the real world, by Deno.
 *
 * @returns The record; it holds nothing open.
 */
export function createServingIo(): ServingIo {
  return {
    ...createDenoIo(),
    listen,
    // Loaded when first used: Node's modules cost 25 ms at start (measured).
    async answerDatagrams(options, answer) {
      const { answerDatagrams } = await import("./deno_udp_server.ts");
      return await answerDatagrams(options, answer);
    },
  };
}
