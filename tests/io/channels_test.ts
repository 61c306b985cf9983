import { assertEquals } from "@std/assert/equals";
import { assertRejects } from "@std/assert/rejects";
import { prefixedChannel } from "../../src/io/prefixed_channel.ts";
import { tappedChannel } from "../../src/io/tapped_channel.ts";
import { FakeIo, ioError } from "./fake_io.ts";

const { signal } = new AbortController();
const bytes = (text: string) => new TextEncoder().encode(text);

Deno.test("`prefixedChannel()` returns the bytes put back first, once", async () => {
  const inner = new FakeIo().channel({ steps: ["rest", null] });
  const channel = prefixedChannel(inner, bytes("first"));
  assertEquals(await channel.read(signal), bytes("first"));
  assertEquals(await channel.read(signal), bytes("rest"));
  assertEquals(await channel.read(signal), null);
  await channel.write(bytes("out"), signal);
  channel.close();
  assertEquals(inner.writtenText, "out");
  assertEquals(inner.closed, true);
});

Deno.test("`prefixedChannel()` adds no empty read", async () => {
  const inner = new FakeIo().channel({ steps: ["rest"] });
  const channel = prefixedChannel(inner, new Uint8Array());
  assertEquals(await channel.read(signal), bytes("rest"));
});

Deno.test("`tappedChannel()` remembers the first bytes up to the bound", async () => {
  const inner = new FakeIo().channel({ steps: ["ab", "cdef", null] });
  const channel = tappedChannel(inner, 4);
  while (await channel.read(signal) !== null);
  assertEquals(channel.firstBytes, bytes("abcd"));
  assertEquals(channel.ended, true);
  assertEquals(channel.readError, undefined);
});

Deno.test("`tappedChannel()` remembers why a read failed", async () => {
  const error = ioError("failed", { code: "ECONNRESET" });
  const channel = tappedChannel(new FakeIo().channel({ steps: [error] }), 4);
  await assertRejects(() => channel.read(signal));
  assertEquals(channel.readError, error);
  assertEquals(channel.ended, false);
});

Deno.test("`tappedChannel()` takes an aborted read for no failure", async () => {
  const channel = tappedChannel(new FakeIo().channel(), 4);
  const reason = new Error("enough");
  await assertRejects(() => channel.read(AbortSignal.abort(reason)));
  assertEquals(channel.readError, undefined);
});
