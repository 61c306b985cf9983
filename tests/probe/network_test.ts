import { assertEquals } from "@std/assert/equals";
import type {
  InterfaceAddressFact,
  NoRouteReason,
} from "../../src/model/host_facts.ts";
import type { Observation } from "../../src/model/observation.ts";
import { probeNetwork } from "../../src/probe/network.ts";
import { FakeIo } from "../io/fake_io.ts";
import { LO, nic, onLink, route, via } from "../model/host_facts.ts";
import { fakeHost, type HostScript } from "./fake_host.ts";

async function look(
  script: HostScript,
  destination: string | undefined,
): Promise<readonly Observation[]> {
  const io = new FakeIo();
  const { signal } = new AbortController();
  const input = { destination, host: fakeHost(script) };
  const context = { io, signal, timeoutMs: 2000 };
  const { observations } = await io.clock.run(probeNetwork(input, context));
  assertEquals(io.clock.sleeping, 0);
  return observations;
}

/** Towards 198.51.100.9, which is not on the link, unless told other. */
async function told(script: HostScript, destination = "198.51.100.9") {
  const observations = await look(script, destination);
  return observations.map(({ segment, subject, outcome }) =>
    `${segment} ${subject} ${outcome}`
  );
}

function address(
  text: string,
  more: Partial<InterfaceAddressFact> = {},
): InterfaceAddressFact {
  return {
    family: text.includes(":") ? 6 : 4,
    address: text,
    prefixLength: 24,
    scope: "global",
    tentative: false,
    duplicate: false,
    deprecated: false,
    ...more,
  };
}

function eth0(...addresses: readonly InterfaceAddressFact[]) {
  return [LO, nic("eth0", { addresses })];
}

const NEAR4 = address("169.254.7.7", { scope: "link" });
const NEAR6 = address("fe80::5", { scope: "link" });

Deno.test("`probeNetwork()` tells the address and the way by a gateway", async () => {
  const source = { preferredSource: "192.0.2.5" };
  const observations = await look({
    interfaces: eth0(address("192.0.2.5")),
    way: { kind: "route", route: route("eth0", source) },
  }, "198.51.100.9");
  assertEquals(observations.map(({ outcome, detail }) => [outcome, detail]), [
    ["addressed", { interface: "eth0", addresses: ["192.0.2.5"], family: 4 }],
    ["routed", {
      address: "198.51.100.9",
      family: 4,
      routeType: "unicast",
      interface: "eth0",
      gateway: "192.0.2.1",
      onLink: false,
      addresses: ["192.0.2.5"],
    }],
  ]);
});

Deno.test("`probeNetwork()` tells whether the destination is on the link", async () => {
  const [, seen] = await look(
    { interfaces: [LO, nic("eth0")], way: onLink("eth0") },
    "192.0.2.9",
  );
  assertEquals(seen?.detail.onLink, true);
  assertEquals(seen?.detail.gateway, undefined);
  const wg0 = nic("wg0", { kind: "wireguard", pointToPoint: true });
  const [, tunnelled] = await look(
    { interfaces: [LO, wg0], routes: [], way: onLink("wg0") },
    "192.0.2.9",
  );
  assertEquals(tunnelled?.outcome, "routed");
  assertEquals(tunnelled?.detail.onLink, undefined);
});

Deno.test("`probeNetwork()` tells no address from link-local addresses alone", async () => {
  const way = via("eth0");
  const script = { way };
  assertEquals(
    (await told({ ...script, interfaces: eth0() }))[0],
    "network eth0 no-address",
  );
  assertEquals(
    (await told({ ...script, interfaces: eth0(NEAR4, NEAR6) }))[0],
    "network eth0 link-local-only",
  );
  assertEquals(
    (await told({ ...script, interfaces: eth0(NEAR6) }))[0],
    "network eth0 no-address",
  );
});

Deno.test("`probeNetwork()` looks for an address of the destination's family", async () => {
  const interfaces = eth0(address("192.0.2.5"), NEAR6);
  const way = { kind: "none", reason: "no-route" } as const;
  const observations = await look(
    { interfaces, routes: [], way },
    "2001:db8::9",
  );
  assertEquals(observations.map(({ outcome, detail }) => [outcome, detail]), [
    ["link-local-only", {
      interface: "eth0",
      addresses: ["fe80::5"],
      family: 6,
    }],
    ["no-route", { address: "2001:db8::9", family: 6 }],
  ]);
});

Deno.test("`probeNetwork()` is content with a link-local address towards one", async () => {
  const way = onLink("eth0");
  assertEquals(
    await told({ interfaces: eth0(NEAR6), way }, "fe80::9%eth0"),
    ["network eth0 addressed", "network fe80::9%eth0 routed"],
  );
  assertEquals(
    await told({ interfaces: eth0(NEAR4), way }, "169.254.1.1"),
    ["network eth0 addressed", "network 169.254.1.1 routed"],
  );
});

Deno.test("`probeNetwork()` leaves out addresses that cannot be used", async () => {
  const interfaces = eth0(
    address("192.0.2.5", { tentative: true }),
    address("192.0.2.6", { duplicate: true }),
  );
  const [seen] = await look({ interfaces, way: via("eth0") }, "198.51.100.9");
  assertEquals(seen?.outcome, "no-address");
  assertEquals(seen?.detail.addresses, []);
});

Deno.test("`probeNetwork()` counts the source that a route borrows elsewhere", async () => {
  const interfaces = [
    { ...LO, addresses: [address("203.0.113.7")] },
    nic("eth0", { addresses: [NEAR6] }),
  ];
  const source = { preferredSource: "203.0.113.7" };
  const way = { kind: "route", route: route("eth0", source) } as const;
  const [seen] = await look({ interfaces, way }, "198.51.100.9");
  assertEquals(seen?.outcome, "addressed");
  assertEquals(seen?.detail.addresses, ["203.0.113.7"]);
});

Deno.test("`probeNetwork()` tells a missing route from one that refuses", async () => {
  const table: [NoRouteReason, string][] = [
    ["no-route", "no-route"],
    ["unreachable", "policy-route"],
    ["prohibit", "policy-route"],
    ["blackhole", "policy-route"],
  ];
  for (const [reason, outcome] of table) {
    const way = { kind: "none", reason } as const;
    const interfaces = [LO, nic("eth0")];
    const observations = await look(
      { interfaces, routes: [], way },
      "198.51.100.9",
    );
    assertEquals(observations.at(-1)?.outcome, outcome);
    const { routeType } = observations.at(-1)?.detail ?? {};
    assertEquals(routeType, reason === "no-route" ? undefined : reason);
  }
});

Deno.test("`probeNetwork()` marks a destination that is this host", async () => {
  const lo = { ...LO, addresses: [address("127.0.0.1", { scope: "host" })] };
  const local = { type: "local", gateway: undefined } as const;
  const way = { kind: "route", route: route("lo", local) } as const;
  for (const destination of ["127.0.0.1", "0.0.0.0"]) {
    const observations = await look({ interfaces: [lo], way }, destination);
    assertEquals(
      observations.map(({ outcome, detail }) => [
        outcome,
        detail.loopback,
        detail.routeType,
      ]),
      [["addressed", true, undefined], ["routed", true, "local"]],
    );
  }
});

Deno.test("`probeNetwork()` asks for the default route when there is no destination", async () => {
  const interfaces = [LO, nic("eth0"), nic("wlan0")];
  const six = { family: 6, gateway: "fe80::1" } as const;
  const routes = [
    route("eth0", six),
    route("wlan0", { metric: 600 }),
    route("eth0", { metric: 100 }),
    route("eth1", { metric: 1, table: "7" }),
  ];
  const observations = await look({ interfaces, routes }, undefined);
  assertEquals(observations.map(({ subject, outcome }) => [subject, outcome]), [
    ["eth0", "addressed"],
    ["default", "routed"],
  ]);
  assertEquals(observations[1]?.detail.gateway, "192.0.2.1");
  const alone = await look(
    { interfaces, routes: [route("eth0", six)] },
    undefined,
  );
  assertEquals(alone[1]?.detail.gateway, "fe80::1");
  const none = await look({ interfaces, routes: [] }, undefined);
  assertEquals(none[1]?.outcome, "no-route");
});

Deno.test("`probeNetwork()` says nothing of addresses when there is no interface", async () => {
  const way = { kind: "none", reason: "no-route" } as const;
  assertEquals(await told({ interfaces: [LO], routes: [], way }), [
    "network 198.51.100.9 no-route",
  ]);
});

Deno.test("`probeNetwork()` never takes a look that failed for a missing route", async () => {
  const observations = await look(
    { interfaces: [LO, nic("eth0")] },
    "192.0.2.9",
  );
  assertEquals(observations.map(({ segment, outcome }) => [segment, outcome]), [
    ["network", "addressed"],
    ["self", "not-supported"],
  ]);
  assertEquals(await told({}), ["self ip not-supported"]);
});
