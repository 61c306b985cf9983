import { assertEquals } from "@std/assert/equals";
import { assertThrows } from "@std/assert/throws";
import { permissionFlags } from "../../../tools/dx/permissions.ts";

const SETS = {
  none: {},
  some: { net: ["127.0.0.1", "[::1]"], run: ["ip", "ss"], env: true },
  off: { net: false, read: [] },
  odd: { everything: true },
};

function flags(name: string, installed: readonly string[]): string[] {
  return permissionFlags(SETS, name, (program) => installed.includes(program));
}

Deno.test("`permissionFlags()` grants what the set lists", () => {
  assertEquals(flags("none", []), ["--no-prompt"]);
  assertEquals(flags("off", []), ["--no-prompt"]);
  assertEquals(flags("some", ["ip", "ss"]), [
    "--no-prompt",
    "--allow-net=127.0.0.1,[::1]",
    "--allow-run=ip,ss",
    "--allow-env",
  ]);
});

Deno.test("`permissionFlags()` leaves out programs that are not there", () => {
  const net = ["--no-prompt", "--allow-net=127.0.0.1,[::1]"];
  assertEquals(flags("some", ["ss"]), [
    ...net,
    "--allow-run=ss",
    "--allow-env",
  ]);
  assertEquals(flags("some", []), [...net, "--allow-env"]);
});

Deno.test("`permissionFlags()` refuses sets and kinds it does not know", () => {
  assertThrows(() => flags("missing", []), RangeError, "missing");
  assertThrows(() => flags("odd", []), RangeError, "everything");
});
