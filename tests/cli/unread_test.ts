import { assertEquals } from "@std/assert/equals";
import { assertMatch } from "@std/assert/match";
import { closedPort, denoArgs, ended } from "./faultline.ts";

/** Runs the program with a reader that takes one line and goes. */
async function readOneLine(args: readonly string[]) {
  const command = [Deno.execPath(), ...denoArgs(args)];
  // The code of the program, and not that of its reader.
  const script = '("$@"; echo "$?" >&2) | head -n 1';
  return await ended(
    new Deno.Command("sh", {
      args: ["-c", script, "sh", ...command],
      env: { LC_ALL: "C" },
      stdin: "null",
    }),
  );
}

Deno.test("`faultline watch` ends quietly when nobody reads it any more", async () => {
  const target = `127.0.0.1:${closedPort()}`;
  const { stdout, stderr } = await readOneLine(
    ["watch", target, "--format", "ndjson"],
  );
  assertEquals(JSON.parse(stdout).to, "connecting");
  // The code says which state it was in, and nothing else is said.
  assertMatch(stderr, /^\d\n$/);
});
