import { assertEquals } from "@std/assert/equals";
import type { NetworkInterfaceFact } from "../../src/model/host_facts.ts";
import { createHostReader } from "../../src/probe/host_reader.ts";
import { probeLink } from "../../src/probe/link.ts";
import { never } from "../io/fake_channel.ts";
import { FakeIo, ioError } from "../io/fake_io.ts";
import { DOWN, LO, nic, onLink, OUT, route, via } from "../model/host_facts.ts";
import { captured } from "../wire/captured.ts";
import runs from "../wire/fixtures/ip_linux.json" with { type: "json" };
import { fakeHost, type HostScript } from "./fake_host.ts";
import { spawns } from "./spawned.ts";

const NO_ROUTE = { kind: "none", reason: "no-route" } as const;

async function look(
  script: HostScript,
  destination: string | undefined = "192.0.2.9",
) {
  const io = new FakeIo();
  const { signal } = new AbortController();
  const host = fakeHost(script);
  const { observations } = await io.clock.run(
    probeLink({ destination, host }, { io, signal, timeoutMs: 2000 }),
  );
  assertEquals(observations.length, 1);
  assertEquals(io.clock.sleeping, 0);
  return { seen: observations[0], asked: host.asked };
}

async function told(
  interfaces: readonly NetworkInterfaceFact[],
  script: Omit<HostScript, "interfaces"> = { way: via("eth0") },
) {
  const { seen } = await look({ routes: [], ...script, interfaces });
  return [seen?.segment, seen?.subject, seen?.outcome];
}

Deno.test("`probeLink()` sees the carrier of the interface that has the route", async () => {
  const eth0 = nic("eth0", { mtuBytes: 1500, kind: "veth" });
  const { seen, asked } = await look({
    interfaces: [LO, nic("eth1", OUT), eth0],
    way: via("eth0"),
  });
  assertEquals(seen?.outcome, "carrier");
  assertEquals(seen?.segment, "link");
  assertEquals(seen?.subject, "eth0");
  assertEquals(seen?.detail, {
    interface: "eth0",
    interfaceKind: "veth",
    mtuBytes: 1500,
  });
  assertEquals(asked, ["interfaces", "routeTo 192.0.2.9"]);
});

Deno.test("`probeLink()` tells a pulled cable from a disabled interface", async () => {
  assertEquals(await told([LO, nic("eth0", OUT)]), [
    "link",
    "eth0",
    "no-carrier",
  ]);
  assertEquals(await told([LO, nic("eth0", DOWN)]), [
    "link",
    "eth0",
    "disabled",
  ]);
});

Deno.test("`probeLink()` takes the best real interface when there is no route", async () => {
  const virbr0 = nic("virbr0", { kind: "bridge" });
  assertEquals(
    await told([LO, virbr0, nic("eth0", { ...OUT, bare: true })], {
      way: NO_ROUTE,
    }),
    ["link", "eth0", "no-carrier"],
  );
  assertEquals(await told([LO, virbr0], { way: NO_ROUTE }), [
    "link",
    "192.0.2.9",
    "no-interface",
  ]);
});

Deno.test("`probeLink()` looks beneath a tunnel", async () => {
  const wg0 = nic("wg0", {
    kind: "wireguard",
    pointToPoint: true,
    mtuBytes: 1420,
  });
  const script = {
    interfaces: [LO, wg0, nic("eth0", OUT)],
    routes: [route("eth0")],
    way: onLink("wg0"),
  };
  const { seen } = await look(script);
  assertEquals(seen?.outcome, "no-carrier");
  assertEquals(seen?.subject, "eth0");
  assertEquals(seen?.detail, {
    interface: "eth0",
    mtuBytes: 1420,
    message: "beneath wg0",
  });
});

Deno.test("`probeLink()` sees a bridge with carrier while any of its ports has", async () => {
  const br0 = nic("br0", { kind: "bridge" });
  const way = via("br0");
  const port = { master: "br0", bare: true };
  const [out, plugged] = [nic("eth0", { ...port, ...OUT }), nic("eth1", port)];
  assertEquals(await told([LO, br0, out, plugged], { way }), [
    "link",
    "eth1",
    "carrier",
  ]);
  const disabled = nic("eth1", { ...port, ...DOWN });
  assertEquals(await told([LO, br0, disabled, out], { way }), [
    "link",
    "eth0",
    "no-carrier",
  ]);
  const closed = nic("br0", { kind: "bridge", ...DOWN });
  assertEquals(await told([LO, closed, out, plugged], { way }), [
    "link",
    "br0",
    "disabled",
  ]);
});

Deno.test("`probeLink()` marks loopback, which needs no signal", async () => {
  const lo = { ...LO, carrier: undefined };
  const { seen } = await look({ interfaces: [lo], way: onLink("lo") });
  assertEquals(seen?.outcome, "carrier");
  assertEquals(seen?.detail.loopback, true);
});

Deno.test("`probeLink()` asks for the default route when there is no destination", async () => {
  const host = fakeHost({
    interfaces: [LO, nic("wlan0"), nic("eth0", OUT)],
    routes: [
      route("wlan0", { metric: 600 }),
      route("eth0", { metric: 100, linkDown: true }),
    ],
  });
  const io = new FakeIo();
  const { signal } = new AbortController();
  const context = { io, signal, timeoutMs: 2000 };
  const { observations } = await io.clock.run(probeLink({ host }, context));
  assertEquals(observations[0]?.subject, "wlan0");
  assertEquals(observations[0]?.outcome, "carrier");
});

Deno.test("`probeLink()` says so when the system tells nothing of a signal", async () => {
  const { seen } = await look({
    interfaces: [nic("utun4", { carrier: undefined })],
    way: via("utun4"),
  });
  assertEquals([seen?.segment, seen?.outcome], ["self", "not-supported"]);
  assertEquals(seen?.detail.lost, "link");
  assertEquals(await told([LO], { way: via("eth0") }), [
    "self",
    "192.0.2.9",
    "not-supported",
  ]);
});

Deno.test("`probeLink()` never takes a look that failed for a broken link", async () => {
  const { seen } = await look({ way: via("eth0") });
  assertEquals([seen?.segment, seen?.outcome], ["self", "not-supported"]);
  assertEquals(await told([LO, nic("eth0")], {}), ["link", "eth0", "carrier"]);
  const permission = "--allow-run=ip";
  const forbidden = ioError("not-permitted", { permission });
  const missing = ioError("not-found", { code: "ENOENT" });
  const noJson = captured(runs, "busybox no json");
  for (
    const [ip, outcome] of [
      [forbidden, "not-permitted"],
      [missing, "program-missing"],
      [noJson, "not-supported"],
    ] as const
  ) {
    const io = new FakeIo({ spawn: spawns({ ip }) });
    const { signal } = new AbortController();
    const host = createHostReader(io, signal);
    const { observations: [lost] } = await io.clock.run(
      probeLink({ destination: "192.0.2.9", host }, {
        io,
        signal,
        timeoutMs: 2000,
      }),
    );
    assertEquals([lost?.segment, lost?.outcome], ["self", outcome]);
    assertEquals(lost?.detail.lost, "link");
    assertEquals(lost?.detail.program, "ip");
  }
});

Deno.test("`probeLink()` ends with its time-out, and at once when aborted", async () => {
  const stuck = {
    ...fakeHost({}),
    interfaces: () => never(new AbortController().signal),
  };
  const io = new FakeIo();
  const stop = new AbortController();
  const context = { io, signal: stop.signal, timeoutMs: 300 };
  const late = await io.clock.run(probeLink({ host: stuck }, context));
  assertEquals(late.observations[0]?.outcome, "not-supported");
  assertEquals(io.clock.monotonicMs(), 300);
  const work = probeLink({ host: stuck }, context);
  stop.abort();
  assertEquals(await io.clock.run(work), { observations: [] });
  assertEquals(io.clock.sleeping, 0);
});
