import { assertEquals } from "@std/assert/equals";
import type {
  NetworkInterfaceFact,
  RouteFact,
} from "../../src/model/host_facts.ts";
import {
  changesBetween,
  type NetworkSnapshot,
} from "../../src/session/network_changes.ts";

const ADDRESS = {
  family: 4,
  address: "10.77.1.10",
  prefixLength: 24,
  scope: "global",
  tentative: false,
  duplicate: false,
  deprecated: false,
} as const;

const NIC: NetworkInterfaceFact = {
  name: "eth0",
  up: true,
  carrier: true,
  loopback: false,
  pointToPoint: false,
  addresses: [ADDRESS],
};

const ROUTE: RouteFact = {
  type: "unicast",
  destination: "default",
  family: 4,
  gateway: "10.77.1.1",
  device: "eth0",
  linkDown: false,
  dead: false,
};

const WHOLE: NetworkSnapshot = { interfaces: [NIC], routes: [ROUTE] };

const LINK = { what: "link", device: "eth0" } as const;

/** What is broken, and what is missing then. */
const BREAKS: readonly (readonly [
  string,
  NetworkSnapshot,
  readonly Record<string, unknown>[],
])[] = [
  [
    "nothing",
    { interfaces: [{ ...NIC, mtuBytes: 1400 }], routes: [ROUTE] },
    [],
  ],
  [
    "the carrier",
    { interfaces: [{ ...NIC, carrier: false }], routes: [ROUTE] },
    [LINK],
  ],
  [
    "an interface that is disabled",
    { interfaces: [{ ...NIC, up: false, carrier: undefined }], routes: [] },
    [LINK, { what: "route", device: "eth0", isDefault: true }],
  ],
  [
    "an address that another host holds",
    {
      interfaces: [{ ...NIC, addresses: [{ ...ADDRESS, duplicate: true }] }],
      routes: [ROUTE],
    },
    [{ what: "address", device: "eth0", address: "10.77.1.10" }],
  ],
  [
    "an interface",
    { interfaces: [], routes: [ROUTE] },
    [LINK, { what: "address", device: "eth0", address: "10.77.1.10" }],
  ],
];

for (const [what, broken, parts] of BREAKS) {
  Deno.test(`\`changesBetween()\` tells ${what} lost and regained`, () => {
    assertEquals(
      changesBetween(WHOLE, broken),
      parts.map((part) => ({ kind: "lost", ...part })) as never,
    );
    assertEquals(
      changesBetween(broken, WHOLE),
      parts.map((part) => ({ kind: "regained", ...part })) as never,
    );
  });
}

Deno.test("`changesBetween()` tells a route that leads another way", () => {
  const other = { ...ROUTE, gateway: "10.77.1.2" };
  const changes = changesBetween(WHOLE, { ...WHOLE, routes: [other] });
  assertEquals(changes.map(({ kind }) => kind), ["lost", "regained"]);
});

Deno.test("`changesBetween()` does not mind routes that carry nothing", () => {
  const routes = [
    ROUTE,
    { ...ROUTE, type: "multicast", destination: "ff00::/8" },
    { ...ROUTE, type: "blackhole", destination: "10.0.0.0/8" },
  ] as const;
  assertEquals(changesBetween(WHOLE, { ...WHOLE, routes }), []);
});
