import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import fc from "fast-check";
import {
  WINDOWS_HOST_SCRIPT,
  windowsRouteScript,
} from "../../src/wire/powershell_script.ts";

Deno.test("`windowsRouteScript()` asks for the address", () => {
  for (const address of ["192.0.2.1", "2001:db8::1", "fe80::1%12"]) {
    const script = windowsRouteScript(address) ?? "";
    assert(script.includes(`-RemoteIPAddress '${address}'`), script);
    assertEquals(script.includes('"'), false);
  }
  assertEquals(WINDOWS_HOST_SCRIPT.includes('"'), false);
});

Deno.test("`windowsRouteScript()` lets nothing but an address in", () => {
  for (
    const text of [
      "",
      "localhost",
      "192.0.2.1'",
      "192.0.2.1;exit",
      "fe80::1%'",
      "fe80::1%$(x)",
      "::1\n",
      "-x",
    ]
  ) {
    assertEquals(windowsRouteScript(text), undefined, text);
  }
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
    const script = windowsRouteScript(text);
    assert(script === undefined || /^[0-9a-z:.%_-]+$/i.test(text));
  }));
});
