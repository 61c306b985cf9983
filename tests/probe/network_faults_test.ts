import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import type { LookRequest } from "./look_in_namespace.ts";
import {
  canMakeNetworks,
  CLIENT,
  GATEWAY,
  GATEWAY6,
  outcomesOf,
  PEER,
  SERVER,
  SERVER6,
  TestNetwork,
} from "./network.ts";

const ignore = !canMakeNetworks;

/** Outcomes of link and network towards each address. */
async function facts(network: TestNetwork, ...addresses: readonly string[]) {
  const requests = addresses.flatMap((address): LookRequest[] => [
    { probe: "link", address },
    { probe: "network", address },
  ]);
  const { looks, spawned } = await network.look(requests);
  const outcomes = addresses.map((_, index) =>
    looks.slice(2 * index, 2 * index + 2).flatMap(outcomesOf).join(" ")
  );
  return { looks, outcomes, spawned };
}

Deno.test({
  name: "`probeLink()` and `probeNetwork()` share one look at a whole host",
  ignore,
  async fn() {
    await using network = await TestNetwork.open();
    const seen = await facts(network, SERVER, SERVER, SERVER6, PEER, CLIENT);
    const good = "carrier addressed routed";
    assertEquals(seen.outcomes, [good, good, good, good, good]);
    assertEquals(seen.spawned.toSorted(), [
      "ip -j -d addr",
      `ip -j route get ${CLIENT}`,
      `ip -j route get ${PEER}`,
      `ip -j route get ${SERVER}`,
      `ip -j route get ${SERVER6}`,
    ]);
    const ways = seen.looks.map((look) => look.at(-1)?.detail);
    assertEquals(ways[1]?.gateway, GATEWAY);
    assertEquals(ways[1]?.onLink, false);
    assertEquals(ways[5]?.gateway, GATEWAY6);
    assertEquals(ways[7]?.onLink, true);
    assertEquals(ways[9]?.loopback, true);
  },
});

Deno.test({
  name: "`probeLink()` sees a pulled cable beside a virtual network that is up",
  ignore,
  async fn() {
    await using network = await TestNetwork.open();
    await network.ip("client", "link add virbr0 type bridge");
    await network.ip("client", "link add vnet0 type veth peer name guest");
    await network.ip("client", "link set vnet0 master virbr0 up");
    await network.ip("client", "link set guest up");
    await network.ip("client", "link set virbr0 up");
    await network.ip("client", "addr add 192.168.122.1/24 dev virbr0");
    await network.cable("client", "down");
    const { looks, outcomes } = await facts(network, SERVER, "192.168.122.9");
    assertEquals(outcomes, [
      "no-carrier addressed routed",
      "carrier addressed routed",
    ]);
    assertEquals(looks[0]?.[0]?.subject, "eth0");
    assertEquals(looks[2]?.[0]?.subject, "virbr0");
  },
});

Deno.test({
  name: "`probeLink()` sees the cable when the route has gone with it",
  ignore,
  async fn() {
    await using network = await TestNetwork.open();
    await network.cable("client", "down");
    await network.ip("client", "addr flush dev eth0");
    const { outcomes } = await facts(network, SERVER);
    assertEquals(outcomes, ["no-carrier no-address no-route"]);
  },
});

Deno.test({
  name: "`probeLink()` sees a disabled interface",
  ignore,
  async fn() {
    await using network = await TestNetwork.open();
    await network.ip("client", "link set eth0 down");
    const { looks, outcomes } = await facts(network, SERVER, SERVER6);
    assertEquals(outcomes, [
      "disabled addressed no-route",
      "disabled no-address no-route",
    ]);
    assertEquals(looks[0]?.[0]?.subject, "eth0");
  },
});

Deno.test({
  name: "`probeNetwork()` sees lost addresses and a lost default route",
  ignore,
  async fn() {
    await using network = await TestNetwork.open();
    await network.ip("client", "route del default");
    const lost = await facts(network, SERVER, PEER);
    assertEquals(lost.outcomes, [
      "carrier addressed no-route",
      "carrier addressed routed",
    ]);
    await network.ip("client", "-4 addr flush dev eth0");
    const gone = await facts(network, SERVER, SERVER6);
    assertEquals(gone.outcomes, [
      "carrier no-address no-route",
      "carrier addressed routed",
    ]);
    await network.ip("client", "addr add 169.254.3.4/16 dev eth0");
    const near = await facts(network, SERVER, "169.254.9.9");
    assertEquals(near.outcomes, [
      "carrier link-local-only no-route",
      "carrier addressed routed",
    ]);
  },
});

Deno.test({
  name: "`probeNetwork()` sees routes and rules that refuse",
  ignore,
  async fn() {
    await using network = await TestNetwork.open();
    const types = ["unreachable", "prohibit", "blackhole"];
    const requests: LookRequest[] = [];
    for (const [index, type] of types.entries()) {
      for (const address of [`10.78.2.${index}`, `fd78:2::${index}`]) {
        await network.ip("client", `route add ${type} ${address}`);
        requests.push({ probe: "network", address });
      }
    }
    await network.ip("client", `rule add to ${SERVER} prohibit`);
    requests.push({ probe: "network", address: SERVER });
    const { looks } = await network.look(requests);
    assertEquals(
      looks.map((
        look,
      ) => [look.at(-1)?.outcome, look.at(-1)?.detail.routeType]),
      [...types.flatMap((type) => [type, type]), "prohibit"]
        .map((type) => ["policy-route", type]),
    );
    assertEquals(looks[0]?.[0]?.outcome, "addressed");
  },
});

Deno.test({
  name: "`probeGateway()` asks next hops of both families, and by a zone",
  ignore,
  async fn() {
    await using network = await TestNetwork.open();
    await network.ip("router", "addr add fe80::78/64 dev eth0 nodad");
    const requests = [GATEWAY, GATEWAY6, "fe80::78"].map((address) =>
      ({ probe: "gateway", address }) as const
    );
    const { looks, tookMs } = await network.look(requests);
    assertEquals(looks.map(outcomesOf), [
      ["echo-answered"],
      ["echo-answered"],
      ["echo-answered"],
    ]);
    assert(looks.flat().every(({ detail }) => detail.role === "next-hop"));
    assert(Math.max(...tookMs) < 1000);
  },
});

Deno.test({
  name: "`probeGateway()` proves a silent gateway only where it was not warm",
  ignore,
  async fn() {
    await using network = await TestNetwork.open();
    await network.look([{ probe: "ping", address: GATEWAY }]);
    await network.cable("router", "down");
    const { looks, spawned } = await network.look([
      { probe: "gateway", address: GATEWAY },
      { probe: "gateway", address: GATEWAY6 },
      { probe: "ping", address: SERVER, onLink: false },
    ]);
    assertEquals(looks.map(outcomesOf), [
      ["echo-silent", "neighbour-unproven"],
      ["echo-silent", "neighbour-silent"],
      ["echo-silent"],
    ]);
    assertEquals(looks[0]?.[1]?.detail.neighbourState, "reachable");
    assertEquals(looks[1]?.[1]?.detail.neighbourState, "incomplete");
    const tables = spawned.filter((line) => line === "ip -s -j neigh").length;
    assertEquals(tables, 2);
  },
});

Deno.test({
  name: "`probeGateway()` proves a gateway alive that answers no ping",
  ignore,
  async fn() {
    await using network = await TestNetwork.open();
    await network.rule("router", "input", "icmp type echo-request drop");
    const { outcomes } = await network.see({
      probe: "gateway",
      address: GATEWAY,
    });
    assertEquals(outcomes, ["echo-silent", "neighbour-answered"]);
  },
});

Deno.test({
  name: "`probePing()` keeps what a router reports",
  ignore,
  async fn() {
    await using network = await TestNetwork.open();
    await network.ip("router", `route add unreachable ${SERVER}`);
    const [unreachable] = (await network.see({
      probe: "ping",
      address: SERVER,
    })).observations;
    assertEquals(unreachable?.outcome, "echo-unreachable");
    assertEquals(unreachable?.detail.reportedBy, GATEWAY);
    assertEquals(unreachable?.detail.reportedLocally, false);
    await network.ip("router", `route del unreachable ${SERVER}`);
    const reject = "reject with icmpx admin-prohibited";
    await network.rule("router", "forward", reject);
    const { looks } = await network.look([
      { probe: "ping", address: SERVER },
      { probe: "ping", address: SERVER6 },
    ]);
    assertEquals(looks.map(outcomesOf), [
      ["echo-prohibited"],
      ["echo-prohibited"],
    ]);
  },
});

Deno.test({
  name: "`probePing()` tells when this host has no way to send",
  ignore,
  async fn() {
    await using network = await TestNetwork.open();
    await network.ip("client", "route del default");
    await network.ip("client", `route add prohibit ${SERVER6}`);
    const { looks } = await network.look([
      { probe: "ping", address: SERVER },
      { probe: "ping", address: SERVER6 },
    ]);
    assertEquals(looks.map(outcomesOf), [["echo-not-sent"], ["echo-not-sent"]]);
    assertEquals(looks.map(([seen]) => seen?.detail.code), [
      "ENETUNREACH",
      "EACCES",
    ]);
  },
});

Deno.test({
  name: "`probeMtu()` tells a black hole from a size that is told",
  ignore,
  async fn() {
    await using network = await TestNetwork.open();
    const requests = [SERVER, SERVER6].map((address) =>
      ({ probe: "mtu", address }) as const
    );
    const whole = await network.look(requests);
    const passed = [["full-size-passed"], ["full-size-passed"]];
    assertEquals(whole.looks.map(outcomesOf), passed);
    await network.ip("router", "link set eth1 mtu 1280");
    const told = await network.look(requests);
    assertEquals(told.looks.map(outcomesOf), passed);
    for (const [seen] of told.looks) assertEquals(seen?.detail.mtuBytes, 1280);
    await network.ip("client", "-4 route flush cache");
    await network.ip("client", "-6 route flush cache");
    const mute = "icmp type destination-unreachable drop";
    await network.rule("router", "output", mute);
    const hole = await network.look([{ probe: "mtu", address: SERVER }]);
    assertEquals(hole.looks.map(outcomesOf), [["full-size-lost"]]);
  },
});
