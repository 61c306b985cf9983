import { assertEquals } from "@std/assert/equals";
import { meets } from "../../../src/core/check/expectation.ts";
import { latencyMs } from "../../../src/model/latency.ts";
import { fact, healthy, stopped } from "./diagnoses.ts";

const URL = "10.9.2.1:80";

Deno.test("`meets()` passes a healthy target, and one that is broken as expected", () => {
  const passed = { passed: true, reason: null };
  const any = { maxLatencyMs: null };
  assertEquals(meets({ expected: "healthy", ...any }, healthy(URL)), passed);
  assertEquals(
    meets({ expected: "server-stopped", ...any }, stopped(URL)),
    passed,
  );
});

Deno.test("`meets()` says in one sentence what is not as expected", () => {
  const any = { maxLatencyMs: null };
  assertEquals(meets({ expected: "healthy", ...any }, stopped(URL)), {
    passed: false,
    reason: "The server is not running; its machine is alive (server-stopped)",
  });
  assertEquals(meets({ expected: "server-stopped", ...any }, healthy(URL)), {
    passed: false,
    reason: "Expected server-stopped, found healthy",
  });
  assertEquals(meets({ expected: "server-hung", ...any }, stopped(URL)), {
    passed: false,
    reason: "Expected server-hung, found server-stopped",
  });
});

Deno.test("`meets()` names all that fit when it cannot tell which it is", () => {
  const open = stopped(URL);
  const { verdict } = open;
  if (verdict === null) throw new Error("It is stopped");
  const candidates = ["server-stopped", "path-broken"] as const;
  const diagnosis = { ...open, verdict: { ...verdict, candidates } };
  const reasonFor = (expected: "healthy" | "server-hung") =>
    meets({ expected, maxLatencyMs: null }, diagnosis).reason;
  assertEquals(
    reasonFor("healthy"),
    "Cannot tell which of 2 it is (server-stopped, or path-broken)",
  );
  assertEquals(
    reasonFor("server-hung"),
    "Expected server-hung, found server-stopped, or path-broken",
  );
});

Deno.test("`meets()` fails an answer that came too late", () => {
  const within = (maxLatencyMs: number) =>
    meets({ expected: "healthy", maxLatencyMs }, healthy(URL));
  assertEquals(within(50).passed, true);
  assertEquals(within(49), {
    passed: false,
    reason: "Answered after 50 ms, later than 49 ms",
  });
});

Deno.test("`latencyMs()` adds what a client would wait for, by the quickest address", () => {
  assertEquals(latencyMs([]), 0);
  const seen = [
    fact("link", "eth0", "carrier", {}, 900),
    fact("resolver", "db", "resolved", {}, 5),
    fact("server", "[::1]:80", "connected", {}, 40),
    fact("server", "127.0.0.1:80", "connected", {}, 20),
    fact("session", "db:80", "accepted", {}, 900),
  ];
  assertEquals(latencyMs(seen), 25);
});
