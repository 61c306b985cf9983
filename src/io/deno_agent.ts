import type { AgentIo } from "./agent_io.ts";
import { createDenoIo } from "./deno.ts";
import { follow } from "./deno_follow.ts";
import { openJournal } from "./deno_journal.ts";
import { listen } from "./deno_listen.ts";

/**
 * Makes the {@linkcode AgentIo} that acts on the real world, by Deno.
 *
 * @returns The record; it holds nothing open.
 */
export function createAgentIo(): AgentIo {
  return { ...createDenoIo(), follow, listen, openJournal, uptimeMs };
}

/** Asks first: without the permission it would prompt, or throw. */
function uptimeMs(): number | null {
  const query = { name: "sys", kind: "osUptime" } as const;
  const { state } = Deno.permissions.querySync(query);
  return state === "granted" ? Deno.osUptime() * 1000 : null;
}
