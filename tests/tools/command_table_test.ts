import { assertEquals } from "@std/assert/equals";
import { COMMANDS } from "../../src/cli/commands.ts";
import { commandTable } from "../../tools/command_table.ts";

Deno.test("`commandTable()` has a row for each command", () => {
  const rows = commandTable().split("\n");
  assertEquals(rows.length, 2 + Object.keys(COMMANDS).length);
  assertEquals(
    rows.find((row) => row.includes("explain")),
    "| `explain [MODE]` | " +
      "the catalogue of failure modes: signs, causes, what to do |",
  );
});

Deno.test("`commandTable()` keeps a bar within its cell", () => {
  const rows = commandTable().split("\n");
  const row = rows.find((row) => row.includes("`completions ")) ?? "";
  assertEquals(row.split("`")[1], "completions bash\\|zsh\\|fish");
});
