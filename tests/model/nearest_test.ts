import { assertEquals } from "@std/assert/equals";
import { nearest } from "../../src/model/nearest.ts";

const KNOWN = ["diagnose", "explain", "demo"];

Deno.test("`nearest()` finds what a slip of the fingers meant", () => {
  assertEquals(nearest("diagnos", KNOWN), "diagnose");
  assertEquals(nearest("daignose", KNOWN), "diagnose");
  assertEquals(nearest("explian", KNOWN), "explain");
  assertEquals(nearest("dem", KNOWN), "demo");
  assertEquals(nearest("demo", KNOWN), "demo");
});

Deno.test("`nearest()` finds nothing in what is far from everything", () => {
  assertEquals(nearest("frobnicate", KNOWN), undefined);
  assertEquals(nearest("x", KNOWN), undefined);
  assertEquals(nearest("", KNOWN), undefined);
  assertEquals(nearest("demo", []), undefined);
});

Deno.test("`nearest()` takes the first of those that are equally near", () => {
  assertEquals(nearest("cat", ["bat", "hat"]), "bat");
});
