import { assertEquals } from "@std/assert/equals";
import { parseHostSources } from "../../src/wire/nsswitch.ts";

Deno.test("`parseHostSources()` reads the sources without their actions", () => {
  const text = "passwd: files systemd\n" +
    "hosts:      files mdns4_minimal [NOTFOUND=return  !UNAVAIL=continue] dns\n" +
    "hosts: nis\n";
  assertEquals(parseHostSources(text), ["files", "mdns4_minimal", "dns"]);
});

Deno.test("`parseHostSources()` leaves comments out", () => {
  assertEquals(parseHostSources("#hosts: nis\n hosts:dns # nis\r\n"), ["dns"]);
  assertEquals(parseHostSources("hosts:\n"), []);
});

Deno.test("`parseHostSources()` gives glibc's default without a line", () => {
  assertEquals(parseHostSources(""), ["files", "dns"]);
});
