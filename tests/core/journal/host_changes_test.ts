import { assertEquals } from "@std/assert/equals";
import {
  changesOf,
  type HostSeen,
  hostStateOf,
  UNKNOWN_HOST,
} from "../../../src/core/journal/host_changes.ts";
import type {
  NetworkInterfaceFact,
  RouteFact,
} from "../../../src/model/host_facts.ts";

function nic(
  name: string,
  addresses: readonly string[],
  facts: Partial<NetworkInterfaceFact> = {},
): NetworkInterfaceFact {
  return {
    name,
    up: true,
    carrier: true,
    loopback: false,
    pointToPoint: false,
    addresses: addresses.map((address) => ({
      family: 4,
      address,
      prefixLength: 24,
      scope: address.startsWith("169.254") ? "link" : "global",
      tentative: false,
      duplicate: false,
      deprecated: false,
    })),
    ...facts,
  };
}

function seen(
  interfaces: readonly NetworkInterfaceFact[],
  routes: readonly RouteFact[] = [],
  only: readonly string[] = [],
): HostSeen {
  return { interfaces, routes, only };
}

const ROUTE: RouteFact = {
  type: "unicast",
  destination: "default",
  family: 4,
  gateway: "10.0.0.1",
  device: "eth0",
  linkDown: false,
  dead: false,
};

const WELL = hostStateOf(
  seen([nic("eth0", ["10.0.0.3"])], [ROUTE]),
  UNKNOWN_HOST,
);

Deno.test("`changesOf()` tells all when nothing was known, and nothing when nothing changed", () => {
  assertEquals(changesOf(UNKNOWN_HOST, WELL), [
    { kind: "link", device: "eth0", state: "up" },
    { kind: "address", device: "eth0", address: "10.0.0.3", present: true },
    { kind: "route", device: "eth0", gateway: "10.0.0.1", present: true },
  ]);
  assertEquals(changesOf(WELL, WELL), []);
});

Deno.test("`changesOf()` tells how a link stands", () => {
  const rows = [
    [[nic("eth0", ["10.0.0.3"], { carrier: false })], "no-carrier"],
    [
      [nic("eth0", ["10.0.0.3"], { up: false, carrier: undefined })],
      "disabled",
    ],
    [[nic("eth0", ["10.0.0.3"], { carrier: undefined })], undefined],
  ] as const;
  for (const [interfaces, state] of rows) {
    const after = hostStateOf(seen(interfaces, [ROUTE]), WELL);
    const facts = changesOf(WELL, after);
    assertEquals(
      facts,
      state === undefined ? [] : [{ kind: "link", device: "eth0", state }],
    );
  }
});

Deno.test("`changesOf()` tells of an interface that is gone, with all it had", () => {
  const after = hostStateOf(seen([]), WELL);
  assertEquals(changesOf(WELL, after), [
    { kind: "link", device: "eth0", state: "gone" },
    { kind: "address", device: "eth0", address: "10.0.0.3", present: false },
    { kind: "route", device: "eth0", gateway: "10.0.0.1", present: false },
  ]);
});

Deno.test("`hostStateOf()` counts interfaces that ever had an address, or those named", () => {
  const interfaces = [
    nic("lo", ["127.0.0.1"], { loopback: true }),
    nic("veth1", ["169.254.1.1"]),
    nic("eth1", ["10.0.1.3"]),
    nic("eth0", []),
  ];
  const usual = hostStateOf(seen(interfaces), WELL);
  assertEquals([...usual.links.keys()], ["eth1", "eth0"]);
  const named = hostStateOf(seen(interfaces, [], ["veth1"]), UNKNOWN_HOST);
  assertEquals([...named.links.keys()], ["veth1"]);
  const many = Array.from({ length: 99 }, (_, i) => nic(`e${i}`, ["10.0.0.1"]));
  assertEquals(hostStateOf(seen(many), UNKNOWN_HOST).links.size, 64);
});
