import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import fc from "fast-check";
import type { RouteFact } from "../../src/model/host_facts.ts";
import { parseRouteGetOutput } from "../../src/wire/route_get_output.ts";
import { captured } from "./captured.ts";
import runs from "./fixtures/macos_host.json" with { type: "json" };

function routeOf(name: string): RouteFact {
  const lookup = parseRouteGetOutput(captured(runs, name));
  assert(lookup.kind === "route", name);
  return lookup.route;
}

Deno.test("`parseRouteGetOutput()` reads type, device and gateway", () => {
  const table = [
    "route get",
    "route get on-link",
    "route get on-link net",
    "route get own",
    "route get loopback",
    "route get v6",
    "route get tunnel",
  ].map((name) => {
    const { type, destination, family, device, gateway } = routeOf(name);
    return [type, destination, family, device, gateway];
  });
  assertEquals(table, [
    ["unicast", "default", 4, "en0", "192.0.2.1"],
    ["unicast", "192.0.2.9", 4, "en0", undefined],
    ["unicast", "192.0.2.0", 4, "en0", undefined],
    ["local", "192.0.2.5", 4, "lo0", undefined],
    ["local", "127.0.0.1", 4, "lo0", undefined],
    ["unicast", "default", 6, "en0", "fe80::1%en0"],
    ["unicast", "10.0.0.0", 4, "utun4", undefined],
  ]);
});

Deno.test("`parseRouteGetOutput()` names why there is no way", () => {
  for (
    const [name, reason] of [
      ["route get reject", "unreachable"],
      ["route get blackhole", "blackhole"],
      ["route get none", "no-route"],
      ["route get none, exit 0", "no-route"],
    ] as const
  ) {
    const lookup = parseRouteGetOutput(captured(runs, name));
    assertEquals(lookup, { kind: "none", reason }, name);
  }
});

Deno.test("`parseRouteGetOutput()` takes a silent neighbour for no policy", () => {
  const route = routeOf("route get silent neighbour");
  assertEquals(route.type, "unicast");
  assertEquals(route.dead, true);
});

Deno.test("`parseRouteGetOutput()` keeps the words when they are no answer", () => {
  const bad = parseRouteGetOutput(captured(runs, "route get bad address"));
  assertEquals(bad, {
    kind: "unreadable",
    message: "route: bad address: nonsense",
  });
  const mute = { exitCode: null, stdout: "", stderr: "" };
  assertEquals(parseRouteGetOutput(mute).kind, "unreadable");
});

Deno.test("`parseRouteGetOutput()` never throws whatever it is given", () => {
  const lines = captured(runs, "route get").stdout.split("\n");
  const line = fc.oneof(
    fc.constantFrom(...lines),
    fc.string({ unit: "binary" }),
  );
  fc.assert(fc.property(fc.array(line), fc.array(line), (out, err) => {
    const stdout = out.join("\n");
    parseRouteGetOutput({ exitCode: 0, stdout, stderr: err.join("\n") });
  }));
});
