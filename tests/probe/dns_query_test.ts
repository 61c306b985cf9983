// @ts-types="@types/dns-packet"
import type { Packet } from "dns-packet";
import { assertEquals } from "@std/assert/equals";
import type { Io } from "../../src/io/io.ts";
import { askDns, type DnsResult } from "../../src/probe/dns_query.ts";
import { frameDnsMessage } from "../../src/wire/dns_message.ts";
import { type FakeStep, never } from "../io/fake_channel.ts";
import { ioError } from "../io/fake_io.ts";
import { type FakeNames, fakeNames, packetIn, replyTo } from "./fake_names.ts";

const SERVER = { address: "192.0.2.53", port: 53 };
const TIMEOUT_MS = 2000;

/** What is asked where `Io.random()` says 0.5. */
const QUERY: Packet = {
  id: 32_768,
  questions: [{ type: "A", name: "db.test" }],
};

/** A response to some other question. */
const STRAY = replyTo(
  { id: 1, questions: [{ type: "A", name: "other.test" }] },
  0,
  [],
);

const REFUSE: Io["dial"] = () =>
  Promise.reject(ioError("failed", { code: "ECONNREFUSED" }));
const HANG: Io["dial"] = ({ signal }) => never(signal);

async function ask(
  { io }: Pick<FakeNames, "io">,
  options: { triesTcp?: boolean; mayRepeat?: () => boolean } = {},
): Promise<DnsResult> {
  const end = new AbortController();
  const done = new AbortController();
  const timer = io.clock.sleep(TIMEOUT_MS, done.signal)
    .then(() => end.abort(), () => {});
  const result = await io.clock.run(askDns(
    { server: SERVER, name: "db.test", record: "A" },
    {
      io,
      signal: end.signal,
      triesTcp: true,
      mayRepeat: () => true,
      ...options,
    },
  ));
  done.abort();
  await timer;
  assertEquals(io.clock.sleeping, 0);
  return result;
}

/** A server that speaks TCP only. */
function tcpOnly(steps: readonly FakeStep[]): FakeNames {
  const world: FakeNames = fakeNames(() => "silent", {
    dial: () => Promise.resolve(world.io.channel({ steps })),
  });
  return world;
}

Deno.test("`askDns()` sends one datagram to a server that answers", async () => {
  const world = fakeNames(() => ({ addresses: ["192.0.2.1"], afterMs: 30 }));
  const result = await ask(world);
  assertEquals(result.kind === "answered" && result.reply.addresses, [
    "192.0.2.1",
  ]);
  assertEquals(result.kind === "answered" && result.rttMs, 30);
  assertEquals(world.io.calls, ["exchange 192.0.2.53 53"]);
});

Deno.test("`askDns()` asks a silent server by TCP, and once more", async () => {
  const world = fakeNames(() => "silent");
  const result = await ask(world);
  assertEquals(result.kind, "silent");
  assertEquals(result.kind === "silent" && result.error?.code, "ECONNREFUSED");
  assertEquals(world.questions.map(({ atMs }) => atMs), [0, 700]);
  assertEquals(world.io.calls.filter((call) => call.startsWith("dial")), [
    "dial 192.0.2.53 53",
  ]);
  assertEquals(world.io.clock.monotonicMs(), TIMEOUT_MS);
});

Deno.test("`askDns()` waits for UDP although TCP is refused", async () => {
  const world = fakeNames(() => ({ addresses: ["192.0.2.1"], afterMs: 600 }));
  assertEquals((await ask(world)).kind, "answered");
  assertEquals(world.io.clock.monotonicMs(), 600);
});

Deno.test("`askDns()` takes the answer to the repeated question", async () => {
  const world = fakeNames(({ atMs }) =>
    atMs === 0 ? "silent" : { addresses: ["192.0.2.1"], afterMs: 5 }
  );
  const result = await ask(world);
  assertEquals(result.kind === "answered" && result.rttMs, 5);
  assertEquals(world.io.clock.monotonicMs(), 705);
});

Deno.test("`askDns()` neither repeats nor tries TCP where it must not", async () => {
  const world = fakeNames(() => "silent");
  await ask(world, { triesTcp: false, mayRepeat: () => false });
  assertEquals(world.io.calls, ["exchange 192.0.2.53 53"]);
});

Deno.test("`askDns()` ends at once where the question cannot be sent", async () => {
  const error = ioError("failed", { code: "ENETUNREACH" });
  const world = fakeNames(() => error);
  assertEquals(await ask(world), { kind: "failed", error });
  assertEquals(world.io.clock.monotonicMs(), 0);
});

Deno.test("`askDns()` asks TCP why a datagram could not be sent", async () => {
  const unknown = ioError("failed", { code: "UNKNOWN" });
  const error = ioError("failed", { code: "ENETUNREACH" });
  const world = fakeNames(() => unknown, { dial: () => Promise.reject(error) });
  assertEquals(await ask(world), { kind: "failed", error });
  const bounded = fakeNames(() => unknown, {
    dial: () => Promise.reject(ioError("failed", { code: "EMFILE" })),
  });
  const failed = await ask(bounded);
  assertEquals(failed.kind === "failed" && failed.error?.code, "EMFILE");
});

Deno.test("`askDns()` sees that only datagrams are forbidden", async () => {
  const error = ioError("failed", { code: "UNKNOWN" });
  for (const dial of [REFUSE, HANG]) {
    const world = fakeNames(() => error, { dial });
    assertEquals(await ask(world), {
      kind: "failed",
      error,
      isForbidden: true,
    });
    assertEquals(world.io.clock.monotonicMs() <= 250, true);
  }
  // Other systems have more reasons than a rule.
  const other = fakeNames(() => error, { platform: "darwin" });
  assertEquals(await ask(other), { kind: "failed", error, isForbidden: false });
});

Deno.test("`askDns()` takes the answer of a server that speaks TCP only", async () => {
  const framed = frameDnsMessage(replyTo(QUERY, 0, ["192.0.2.7"]));
  const world = tcpOnly([
    framed.slice(0, 1),
    framed.slice(1, 20),
    framed.slice(20),
  ]);
  const result = await ask(world);
  assertEquals(result.kind === "answered" && result.reply.addresses, [
    "192.0.2.7",
  ]);
  assertEquals(world.io.clock.monotonicMs(), 250);
});

Deno.test("`askDns()` calls what another service says garbled", async () => {
  const http = "HTTP/1.1 400 Bad Request\r\n\r\n";
  const world = tcpOnly([http]);
  const result = await ask(world);
  assertEquals(result.kind, "garbled");
  assertEquals(
    result.kind === "garbled" && new TextDecoder().decode(result.bytes),
    http,
  );
  assertEquals(world.io.clock.monotonicMs(), 250);
});

Deno.test("`askDns()` prefers an answer to the garbage before it", async () => {
  const garbage = new TextEncoder().encode("hello");
  const world = fakeNames(
    ({ atMs }) => atMs === 0 ? garbage : { addresses: ["192.0.2.1"] },
    { dial: HANG },
  );
  assertEquals((await ask(world)).kind, "answered");
  assertEquals(world.io.clock.monotonicMs(), 701);
});

Deno.test("`askDns()` does not read a datagram that is far too long", async () => {
  const long = new Uint8Array(5000);
  long.set(replyTo(QUERY, 0, ["192.0.2.1"]));
  const read = fakeNames(() => long.slice(0, 4096), { dial: REFUSE });
  assertEquals((await ask(read)).kind, "answered");
  const refused = fakeNames(() => long, { dial: REFUSE });
  assertEquals((await ask(refused)).kind, "garbled");
});

Deno.test("`askDns()` stops listening to a flood", async () => {
  let strays = 0;
  const world = fakeNames(() => "silent", {
    async *exchange() {
      for (; strays < 10_000; strays++) yield await Promise.resolve(STRAY);
    },
  });
  assertEquals((await ask(world)).kind, "silent");
  // The question and its repetition.
  assertEquals(strays < 2 * 64, true);
});

Deno.test("`askDns()` survives every way in which TCP can end", async () => {
  const ends: FakeStep[] = [null, ioError("failed", { code: "ECONNRESET" })];
  for (const end of ends) {
    const world = tcpOnly([Uint8Array.of(0), end]);
    assertEquals((await ask(world)).kind, "silent");
  }
  // A byte at a time, until the length that the first two promise.
  const trickle = tcpOnly(Array<string>(20_000).fill(" "));
  assertEquals((await ask(trickle)).kind, "garbled");
});

Deno.test("`askDns()` asks under a new number each time", async () => {
  const ids: number[] = [];
  const numbers = [0, 0.999999];
  const world = fakeNames(() => "silent", {
    random: () => numbers.shift() ?? 0,
    exchange: (query) => {
      ids.push(packetIn(query).id ?? -1);
      throw ioError("failed", { code: "EPERM" });
    },
  });
  await ask(world);
  await ask(world);
  assertEquals(ids, [0, 65_535]);
});
