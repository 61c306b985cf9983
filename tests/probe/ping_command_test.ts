import { assertEquals } from "@std/assert/equals";
import { assertThrows } from "@std/assert/throws";
import type { Platform } from "../../src/io/io.ts";
import {
  type PingCommandOptions,
  pingCommands,
} from "../../src/probe/ping_command.ts";

function lines(platform: Platform, options: PingCommandOptions): string[] {
  return pingCommands(platform, options).map(({ program, args }) =>
    [program, ...args].join(" ")
  );
}

Deno.test("`pingCommands()` ends at the first answer on Linux", () => {
  assertEquals(lines("linux", { address: "192.0.2.1", waitMs: 1900 }), [
    "ping -n -c 1 -w 2 -W 2 192.0.2.1",
  ]);
  assertEquals(lines("linux", { address: "fe80::1%eth0", waitMs: 10 }), [
    "ping -n -c 1 -w 1 -W 1 fe80::1%eth0",
  ]);
});

Deno.test("`pingCommands()` sends two requests at most when it waits long", () => {
  assertEquals(lines("linux", { address: "192.0.2.1", waitMs: 9001 }), [
    "ping -n -c 1 -w 10 -W 10 -i 5 192.0.2.1",
  ]);
  assertEquals(lines("darwin", { address: "192.0.2.1", waitMs: 9001 }), [
    "ping -n -o -c 2 -i 5 192.0.2.1",
  ]);
});

Deno.test("`pingCommands()` has a program of its own for IPv6 on macOS", () => {
  assertEquals(lines("darwin", { address: "2001:db8::1", waitMs: 1900 }), [
    "ping6 -n -o -c 2 -i 1 2001:db8::1",
  ]);
});

Deno.test("`pingCommands()` tries twice on Windows", () => {
  const line = "ping -n 1 -w 500 192.0.2.1";
  assertEquals(lines("windows", { address: "192.0.2.1", waitMs: 1000 }), [
    line,
    line,
  ]);
});

Deno.test("`pingCommands()` sends all of a row when requests are counted", () => {
  const row = { address: "192.0.2.1", waitMs: 1300, requests: 6 };
  assertEquals(lines("linux", row), ["ping -n -c 6 -i 0.2 192.0.2.1"]);
  assertEquals(lines("darwin", row), ["ping -n -c 6 -i 0.2 192.0.2.1"]);
  assertEquals(lines("darwin", { ...row, address: "2001:db8::1" }), [
    "ping6 -n -c 6 -i 0.2 2001:db8::1",
  ]);
  assertEquals(lines("windows", row), ["ping -n 6 192.0.2.1"]);
});

Deno.test("`pingCommands()` takes the headers off the size of the packet", () => {
  const packet = { waitMs: 1000, packetBytes: 1500 };
  const four = { address: "192.0.2.1", ...packet };
  const six = { address: "2001:db8::1", ...packet };
  assertEquals(lines("linux", four), [
    "ping -n -c 1 -w 1 -W 1 -M do -s 1472 192.0.2.1",
  ]);
  assertEquals(lines("linux", six), [
    "ping -n -c 1 -w 1 -W 1 -M do -s 1452 2001:db8::1",
  ]);
  assertEquals(lines("darwin", four), [
    "ping -n -o -c 2 -i 1 -D -s 1472 192.0.2.1",
  ]);
  assertEquals(
    lines("windows", four)[0],
    "ping -n 1 -w 500 -f -l 1472 192.0.2.1",
  );
  assertEquals(
    lines("windows", six)[0],
    "ping -n 1 -w 500 -l 1452 2001:db8::1",
  );
});

Deno.test("`pingCommands()` refuses anything that is no address", () => {
  for (
    const address of ["-f", "example.test", "", "192.0.2.1 -f", "192.0.2.1\n"]
  ) {
    assertThrows(
      () => pingCommands("linux", { address, waitMs: 1 }),
      TypeError,
      "Cannot ping host as an address",
    );
  }
});
