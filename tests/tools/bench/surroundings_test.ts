import { assertMatch } from "@std/assert/match";
import { versions } from "../../../tools/bench/surroundings.ts";

Deno.test("`versions()` names the programs that are missing", async () => {
  const path = Deno.env.get("PATH") ?? "";
  Deno.env.set("PATH", "/nowhere");
  try {
    assertMatch(await versions(), /^no curl, no nc, no ping, Faultline \d/);
  } finally {
    Deno.env.set("PATH", path);
  }
});
