import { assertEquals } from "@std/assert/equals";
import { isInstalled } from "../../../tools/dx/programs.ts";

Deno.test("`isInstalled()` finds a program by its name and by its path", () => {
  assertEquals(isInstalled("deno"), true);
  assertEquals(isInstalled(Deno.execPath()), true);
  assertEquals(isInstalled("no-such-program"), false);
  assertEquals(isInstalled("/nowhere/deno"), false);
});
