import { assertEquals } from "@std/assert/equals";
import type { Platform } from "../../src/io/io.ts";
import { type GatewayInput, probeGateway } from "../../src/probe/gateway.ts";
import { FakeIo } from "../io/fake_io.ts";
import { nic } from "../model/host_facts.ts";
import { captured } from "../wire/captured.ts";
import runs from "../wire/fixtures/ping_linux.json" with { type: "json" };
import { fakeHost, type HostScript } from "./fake_host.ts";
import { type Spawned, spawns, untilKilled } from "./spawned.ts";

interface Scene {
  readonly ping: Spawned;
  readonly host?: HostScript;
  readonly platform?: Platform;
}

async function look(scene: Scene, input: Omit<GatewayInput, "host">) {
  const { ping, host = {}, platform = "linux" } = scene;
  const io = new FakeIo({ spawn: spawns({ ping }), platform });
  const { signal } = new AbortController();
  const { observations } = await io.clock.run(
    probeGateway({ ...input, host: fakeHost(host) }, {
      io,
      signal,
      timeoutMs: 2000,
    }),
  );
  assertEquals(io.clock.sleeping, 0);
  return { observations, io };
}

const V4 = { gateway: "10.77.1.1", interface: "eth0" };
const V6 = { gateway: "fe80::1", interface: "eth0" };

Deno.test("`probeGateway()` asks the next hop by ping", async () => {
  const { observations } = await look({ ping: captured(runs, "routed") }, V4);
  const [seen] = observations;
  assertEquals(observations.length, 1);
  assertEquals([seen?.probe, seen?.segment], ["gateway", "gateway"]);
  assertEquals(seen?.outcome, "echo-answered");
  assertEquals(seen?.detail.role, "next-hop");
  assertEquals(seen?.detail.onLink, true);
});

Deno.test("`probeGateway()` asks the neighbour table when the next hop is silent", async () => {
  const gone = { address: "10.77.1.1", device: "eth1", states: [] };
  const failed = {
    address: "10.77.1.1",
    device: "eth0",
    states: ["failed"],
  } as const;
  const { observations } = await look(
    { ping: untilKilled(), host: { neighbours: [gone, failed] } },
    V4,
  );
  assertEquals(
    observations.map(({ probe, segment, outcome, detail }) =>
      [probe, segment, outcome, detail.role].join(" ")
    ),
    [
      "gateway gateway echo-silent next-hop",
      "gateway gateway neighbour-silent next-hop",
    ],
  );
});

Deno.test("`probeGateway()` adds the interface to a link-local address", async () => {
  const ping = captured(runs, "zone");
  const { io } = await look({ ping }, V6);
  assertEquals(io.calls, ["spawn ping -n -c 1 -w 2 -W 2 fe80::1%eth0"]);
  const { io: bare } = await look({ ping }, { gateway: "fe80::1" });
  assertEquals(bare.calls, ["spawn ping -n -c 1 -w 2 -W 2 fe80::1"]);
  const far = { gateway: "2001:db8::1", interface: "eth0" };
  const { io: global } = await look({ ping }, far);
  assertEquals(global.calls, ["spawn ping -n -c 1 -w 2 -W 2 2001:db8::1"]);
});

Deno.test("`probeGateway()` adds the interface's number on Windows", async () => {
  const ping = { stdout: "Reply from fe80::1%12: time<1ms\r\n" };
  const scene = { ping, platform: "windows" } as const;
  const interfaces = [nic("Ethernet 2", { index: 12 })];
  const input = { gateway: "fe80::1", interface: "Ethernet 2" };
  const known = await look({ ...scene, host: { interfaces } }, input);
  assertEquals(known.io.calls, ["spawn ping -n 1 -w 500 fe80::1%12"]);
  const unknown = await look(scene, input);
  assertEquals(unknown.io.calls, ["spawn ping -n 1 -w 500 fe80::1"]);
});

Deno.test("`probeGateway()` leaves out a name that cannot be a zone", async () => {
  const input = { gateway: "fe80::1", interface: "a b;c" };
  const { io } = await look({ ping: captured(runs, "missing zone") }, input);
  assertEquals(io.calls, ["spawn ping -n -c 1 -w 2 -W 2 fe80::1"]);
});
