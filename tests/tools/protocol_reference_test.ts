import { assertEquals } from "@std/assert/equals";
import { protocolReference } from "../../tools/protocol_reference.ts";

Deno.test("`protocolReference()` tells the defaults of every scheme", () => {
  const rows = protocolReference().split("\n");
  assertEquals(rows.length, 2 + 11);
  assertEquals(rows.slice(2, 6), [
    "| `tcp://` | – | – | – | – | – |",
    "| `tls://` | – | – | – | – | – |",
    "| `text://` | 4578 | client | 500ms | 3 | 3 |",
    "| `json://` | 5556 | server | 2s | 3 | 5 |",
  ]);
});
