import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import fc from "fast-check";
import type { RouteFact } from "../../src/model/host_facts.ts";
import { parseIpRouteJson } from "../../src/wire/ip_route_json.ts";
import { asJson, captured } from "./captured.ts";
import runs from "./fixtures/ip_linux.json" with { type: "json" };

function routesOf(name: string): readonly RouteFact[] {
  const reading = parseIpRouteJson(captured(runs, name).stdout);
  assert(reading.ok);
  assertEquals(reading.skipped, 0);
  return reading.value;
}

Deno.test("`parseIpRouteJson()` reads both families when asked for all tables", () => {
  const routes = routesOf("route show");
  assertEquals(asJson(routes[0]), {
    type: "unicast",
    destination: "default",
    family: 4,
    gateway: "10.77.1.1",
    device: "eth0",
    linkDown: false,
    dead: false,
  });
  const six = routes.filter((route) => route.family === 6);
  const reading = parseIpRouteJson(captured(runs, "route show v6").stdout, 6);
  assert(reading.ok);
  assertEquals(six, reading.value);
  assertEquals(
    asJson(six.find((route) => route.destination === "default")),
    {
      type: "unicast",
      destination: "default",
      family: 6,
      gateway: "fd77:1::1",
      device: "eth0",
      metric: 1024,
      linkDown: false,
      dead: false,
    },
  );
});

Deno.test("`parseIpRouteJson()` keeps the type when it is a policy", () => {
  const policies = routesOf("route show")
    .filter((route) => route.destination.includes("97:"))
    .map((route) => [route.type, route.destination]);
  assertEquals(policies, [
    ["unreachable", "fd97:1::1"],
    ["prohibit", "fd97:2::1"],
    ["blackhole", "fd97:3::1"],
  ]);
  const local = routesOf("route show").find((route) => route.type === "local");
  assertEquals(local?.table, "local");
});

Deno.test("`parseIpRouteJson()` tells which routes have lost their carrier", () => {
  const down = routesOf("carrier lost route show")
    .filter((route) => route.linkDown)
    .map((route) => route.destination);
  assertEquals(down, [
    "default",
    "10.77.1.0/24",
    "10.77.1.255",
    "fd77:1::/64",
    "fe80::/64",
    "default",
    "ff00::/8",
  ]);
});

Deno.test("`parseIpRouteJson()` gives one route for each next hop", () => {
  const hops = routesOf("multipath").map((route) => route.gateway);
  assertEquals(hops, ["10.77.1.1", "10.77.1.9"]);
});

Deno.test("`parseIpRouteJson()` reads an IPv6 next hop of an IPv4 route", () => {
  const [route] = routesOf("via inet6");
  assertEquals(route?.family, 4);
  assertEquals(route?.gateway, "fd77:1::1");
});

Deno.test("`parseIpRouteJson()` takes a bare default for the family asked for", () => {
  const text = '[{"dst":"default","dev":"ppp0","type":"weird"}]';
  for (const family of [4, 6] as const) {
    const reading = parseIpRouteJson(text, family);
    assert(reading.ok);
    assertEquals(reading.value[0]?.family, family);
    assertEquals(reading.value[0]?.type, "other");
  }
});

Deno.test("`parseIpRouteJson()` never throws whatever it is given", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
    parseIpRouteJson(text);
  }));
  const key = fc.constantFrom(
    ...["dst", "type", "dev", "gateway", "via", "nexthops", "flags", "metric"],
  );
  const entry = fc.dictionary(key, fc.jsonValue({ maxDepth: 3 }));
  fc.assert(fc.property(fc.array(entry), (list) => {
    assert(parseIpRouteJson(JSON.stringify(list)).ok);
  }));
});
