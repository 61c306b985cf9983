import { assertEquals } from "@std/assert/equals";
import fc from "fast-check";
import { parseWindowsRoute } from "../../src/wire/powershell_route.ts";
import { asJson } from "./captured.ts";
import runs from "./fixtures/windows_host.json" with { type: "json" };

type RouteName = keyof typeof runs.routes;

function lookup(name: RouteName): unknown {
  return asJson(parseWindowsRoute(JSON.stringify(runs.routes[name])));
}

Deno.test("`parseWindowsRoute()` puts source address and route together", () => {
  assertEquals(lookup("gateway"), {
    kind: "route",
    route: {
      type: "unicast",
      destination: "default",
      family: 4,
      gateway: "192.0.2.1",
      device: "WLAN",
      preferredSource: "192.0.2.5",
      metric: 0,
      linkDown: false,
      dead: false,
    },
  });
});

Deno.test("`parseWindowsRoute()` knows no gateway when it is on the link", () => {
  for (const name of ["on-link", "on-link v6", "loopback"] as const) {
    const found = parseWindowsRoute(JSON.stringify(runs.routes[name]));
    assertEquals(found.kind, "route", name);
    if (found.kind !== "route") continue;
    assertEquals(found.route.gateway, undefined, name);
    const type = name === "loopback" ? "local" : "unicast";
    assertEquals(found.route.type, type, name);
  }
});

Deno.test("`parseWindowsRoute()` tells no route from no answer", () => {
  assertEquals(lookup("none"), { kind: "none", reason: "no-route" });
  assertEquals(lookup("missing"), {
    kind: "unreadable",
    message: "CommandNotFoundException",
  });
  for (const text of ["", "[]", '{"route":[]}', '{"route":{"NextHop":"x"}}']) {
    assertEquals(parseWindowsRoute(text).kind, "unreadable", text);
  }
});

Deno.test("`parseWindowsRoute()` never throws whatever it is given", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
    parseWindowsRoute(text);
  }));
  const key = fc.constantFrom(
    ...["NextHop", "IPAddress", "InterfaceAlias", "DestinationPrefix"],
  );
  const entry = fc.dictionary(key, fc.jsonValue({ maxDepth: 1 }));
  fc.assert(fc.property(fc.array(entry), fc.jsonValue(), (route, error) => {
    parseWindowsRoute(JSON.stringify({ route, error }));
  }));
});
