import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import fc from "fast-check";
import { chooseEgress, type EgressChoice } from "../../src/model/egress.ts";
import type {
  NetworkInterfaceFact,
  RouteLookup,
} from "../../src/model/host_facts.ts";
import { DOWN, LO, nic, onLink, OUT, route, via } from "./host_facts.ts";

const NO_ROUTE: RouteLookup = { kind: "none", reason: "no-route" };

function assertChoice(
  choice: EgressChoice,
  device: string | undefined,
  underlay: readonly string[],
  reason: EgressChoice["reason"],
): void {
  assertEquals(choice, { device, underlay, reason });
}

Deno.test("`chooseEgress()` takes the route's interface when it is real", () => {
  const eth0 = nic("eth0");
  for (const lookup of [via("eth0"), onLink("eth0")]) {
    assertChoice(chooseEgress([LO, eth0], [], lookup), "eth0", [], "route");
  }
  const out = nic("eth0", OUT);
  const choice = chooseEgress([LO, out, nic("wlan0")], [], via("eth0"));
  assertChoice(choice, "eth0", [], "route");
  assertChoice(chooseEgress([], [], via("eth7")), "eth7", [], "route");
});

Deno.test("`chooseEgress()` takes loopback when the destination is this host", () => {
  const facts = [LO, nic("eth0")];
  const local = route("eth0", { type: "local" });
  assertChoice(chooseEgress(facts, [], onLink("lo")), "lo", [], "loopback");
  const own = chooseEgress(facts, [], { kind: "route", route: local });
  assertChoice(own, "eth0", [], "loopback");
});

Deno.test("`chooseEgress()` never takes Docker's bridge for the way out", () => {
  const docker = [
    nic("docker0", { kind: "bridge" }),
    nic("br-1a2b3c", { kind: "bridge" }),
    nic("veth12ab", { kind: "veth", master: "docker0", bare: true }),
  ];
  const facts = [LO, ...docker, nic("eth0", { ...OUT, bare: true })];
  assertChoice(chooseEgress(facts, [], NO_ROUTE), "eth0", [], "no-route");
  const container = chooseEgress(facts, [], onLink("docker0"));
  assertChoice(container, "docker0", [], "guest-network");
  const disabled = [LO, ...docker, nic("eth0", { ...DOWN, bare: true })];
  assertChoice(chooseEgress(disabled, [], NO_ROUTE), "eth0", [], "no-route");
});

Deno.test("`chooseEgress()` sees the cable when a virtual machine's network is up", () => {
  const facts = [
    LO,
    nic("virbr0", { kind: "bridge" }),
    nic("vnet0", { kind: "tun", master: "virbr0", bare: true }),
    nic("enp3s0", OUT),
  ];
  assertChoice(chooseEgress(facts, [], NO_ROUTE), "enp3s0", [], "no-route");
  const guest = chooseEgress(facts, [], onLink("virbr0"));
  assertChoice(guest, "virbr0", [], "guest-network");
  // The way out leads through a guest that is a router, over this cable.
  const routed = chooseEgress(facts, [], via("virbr0"));
  assertChoice(routed, "virbr0", ["enp3s0"], "bridge");
});

Deno.test("`chooseEgress()` looks beneath a tunnel when its cable is out", () => {
  for (const kind of ["tun", "wireguard", "ppp", "vxlan"]) {
    const tunnel = nic("vpn0", { kind, pointToPoint: true });
    const facts = [LO, nic("eth0"), tunnel];
    const choice = chooseEgress(facts, [], via("vpn0"));
    assertChoice(choice, "vpn0", ["eth0"], "tunnel");
  }
  const vpn = nic("tun0", { kind: "tun", pointToPoint: true });
  const out = [LO, vpn, nic("eth0", OUT), nic("docker0", { kind: "bridge" })];
  const choice = chooseEgress(out, [], onLink("tun0"));
  assertChoice(choice, "tun0", ["eth0"], "tunnel");
  const gone = chooseEgress([LO, vpn], [], via("tun0"));
  assertChoice(gone, "tun0", [], "tunnel");
});

Deno.test("`chooseEgress()` finds the interface that still carries a tunnel", () => {
  const vpn = nic("wg0", { kind: "wireguard", pointToPoint: true });
  const facts = [LO, nic("eth0", OUT), nic("wlan0", { kind: "wlan" }), vpn];
  const routes = [route("eth0", { linkDown: true }), route("wlan0")];
  const choice = chooseEgress(facts, routes, via("wg0"));
  assertChoice(choice, "wg0", ["wlan0"], "tunnel");
  const both = [LO, nic("eth1"), nic("eth0"), vpn];
  const routed = chooseEgress(both, [route("eth0")], via("wg0"));
  assertChoice(routed, "wg0", ["eth0"], "tunnel");
});

Deno.test("`chooseEgress()` claims nothing beneath PPP when no cable carries it", () => {
  const ppp = nic("ppp0", { kind: "ppp", pointToPoint: true });
  const eth0 = nic("eth0", { ...OUT, bare: true });
  const serial = chooseEgress([LO, eth0, ppp], [], via("ppp0"));
  assertChoice(serial, "ppp0", [], "tunnel");
  const vpn = nic("tun0", { kind: "tun", pointToPoint: true });
  const stacked = chooseEgress([LO, eth0, ppp, vpn], [], via("tun0"));
  assertChoice(stacked, "tun0", [], "tunnel");
});

Deno.test("`chooseEgress()` looks at the ports of a bridge that leads out", () => {
  const bridge = nic("br0", { kind: "bridge" });
  const tap = nic("vnet0", { kind: "tun", master: "br0", bare: true });
  const port = nic("eth0", { ...OUT, master: "br0", bare: true });
  const facts = [LO, bridge, tap, port];
  assertChoice(chooseEgress(facts, [], via("br0")), "br0", ["eth0"], "bridge");
  const near = chooseEgress(facts, [], onLink("br0"));
  assertChoice(near, "br0", ["eth0"], "bridge-on-link");
  assertChoice(chooseEgress(facts, [], NO_ROUTE), "br0", ["eth0"], "no-route");
  const second = nic("eth1", { master: "br0", bare: true });
  const two = chooseEgress([...facts, second], [], via("br0"));
  assertChoice(two, "br0", ["eth1", "eth0"], "bridge");
});

Deno.test("`chooseEgress()` takes a veth port for an uplink by its name alone", () => {
  const facts = [
    LO,
    nic("br0", { kind: "bridge" }),
    nic("eth0", { kind: "veth", master: "br0", bare: true }),
    nic("veth9f", { kind: "veth", master: "br0", bare: true }),
  ];
  assertChoice(chooseEgress(facts, [], via("br0")), "br0", ["eth0"], "bridge");
});

Deno.test("`chooseEgress()` looks beneath a VLAN when it stands on a bridge", () => {
  const facts = [
    LO,
    nic("br0", { kind: "bridge" }),
    nic("br0.5", { kind: "vlan", parent: "br0" }),
    nic("eth0", { ...OUT, master: "br0", bare: true }),
    nic("eth1.7", { kind: "vlan", parent: "eth1" }),
    nic("eth1", { bare: true }),
  ];
  const bridged = chooseEgress(facts, [], via("br0.5"));
  assertChoice(bridged, "br0.5", ["eth0"], "bridge");
  assertChoice(chooseEgress(facts, [], via("eth1.7")), "eth1.7", [], "route");
});

Deno.test("`chooseEgress()` sees what carries an overlay's bridge", () => {
  const facts = [
    LO,
    nic("br0", { kind: "bridge" }),
    nic("vx0", { kind: "vxlan", master: "br0", bare: true }),
    nic("eth0", OUT),
  ];
  const choice = chooseEgress(facts, [], onLink("br0"));
  assertChoice(choice, "br0", ["eth0"], "bridge-on-link");
});

Deno.test("`chooseEgress()` prefers the interface that was meant when no route is left", () => {
  const bare = { ...OUT, bare: true };
  const table: [readonly NetworkInterfaceFact[], string][] = [
    // An address says more than a carrier: it was given on purpose.
    [[nic("eth0", OUT), nic("eth1", { bare: true })], "eth0"],
    [[nic("eth0", DOWN), nic("wlan0", bare)], "eth0"],
    [[nic("eth0", bare), nic("eth1")], "eth1"],
    [[nic("eth0", bare), nic("wlan0", { bare: true })], "wlan0"],
    [[nic("eth0", { ...DOWN, bare: true }), nic("eth1", bare)], "eth1"],
    [[nic("eth0", { ...DOWN, bare: true })], "eth0"],
    [[nic("eth0", DOWN), nic("eth1", DOWN)], "eth0"],
    // A port of a bridge comes after one that is none.
    [[nic("en1", { ...bare, master: "bond0" }), nic("en0", bare)], "en0"],
    [[nic("cali1", { kind: "veth", bare: true }), nic("eth0", bare)], "eth0"],
  ];
  for (const [facts, device] of table) {
    const choice = chooseEgress([LO, ...facts], [], NO_ROUTE);
    assertChoice(choice, device, [], "no-route");
  }
});

Deno.test("`chooseEgress()` takes a container's only interface for real", () => {
  const veth = nic("eth0", { kind: "veth" });
  assertChoice(chooseEgress([LO, veth], [], via("eth0")), "eth0", [], "route");
  assertChoice(chooseEgress([LO, veth], [], NO_ROUTE), "eth0", [], "no-route");
  const tap = nic("tap0", { kind: "tun" });
  assertChoice(chooseEgress([LO, tap], [], via("tap0")), "tap0", [], "route");
  assertChoice(chooseEgress([LO, tap], [], NO_ROUTE), "tap0", [], "no-route");
});

Deno.test("`chooseEgress()` finds none when nothing could carry anything", () => {
  const virtual = [
    LO,
    nic("virbr0", { kind: "bridge" }),
    nic("dummy0", { kind: "dummy" }),
    nic("tun0", { kind: "tun", pointToPoint: true }),
  ];
  for (const facts of [[], [LO], virtual]) {
    const choice = chooseEgress(facts, [], NO_ROUTE);
    assertChoice(choice, undefined, [], "no-interface");
  }
});

Deno.test("`chooseEgress()` lets the default route stand in when the way is refused", () => {
  const facts = [LO, nic("eth0", OUT), nic("wlan0")];
  const routes = [
    route("eth0", { metric: 100, linkDown: true }),
    route("wlan0", { metric: 600 }),
    route("lo", { type: "unreachable", metric: 1 }),
  ];
  const prohibited: RouteLookup = { kind: "none", reason: "prohibit" };
  for (const lookup of [prohibited, undefined]) {
    const choice = chooseEgress(facts, routes, lookup);
    assertChoice(choice, "wlan0", [], "default-route");
  }
  const unread: RouteLookup = { kind: "unreadable", message: "" };
  const guess = chooseEgress([LO, nic("eth0")], [], unread);
  assertChoice(guess, "eth0", [], "unknown-route");
  const refused = chooseEgress([LO, nic("eth0")], [], prohibited);
  assertChoice(refused, "eth0", [], "no-route");
});

Deno.test("`chooseEgress()` knows virtual interfaces by name when no kind is told", () => {
  const facts = [
    LO,
    nic("docker0"),
    nic("virbr0"),
    nic("br-12ab"),
    nic("vEthernet (WSL)"),
    nic("vmnet8"),
    nic("utun3", { pointToPoint: true }),
    nic("veth1", { master: "docker0" }),
    nic("vnet1"),
    nic("awdl0"),
    nic("en0", { ...OUT, bare: true }),
  ];
  assertChoice(chooseEgress(facts, [], NO_ROUTE), "en0", [], "no-route");
  const tunnel = chooseEgress(facts, [], via("utun3"));
  assertChoice(tunnel, "utun3", ["en0"], "tunnel");
  const external = chooseEgress(facts, [], via("vEthernet (WSL)"));
  assertChoice(external, "vEthernet (WSL)", ["en0"], "bridge");
});

Deno.test("`chooseEgress()` names only interfaces that exist, and no bridge beneath", () => {
  const name = fc.constantFrom("eth0", "eth1", "br0", "tun0", "veth0", "v5");
  const kind = fc.option(
    fc.constantFrom("bridge", "veth", "tun", "wireguard", "vlan", "ppp"),
    { nil: undefined },
  );
  const fact = fc.record({
    name,
    kind,
    master: fc.option(name, { nil: undefined }),
    parent: fc.option(name, { nil: undefined }),
    up: fc.boolean(),
    carrier: fc.option(fc.boolean(), { nil: undefined }),
    pointToPoint: fc.boolean(),
    bare: fc.boolean(),
  }).map(({ name, ...more }) => nic(name, more));
  const facts = fc.uniqueArray(fact, { selector: (entry) => entry.name });
  const lookup = fc.oneof(
    name.map(via),
    name.map(onLink),
    fc.constantFrom(NO_ROUTE, undefined),
  );
  const routes = fc.array(name.map((device) => route(device)));
  fc.assert(fc.property(facts, routes, lookup, (some, table, asked) => {
    const choice = chooseEgress([LO, ...some], table, asked);
    for (const beneath of choice.underlay) {
      const found = some.find((entry) => entry.name === beneath);
      assert(found !== undefined && found.kind !== "bridge");
    }
  }));
});
