import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import fc from "fast-check";
import type { NoRouteReason, RouteFact } from "../../src/model/host_facts.ts";
import { parseIpRouteGet } from "../../src/wire/ip_route_get.ts";
import { captured } from "./captured.ts";
import runs from "./fixtures/ip_linux.json" with { type: "json" };

function routeOf(name: string): RouteFact {
  const lookup = parseIpRouteGet(captured(runs, name));
  assert(lookup.kind === "route");
  return lookup.route;
}

Deno.test("`parseIpRouteGet()` reads device, gateway and source when there is a way", () => {
  for (
    const [name, gateway, source] of [
      ["route get", "10.77.1.1", "10.77.1.2"],
      ["route get on-link", undefined, "10.77.1.2"],
      ["route get v6", "fd77:1::1", "fd77:1::2"],
      ["route get on-link v6", undefined, "fd77:1::2"],
      ["carrier lost route get", "10.77.1.1", "10.77.1.2"],
    ]
  ) {
    const route = routeOf(name ?? "");
    assertEquals(route.type, "unicast");
    assertEquals(route.device, "eth0");
    assertEquals(route.gateway, gateway);
    assertEquals(route.preferredSource, source);
  }
});

Deno.test("`parseIpRouteGet()` says local when the address is this host's own", () => {
  for (
    const name of [
      "route get loopback",
      "route get own",
      "route get loopback v6",
    ]
  ) {
    assertEquals(routeOf(name).type, "local");
    assertEquals(routeOf(name).device, "lo");
  }
});

Deno.test("`parseIpRouteGet()` names the policy when there is no way", () => {
  const table: [string, NoRouteReason][] = [
    ["route get unreachable", "unreachable"],
    ["route get prohibit", "prohibit"],
    ["route get blackhole", "blackhole"],
    ["route get throw", "no-route"],
    ["route get unreachable v6", "unreachable"],
    ["route get prohibit v6", "prohibit"],
    ["route get blackhole v6", "blackhole"],
    ["route get rule prohibit", "prohibit"],
    ["down route get", "no-route"],
    ["down route get v6", "no-route"],
  ];
  for (const [name, reason] of table) {
    const lookup = parseIpRouteGet(captured(runs, name));
    assertEquals(lookup, { kind: "none", reason }, name);
  }
});

Deno.test("`parseIpRouteGet()` names the policy when the route itself is printed", () => {
  const stdout = '[{"type":"unreachable","dst":"fd00::1","dev":"lo"}]';
  const lookup = parseIpRouteGet({ exitCode: 0, stdout, stderr: "" });
  assertEquals(lookup, { kind: "none", reason: "unreachable" });
});

Deno.test("`parseIpRouteGet()` keeps the words when they are no answer", () => {
  const garbage = parseIpRouteGet(captured(runs, "route get garbage"));
  assertEquals(garbage, {
    kind: "unreadable",
    message: 'Error: any valid prefix is expected rather than "10.77.1.999".',
  });
  const usage = parseIpRouteGet(captured(runs, "unknown option"));
  assertEquals(usage.kind, "unreadable");
  const ended = { exitCode: null, stdout: "", stderr: "" };
  assertEquals(parseIpRouteGet(ended).kind, "unreadable");
  const silent = { exitCode: 0, stdout: "", stderr: "" };
  assertEquals(parseIpRouteGet(silent).kind, "unreadable");
  const text = { exitCode: 0, stdout: "10.0.0.1 dev eth0", stderr: "" };
  assertEquals(parseIpRouteGet(text).kind, "unreadable");
});

Deno.test("`parseIpRouteGet()` never throws whatever it is given", () => {
  const text = fc.string({ unit: "binary" });
  const exitCode = fc.option(fc.nat(255));
  fc.assert(
    fc.property(exitCode, text, text, (code, stdout, stderr) => {
      parseIpRouteGet({ exitCode: code, stdout, stderr });
    }),
  );
});
