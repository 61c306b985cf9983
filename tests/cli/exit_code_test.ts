import { assertEquals } from "@std/assert/equals";
import { exitCodeOf } from "../../src/cli/exit_code.ts";
import {
  FAILURE_MODES,
  type FailureMode,
} from "../../src/model/failure_modes.ts";
import type { ObservedSegment } from "../../src/model/segment.ts";
import { verdict } from "../report/samples.ts";

/** The exit code of each mode, as scripts rely on it. */
const CODES: Readonly<Record<FailureMode, number>> = {
  "client-cable-unplugged": 3,
  "client-network-down": 3,
  "gateway-unreachable": 7,
  "path-broken": 7,
  "captive-portal": 7,
  "resolver-unreachable": 4,
  "resolver-failed": 4,
  "name-not-found": 4,
  "proxy-stopped": 5,
  "proxy-network-down": 5,
  "proxy-cable-unplugged": 5,
  "proxy-machine-off": 5,
  "proxy-unreachable": 5,
  "proxy-hung": 5,
  "proxy-auth-required": 5,
  "proxy-denied": 5,
  "server-stopped": 6,
  "server-unreachable": 6,
  "firewall-blocked": 7,
  "mtu-blackhole": 7,
  "family-broken": 6,
  "server-hung": 6,
  "session-lost": 6,
  "tls-failed": 8,
  "protocol-mismatch": 8,
  "degraded": 6,
  "not-permitted": 9,
  "observer-suspended": 9,
  "observer-overloaded": 9,
  "unknown": 9,
};

Deno.test("`exitCodeOf()` is 0 for a healthy target", () => {
  assertEquals(exitCodeOf(null), 0);
});

Deno.test("`exitCodeOf()` knows every mode", () => {
  for (const [name, code] of Object.entries(CODES)) {
    const mode = name as FailureMode;
    const { segment } = FAILURE_MODES[mode];
    const place = segment === "any" || segment === "path" ? "server" : segment;
    assertEquals(exitCodeOf(verdict({ mode, segment: place })), code, mode);
  }
});

Deno.test("`exitCodeOf()` takes the segment where the mode leaves it open", () => {
  const codes: Readonly<Record<ObservedSegment, number>> = {
    link: 3,
    network: 3,
    gateway: 7,
    resolver: 4,
    proxy: 5,
    server: 6,
    session: 6,
    self: 9,
  };
  for (const [name, code] of Object.entries(codes)) {
    const segment = name as ObservedSegment;
    const broken = verdict({ mode: "family-broken", segment });
    assertEquals(exitCodeOf(broken), code, segment);
  }
  const nowhere = verdict({ mode: "family-broken", segment: null });
  assertEquals(exitCodeOf(nowhere), 9);
});
