import { assertEquals } from "@std/assert/equals";
import { searchNames } from "../../src/probe/search_names.ts";

Deno.test("`searchNames()` tries suffixes first on a name with few dots", () => {
  const search = ["a.test", "test"];
  assertEquals(searchNames("db", { search, ndots: 1 }), [
    "db.a.test",
    "db.test",
    "db",
  ]);
  assertEquals(searchNames("db.x", { search, ndots: 2 })[2], "db.x");
});

Deno.test("`searchNames()` tries a name with many dots as it is first", () => {
  const search = ["a.test", "test"];
  assertEquals(searchNames("db.x", { search, ndots: 1 }), [
    "db.x",
    "db.x.a.test",
    "db.x.test",
  ]);
  assertEquals(searchNames("db", { search, ndots: 0 })[0], "db");
});

Deno.test("`searchNames()` leaves out what is no name, and doubles", () => {
  const search = [
    ".",
    "a test",
    "test",
    "TEST.",
    "x".repeat(64),
    "b.".repeat(130),
  ];
  assertEquals(searchNames("db", { search, ndots: 1 }), ["db", "db.test"]);
});
