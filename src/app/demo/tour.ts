import type { ServingIo } from "../../io/io.ts";
import type { FailureMode } from "../../model/failure_modes.ts";
import type { DemoRow } from "../../report/demo_table.ts";
import { type DiagnoseOptions, diagnoseWith } from "../diagnose.ts";
import { type ConnectProxy, startConnectProxy } from "./connect_proxy.ts";
import { type NameServer, startNameServer } from "./name_server.ts";
import { WebServer } from "./web_server.ts";

/** The name that the demo's own name server knows. */
const NAME = "web.demo.test";

/** Everything happens here; no packet leaves the machine. */
const ADDRESS = "127.0.0.1";

/** What the tour breaks. */
interface Stage {
  readonly server: WebServer;
  readonly proxy: ConnectProxy;
  readonly names: NameServer;
}

/** One step: the fault, what is asked then, and the right answer. */
interface Scene {
  readonly fault: string;
  readonly expected: FailureMode | null;
  /** Whether the question goes through the proxy. @default {false} */
  readonly proxied?: true;
  /** Whether the target is asked for by its name. @default {false} */
  readonly byName?: true;
  /** What the target speaks. @default {"tcp"} */
  readonly scheme?: "http";
  /** Makes the fault, on what the steps before have left. */
  readonly make?: (stage: Stage) => void | Promise<void>;
}

/** The tour; each scene builds on the one before it. */
const SCENES: readonly Scene[] = [
  { fault: "none, straight to the server", expected: null },
  { fault: "none, through the proxy", expected: null, proxied: true },
  {
    fault: "the proxy denies the destination",
    expected: "proxy-denied",
    proxied: true,
    make: ({ proxy }) => proxy.behave("deny"),
  },
  {
    fault: "the proxy demands credentials",
    expected: "proxy-auth-required",
    proxied: true,
    make: ({ proxy }) => proxy.behave("demand-credentials"),
  },
  {
    fault: "the proxy hangs",
    expected: "proxy-hung",
    proxied: true,
    make: ({ proxy }) => proxy.behave("hang"),
  },
  {
    fault: "the server hangs, behind a proxy that works again",
    expected: "server-hung",
    proxied: true,
    scheme: "http",
    make: ({ proxy, server }) => {
      proxy.behave("work");
      server.hung = true;
    },
  },
  {
    fault: "none, by name, with everything at work again",
    expected: null,
    byName: true,
    scheme: "http",
    make: ({ server }) => {
      server.hung = false;
    },
  },
  {
    fault: "the name is taken out of the zone",
    expected: "name-not-found",
    byName: true,
    make: ({ names }) => names.forget(NAME),
  },
  {
    fault: "the name server is stopped",
    expected: "resolver-unreachable",
    byName: true,
    make: ({ names }) => names.stop(),
  },
  {
    fault: "the server is stopped, behind the proxy",
    expected: "server-stopped",
    proxied: true,
    make: ({ server }) => server.stop(),
  },
  { fault: "the same, straight to it", expected: "server-stopped" },
  {
    fault: "the proxy is stopped as well",
    expected: "proxy-stopped",
    proxied: true,
    make: ({ proxy }) => proxy.stop(),
  },
];

/**
 * Breaks real servers on loopback, one fault after another, and lets
 * `diagnose()` name each.
 *
 * @param io The world.
 * @param signal Ends the tour.
 * @returns Each row as soon as it is there.
 */
export async function* tour(
  io: ServingIo,
  signal: AbortSignal,
): AsyncIterable<DemoRow> {
  const server = new WebServer(io, ADDRESS, signal);
  const proxy = startConnectProxy(io, { address: ADDRESS });
  const names = await startNameServer(io, ADDRESS, { [NAME]: ADDRESS });
  const stage = { server, proxy, names };
  const { port } = server;
  try {
    for (const scene of SCENES) {
      await scene.make?.(stage);
      yield await play(scene, { io, signal, stage, port });
    }
  } finally {
    names.stop();
    await proxy.stop();
    await server.stop();
  }
}

async function play(
  scene: Scene,
  { io, signal, stage, port }: {
    readonly io: ServingIo;
    readonly signal: AbortSignal;
    readonly stage: Stage;
    readonly port: number;
  },
): Promise<DemoRow> {
  const { fault, expected, proxied, byName, scheme = "tcp" } = scene;
  const target = `${scheme}://${byName ? NAME : ADDRESS}:${port}`;
  const options: DiagnoseOptions = {
    signal,
    ...(proxied && { proxy: `http://${ADDRESS}:${stage.proxy.port}` }),
    ...(byName && { nameServers: [`${ADDRESS}:${stage.names.port}`] }),
  };
  const diagnosis = await diagnoseWith(io, target, options);
  const mode = diagnosis.verdict?.mode ?? null;
  return {
    protocol: scheme,
    fault,
    mode,
    namedMs: diagnosis.elapsedMs,
    wrong: mode === expected ? [] : [`expected ${expected ?? "healthy"}`],
  };
}
