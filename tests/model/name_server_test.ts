import { assertEquals } from "@std/assert/equals";
import { assertThrows } from "@std/assert/throws";
import { parseNameServer } from "../../src/model/name_server.ts";

Deno.test("`parseNameServer()` implies port 53 when none is given", () => {
  assertEquals(parseNameServer("10.0.0.1"), { address: "10.0.0.1", port: 53 });
  assertEquals(parseNameServer("fe80::1%eth0").port, 53);
  assertEquals(parseNameServer("[::1]"), { address: "::1", port: 53 });
});

Deno.test("`parseNameServer()` reads the port when one is given", () => {
  assertEquals(parseNameServer("127.0.0.1:5353").port, 5353);
  assertEquals(parseNameServer("[::1]:5353").port, 5353);
});

Deno.test("`parseNameServer()` refuses when it is no address", () => {
  for (const text of ["", "dns.test", "10.0.0.1:0", "10.0.0.1:", "-x", "[a]"]) {
    assertThrows(() => parseNameServer(text), Error, "Cannot use", text);
  }
});
