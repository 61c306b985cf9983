import { parseProxy, type ProxyTarget } from "../model/target.ts";
import type { CommandLine } from "./command_line.ts";
import { readInput } from "./user_input.ts";

/** What is said of the way to a target, the same for every command. */
export interface PathOptions {
  /** The proxy before the target. @default none */
  readonly proxy?: ProxyTarget;
  /** Hosts that are expected to be alive. */
  readonly references: readonly string[];
  /** Name servers to ask; none stands for the configured ones. */
  readonly nameServers: readonly string[];
}

/** Reads `--proxy`, `--reference` and `--name-server`. */
export function pathOptionsOf(line: CommandLine): PathOptions {
  const proxy = line.text("proxy");
  return {
    ...(proxy !== undefined && {
      proxy: readInput("proxy", proxy, parseProxy),
    }),
    references: line.texts("reference"),
    nameServers: line.texts("name-server"),
  };
}
