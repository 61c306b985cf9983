import { createDenoIo, type DenoIoOptions } from "./deno.ts";
import { follow } from "./deno_follow.ts";
import type { FollowingIo } from "./following_io.ts";

/**
 * Makes the {@linkcode FollowingIo} that acts on the real world, by Deno.
 *
 * @param options What to trust.
 * @returns The record; it holds nothing open.
 */
export function createFollowingIo(options: DenoIoOptions = {}): FollowingIo {
  return { ...createDenoIo(options), follow };
}
