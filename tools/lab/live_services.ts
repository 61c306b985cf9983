import { STD_FLAGS } from "../../tests/probe/std_flags.ts";
import type { Lab } from "./lab.ts";
import {
  PROXY_PORT,
  SERVER_PORT,
  type Service,
  startServices,
} from "./services.ts";

/**
 * A server of beats: `faultline serve`.
 *
 * @param protocol What it speaks.
 * @param more Further arguments.
 */
export function beats(
  protocol: "text" | "json" | "qt" | "ws",
  ...more: readonly string[]
): Service {
  return {
    host: "server",
    program: "deno",
    port: SERVER_PORT,
    command: (lab) =>
      Promise.resolve([
        Deno.execPath(),
        ...["run", "--no-prompt", "--no-config", "--allow-net"],
        ...[lab.program, "serve", `${protocol}:${SERVER_PORT}`],
        ...["--bind", "::", "--format", "ndjson", ...more],
      ]),
  };
}

/** The project's own CONNECT proxy, as the demo has it. */
export const OWN_PROXY: Service = {
  host: "proxy",
  program: "deno",
  port: PROXY_PORT,
  command: () => {
    const file = new URL("live_proxy.ts", import.meta.url).pathname;
    const flags = ["run", "-A", "--quiet", "--cached-only", ...STD_FLAGS];
    return Promise.resolve([Deno.execPath(), ...flags, file]);
  },
};

/** Starts anew what has ended on a host. */
export async function restart(lab: Lab, service: Service): Promise<void> {
  await lab.ended(service.host);
  await startServices(lab, [service]);
}
