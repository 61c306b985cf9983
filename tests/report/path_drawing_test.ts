import { assertEquals } from "@std/assert/equals";
import { drawPath } from "../../src/report/path_drawing.ts";
import { PLAIN_STYLE } from "../../src/report/style.ts";
import { path, PROXY_STOPPED, UNICODE } from "./samples.ts";

Deno.test("`drawPath()` severs the line behind the break", () => {
  assertEquals(drawPath(PROXY_STOPPED.path, UNICODE, ""), [
    "link ✓ ── network ✓ ── proxy ✗ ╌╌╌╌╌╌╌╌ server ? ╌╌╌╌╌╌╌╌ session ?",
    "eth0      10.9.1.2     10.9.1.5:3128    10.9.2.10:7000    tcp",
  ]);
});

Deno.test("`drawPath()` draws with ASCII alone where it must", () => {
  assertEquals(drawPath(PROXY_STOPPED.path, PLAIN_STYLE, ""), [
    "link ok -- network ok -- proxy X ........ server ? ........ session ?",
    "eth0       10.9.1.2      10.9.1.5:3128    10.9.2.10:7000    tcp",
  ]);
});

Deno.test("`drawPath()` folds where a segment does not fit", () => {
  const lines = drawPath(PROXY_STOPPED.path, { ...UNICODE, width: 42 }, "  ");
  assertEquals(lines, [
    "  link ✓ ── network ✓ ── proxy ✗",
    "  eth0      10.9.1.2     10.9.1.5:3128",
    "  ╌╌ server ? ╌╌╌╌╌╌╌╌ session ?",
    "     10.9.2.10:7000    tcp",
  ]);
});

Deno.test("`drawPath()` joins up to the last sighting when nothing is proven", () => {
  const parts = path("link ? unknown", "server a:1 ok", "session tcp unknown");
  assertEquals(drawPath(parts, UNICODE, ""), [
    "link ? ── server ✓ ╌╌ session ?",
    "          a:1         tcp",
  ]);
  const dark = path("link ? unknown", "server a:1 unknown");
  assertEquals(drawPath(dark, UNICODE, ""), [
    "link ? ╌╌ server ?",
    "          a:1",
  ]);
});

Deno.test("`drawPath()` paints each segment by its status", () => {
  const parts = path("link eth0 ok", "server a:1 broken", "session ws unknown");
  const [names] = drawPath(parts, { ...UNICODE, colour: true }, "");
  assertEquals(
    names,
    "\x1b[32mlink ✓\x1b[0m ── \x1b[1;31mserver ✗\x1b[0m ╌╌ " +
      "\x1b[2msession ?\x1b[0m",
  );
});

Deno.test("`drawPath()` cuts a subject that is longer than any address", () => {
  const name = `${"a".repeat(100)}.example:80`;
  const [, subjects] = drawPath(path(`server ${name} ok`), UNICODE, "");
  assertEquals(subjects, "a".repeat(47) + "…");
});
