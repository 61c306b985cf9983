import { assertEquals } from "@std/assert/equals";
import fc from "fast-check";
import { readProxyStatus } from "../../src/wire/proxy_status.ts";

Deno.test("`readProxyStatus()` reads the error and the proxy's words", () => {
  assertEquals(
    readProxyStatus(
      'proxy.example.net; error="dns_error"; rcode="NXDOMAIN" ;details="a;\\"b"',
    ),
    { error: "dns_error", rcode: "NXDOMAIN", details: 'a;"b' },
  );
});

Deno.test("`readProxyStatus()` takes the proxy nearest to the server", () => {
  assertEquals(
    readProxyStatus(
      "cache; received-status=502, inner; error=connection_refused, " +
        "outer; error=http_response_incomplete",
    ),
    { error: "connection_refused" },
  );
});

Deno.test("`readProxyStatus()` finds nothing where no proxy names an error", () => {
  for (const value of ["", "a", "a; error", "a; details=error=x", 'error="']) {
    assertEquals(readProxyStatus(value), undefined);
  }
});

Deno.test("`readProxyStatus()` ends at once without an end of the string", () => {
  assertEquals(readProxyStatus('"\\'.repeat(30_000)), undefined);
});

Deno.test("`readProxyStatus()` reads back any words that were quoted", () => {
  const words = fc.string({ maxLength: 100 });
  fc.assert(fc.property(words, words, (details, rcode) => {
    const value = `a; details=${quote(details)} ;rcode=${quote(rcode)}; ` +
      "error=dns_error";
    assertEquals(readProxyStatus(value), {
      error: "dns_error",
      details,
      rcode,
    });
  }));
});

function quote(text: string): string {
  return `"${text.replace(/["\\]/g, "\\$&")}"`;
}
