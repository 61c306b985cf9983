import { assertEquals } from "@std/assert/equals";
import { LinkedAbort } from "../../src/probe/linked_abort.ts";

Deno.test("`LinkedAbort` ends with the other signal, for its reason", () => {
  const parent = new AbortController();
  const linked = new LinkedAbort(parent.signal);
  assertEquals(linked.signal.aborted, false);
  parent.abort("enough");
  assertEquals(linked.signal.reason, "enough");
  assertEquals(new LinkedAbort(parent.signal).signal.reason, "enough");
});

Deno.test("`LinkedAbort.end()` aborts alone, once", () => {
  const parent = new AbortController();
  const linked = new LinkedAbort(parent.signal);
  linked.end();
  parent.abort("later");
  assertEquals(linked.signal.reason.name, "AbortError");
  assertEquals(linked.signal.reason.message, "ended");
});

Deno.test("`LinkedAbort.release()` lets go of the other signal", () => {
  const parent = new AbortController();
  const linked = new LinkedAbort(parent.signal);
  linked.release();
  parent.abort();
  assertEquals(linked.signal.aborted, false);
});
