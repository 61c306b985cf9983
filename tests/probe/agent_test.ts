import { assertEquals } from "@std/assert/equals";
import { assertStringIncludes } from "@std/assert/string-includes";
import { parseAgent } from "../../src/model/agent.ts";
import type { Journal } from "../../src/model/journal.ts";
import { probeAgent } from "../../src/probe/agent.ts";
import { encodeJournalAnswer } from "../../src/wire/agent/journal_answer.ts";
import { type FakeChannelOptions, never } from "../io/fake_channel.ts";
import { FAKE_START_MS } from "../io/fake_clock.ts";
import { FakeIo, ioError } from "../io/fake_io.ts";

const TOKEN = "abcdefghijklmnop";
const INPUT = { agent: parseAgent("http://10.9.0.3"), token: TOKEN };

const JOURNAL: Journal = {
  now: { at: "2026-01-02T04:04:05.000Z", upMs: 9000, bootId: "one" },
  damaged: 0,
  records: [],
};

/** A journal with the token in it, so that its text does not show it. */
const ECHO = encodeJournalAnswer({
  ...JOURNAL,
  now: { ...JOURNAL.now, bootId: TOKEN },
}).replace(TOKEN, `\\u0061${TOKEN.slice(1)}`);

function http(status: number, body = ""): string {
  return `HTTP/1.1 ${status} Words\r\nContent-Type: x\r\n\r\n${body}`;
}

/** Asks an agent that does this. */
async function asked(steps: FakeChannelOptions["steps"] = []) {
  const signal = new AbortController().signal;
  const io: FakeIo = new FakeIo({ dial: () => Promise.resolve(channel) });
  const channel = io.channel({ steps });
  const context = { io, signal, timeoutMs: 2000 };
  const { observations } = await io.clock.run(probeAgent(INPUT, context));
  assertEquals([channel.closed, io.clock.sleeping], [true, 0]);
  assertEquals(io.calls, ["dial 10.9.0.3 4579"]);
  assertEquals(JSON.stringify(observations).includes(TOKEN), false);
  return { channel, observations, seen: observations[0] };
}

Deno.test("`probeAgent()` dates the journal by the middle of the exchange", async () => {
  const answer = http(200, encodeJournalAnswer(JOURNAL));
  const { channel, seen } = await asked([
    { asked: true },
    { waitMs: 40 },
    answer,
    null,
  ]);
  assertStringIncludes(channel.writtenText, `Bearer ${TOKEN}\r\n\r\n`);
  assertEquals([seen?.probe, seen?.segment], ["agent", "proxy"]);
  assertEquals([seen?.outcome, seen?.subject], [
    "journal-read",
    "10.9.0.3:4579",
  ]);
  assertEquals(seen?.detail, {
    rttMs: 40,
    status: 200,
    journal: {
      ...JOURNAL,
      readAt: new Date(FAKE_START_MS + 20).toISOString(),
      errorMs: 20,
    },
  });
});

Deno.test("`probeAgent()` keeps the newest records when there are many", async () => {
  const records = Array.from({ length: 300 }, (_, index) => ({
    n: index + 1,
    at: JOURNAL.now.at,
    upMs: null,
    kind: "stop" as const,
  }));
  const answer = http(200, encodeJournalAnswer({ ...JOURNAL, records }));
  const { seen } = await asked([{ asked: true }, answer, null]);
  const kept = seen?.detail.journal?.records ?? [];
  assertEquals([kept.length, kept[0]?.n, kept.at(-1)?.n], [256, 45, 300]);
});

Deno.test("`probeAgent()` says what it met when there is no journal", async () => {
  const rows = [
    [[{ asked: true }, http(401), null], "journal-refused"],
    [[{ asked: true }, http(403), null], "journal-refused"],
    [[{ asked: true }, http(404), null], "journal-unreadable"],
    [[{ asked: true }, http(200, "<html>"), null], "journal-unreadable"],
    [[{ asked: true }, http(200, '{"schema":'), null], "journal-unreadable"],
    [[{ asked: true }, http(200, `x${TOKEN}`), null], "journal-unreadable"],
    [[{ asked: true }, http(200, ECHO), null], "journal-unreadable"],
    [["SSH-2.0-OpenSSH"], "journal-unreadable"],
    [[null], "journal-unreadable"],
    [[ioError("failed", { code: "ECONNRESET" })], "agent-silent"],
    [[], "agent-silent"],
  ] as const;
  for (const [steps, outcome] of rows) {
    const { observations } = await asked(steps);
    assertEquals(observations.map((one) => one.outcome), [outcome]);
  }
});

Deno.test("`probeAgent()` ends in time when nobody is there", async () => {
  const signal = new AbortController().signal;
  const io = new FakeIo({ dial: ({ signal }) => never(signal) });
  const work = probeAgent(INPUT, { io, signal, timeoutMs: 2000 });
  const { observations } = await io.clock.run(work);
  assertEquals(observations[0]?.outcome, "agent-silent");
  assertEquals(io.clock.monotonicMs(), 2000);
});

Deno.test("`probeAgent()` says that the look is lost when it is not permitted", async () => {
  const permission = "--allow-net=10.9.0.3:4579";
  const error = ioError("not-permitted", { permission });
  const io = new FakeIo({ dial: () => Promise.reject(error) });
  const signal = new AbortController().signal;
  const context = { io, signal, timeoutMs: 2000 };
  const { observations } = await io.clock.run(probeAgent(INPUT, context));
  const [{ segment, outcome, detail } = {}] = observations;
  assertEquals([segment, outcome], ["self", "not-permitted"]);
  assertEquals([detail?.lost, detail?.permission], ["agent", permission]);
});

Deno.test("`probeAgent()` asks the system when the agent has a name", async () => {
  const io: FakeIo = new FakeIo({
    lookup: () => Promise.resolve(["10.9.0.4", "10.9.0.5"]),
    dial: () => Promise.reject(ioError("failed", { code: "ECONNREFUSED" })),
  });
  const signal = new AbortController().signal;
  const agent = parseAgent("http://proxy.example:99");
  const context = { io, signal, timeoutMs: 2000 };
  await io.clock.run(probeAgent({ agent, token: TOKEN }, context));
  assertEquals(io.calls, ["lookup proxy.example", "dial 10.9.0.4 99"]);
});
