import { assertEquals } from "@std/assert/equals";
import { assertRejects } from "@std/assert/rejects";
import { type DiagnoseOptions, diagnoseWith } from "../../src/app/diagnose.ts";
import { FakeIo } from "../io/fake_io.ts";

const TARGET = "http://203.0.113.7";
const four = (name: (n: number) => string) => [1, 2, 3, 4].map(name);

/** What must be refused before anything is probed. */
const BAD: readonly (readonly [
  target: string,
  options: DiagnoseOptions,
  error: typeof RangeError | typeof SyntaxError,
])[] = [
  ["", {}, SyntaxError],
  ["203.0.113.7", {}, SyntaxError],
  ["203.0.113.7:0", {}, RangeError],
  ["203.0.113.7:65536", {}, RangeError],
  ["ftp://203.0.113.7", {}, SyntaxError],
  ["-c1:80", {}, SyntaxError],
  ["a b:80", {}, SyntaxError],
  ["a\nb:80", {}, SyntaxError],
  ["$(id):80", {}, SyntaxError],
  ["`id`:80", {}, SyntaxError],
  ["a;id:80", {}, SyntaxError],
  ["a|b:80", {}, SyntaxError],
  ["[fe80::1]:80", {}, SyntaxError],
  ["[::1:80", {}, SyntaxError],
  [TARGET, { proxy: "203.0.113.8" }, SyntaxError],
  [TARGET, { proxy: "ftp://203.0.113.8:21" }, SyntaxError],
  [TARGET, { proxy: "http://203.0.113.8:99999" }, RangeError],
  [TARGET, { timeoutMs: 9 }, RangeError],
  [TARGET, { timeoutMs: 600_001 }, RangeError],
  [TARGET, { timeoutMs: NaN }, RangeError],
  [TARGET, { timeoutMs: Infinity }, RangeError],
  [TARGET, { references: ["-f"] }, SyntaxError],
  [TARGET, { references: ["a b"] }, SyntaxError],
  [TARGET, { references: four((n) => `203.0.113.${n}`) }, RangeError],
  [TARGET, { nameServers: ["a.test"] }, SyntaxError],
  [TARGET, { nameServers: ["203.0.113.53:0"] }, RangeError],
  [TARGET, { nameServers: four((n) => `203.0.113.${n}`) }, RangeError],
];

Deno.test("`diagnoseWith()` probes nothing when the input is bad", async () => {
  for (const [target, options, error] of BAD) {
    const io = new FakeIo();
    await assertRejects(() => diagnoseWith(io, target, options), error);
    assertEquals(io.calls, [], target);
    assertEquals(io.clock.sleeping, 0, target);
  }
});
