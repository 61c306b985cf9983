import { createDenoIo } from "./deno.ts";
import { toIoError } from "./deno_error.ts";
import type { DiscoveryIo, LocalNetwork } from "./discovery_io.ts";

/**
 * Makes the {@linkcode DiscoveryIo} that acts on the real world, by Deno.
 *
 * @returns The record; it holds nothing open.
 */
export function createDiscoveryIo(): DiscoveryIo {
  return {
    ...createDenoIo(),
    localNetworks,
    // Loaded when first used: Node's modules cost 25 ms at start (measured).
    async *ask(query, options) {
      const { ask } = await import("./deno_broadcast.ts");
      yield* ask(query, options);
    },
  };
}

function localNetworks(): readonly LocalNetwork[] {
  try {
    return Deno.networkInterfaces()
      .filter(({ family }) => family === "IPv4")
      .map(({ address, netmask }) => ({ address, netmask }));
  } catch (error) {
    throw toIoError(error, { flag: "--allow-sys=networkInterfaces" });
  }
}
