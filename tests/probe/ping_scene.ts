import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import type { Platform } from "../../src/io/io.ts";
import type { Observation } from "../../src/model/observation.ts";
import { createHostReader } from "../../src/probe/host_reader.ts";
import { type PingInput, probePing } from "../../src/probe/ping.ts";
import { FakeIo } from "../io/fake_io.ts";
import { captured } from "../wire/captured.ts";
import runs from "../wire/fixtures/ping_linux.json" with { type: "json" };
import { type Spawned, spawns } from "./spawned.ts";

const ADDR = JSON.stringify([{
  ifname: "eth0",
  flags: ["UP", "LOWER_UP"],
  addr_info: [
    { local: "10.77.1.2", prefixlen: 24, scope: "global" },
    { local: "fd77:1::2", prefixlen: 64, scope: "global" },
  ],
}]);

/** What the programs print, and what is pinged. */
export interface Scene {
  readonly ping: Spawned | readonly Spawned[];
  readonly neigh?: Spawned | readonly Spawned[];
  readonly addr?: Spawned;
  readonly input?: Partial<PingInput>;
  readonly platform?: Platform;
}

/** What came of a ping in a scene. */
export interface PingSeen {
  readonly io: FakeIo;
  readonly observations: readonly Observation[];
  readonly seen: Observation;
  readonly neighbour: Observation | undefined;
  /** When the ping ended, in milliseconds since it began. */
  readonly endMs: number;
}

/** Pings 10.77.2.10 in a scene, and checks that nothing is left running. */
export async function pingIn(
  scene: Scene,
  timeoutMs = 2000,
): Promise<PingSeen> {
  const { neigh = {}, addr = { stdout: ADDR }, platform = "linux" } = scene;
  const spawn = spawns({
    "ping": scene.ping,
    "ip -s -j neigh": neigh,
    "arp -an": neigh,
    "ip -j -d addr": addr,
  });
  const io = new FakeIo({ spawn, platform });
  const end = new AbortController();
  const { signal } = end;
  const input: PingInput = {
    segment: "server",
    role: "target",
    address: "10.77.2.10",
    host: createHostReader(io, signal),
    ...scene.input,
  };
  const { observations } = await io.clock.run(
    probePing(input, { io, signal, timeoutMs }),
  );
  const endMs = io.clock.monotonicMs();
  end.abort();
  await io.clock.advance(0);
  assertEquals(io.clock.sleeping, 0);
  const [seen, neighbour] = observations;
  assert(seen);
  return { io, observations, seen, neighbour, endMs };
}

/** A captured run of ping, by name. */
export function run(name: string): Spawned {
  return captured(runs, name);
}
