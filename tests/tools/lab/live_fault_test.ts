import { assertEquals } from "@std/assert/equals";
import {
  namedWithinMs,
  recoveredWithinMs,
} from "../../../tools/lab/live_fault.ts";
import { LIVE_FAULTS } from "../../../tools/lab/live_faults.ts";
import { TEXT } from "../../../tools/lab/live_faults/ways.ts";

const FAULT = {
  ...TEXT,
  name: "live-fault",
  truth: "server-hung",
  make: () => Promise.resolve(),
} as const;

Deno.test("`namedWithinMs()` is shorter for silence when beats are", () => {
  assertEquals(namedWithinMs({ ...FAULT, sign: "silent" }), 2000);
  const slow = { ...FAULT, sign: "silent", intervalMs: 1000 } as const;
  assertEquals(namedWithinMs(slow), 3000);
});

Deno.test("`namedWithinMs()` expects nothing when a fault is quiet", () => {
  assertEquals(namedWithinMs({ ...FAULT, sign: "quiet" }), null);
});

Deno.test("`recoveredWithinMs()` adds an interval when the server beats", () => {
  const target = "json://10.77.2.20:8080";
  const fault = { ...FAULT, sign: "told", intervalMs: 1000 } as const;
  assertEquals(recoveredWithinMs(fault), 1000);
  assertEquals(recoveredWithinMs({ ...fault, target }), 2000);
});

Deno.test("`LIVE_FAULTS` have names of their own", () => {
  const names = LIVE_FAULTS.map(({ name }) => name);
  assertEquals(names.length, new Set(names).size);
  const stranger = LIVE_FAULTS.find(({ name, isEarlier }) =>
    !name.startsWith(isEarlier ? "watch-" : "live-")
  );
  assertEquals(stranger, undefined);
});

Deno.test("`LIVE_FAULTS` that nobody mends are those of one session", () => {
  const unmended = LIVE_FAULTS.filter(({ sign, undo }) =>
    sign !== "quiet" && undo === undefined
  );
  assertEquals([...new Set(unmended.map(({ truth }) => truth))], [
    "session-lost",
  ]);
});
