import { assertEquals } from "@std/assert/equals";
import { lostLooks } from "../../src/report/lost_looks.ts";
import { BLIND, seen, SERVER_SILENT, UNICODE } from "./samples.ts";

Deno.test("`lostLooks()` names once what is missing, with all that it costs", () => {
  assertEquals(lostLooks(BLIND.observations, UNICODE, "  "), [
    "  - tcp: needs --allow-net=10.9.2.10:7000",
    "  - link, network: needs --allow-run=ip",
  ]);
});

Deno.test("`lostLooks()` tells a missing program from a missing permission", () => {
  assertEquals(lostLooks(SERVER_SILENT.observations, UNICODE, ""), [
    "- ping: needs --allow-run=ping",
    "- firewall: needs the program nstat",
  ]);
  const forbidden = seen("self", "ping", "not-permitted", {
    lost: "ping",
    program: "ping",
    message: "Operation not permitted",
  });
  assertEquals(lostLooks([forbidden], UNICODE, ""), [
    "- ping: ping is not permitted (Operation not permitted)",
  ]);
});

Deno.test("`lostLooks()` has nothing to say where nothing was lost", () => {
  assertEquals(lostLooks([seen("link", "eth0", "carrier")], UNICODE, ""), []);
});
