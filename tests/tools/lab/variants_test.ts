import { assertEquals } from "@std/assert/equals";
import {
  BY_DANTED,
  BY_TINYPROXY,
  cold,
  STRAIGHT,
  warm,
} from "../../../tools/lab/faults/variants.ts";

const BROKEN = { name: "it", truth: "server-hung", silent: true } as const;

Deno.test("`cold()` makes the same break on each way", () => {
  const faults = cold(BROKEN, STRAIGHT, BY_TINYPROXY, BY_DANTED);
  assertEquals(faults.map(({ name }) => name), [
    "it",
    "it-tinyproxy",
    "it-danted",
  ]);
  assertEquals(
    faults.map(({ proxy }) => proxy && new URL(proxy).protocol),
    [undefined, "http:", "socks5:"],
  );
  assertEquals(
    faults.map(({ services = [] }) => services.map(({ program }) => program)),
    [[], ["tinyproxy"], ["danted"]],
  );
  assertEquals(faults.every(({ silent, warm }) => silent && !warm), true);
});

Deno.test("`warm()` asks a client that has talked to everybody", () => {
  const [fault] = warm(BROKEN, BY_TINYPROXY);
  assertEquals([fault?.name, fault?.warm], ["it-tinyproxy-warm", true]);
});
