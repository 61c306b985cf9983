import { assertEquals } from "@std/assert/equals";
import {
  ClientSession,
  type SessionEnding,
  type SessionSign,
} from "../../src/session/client_session.ts";
import { parseTarget } from "../../src/model/target.ts";
import type { ClientProtocol } from "../../src/wire/heartbeat/heartbeat_codec.ts";
import { httpClient } from "../../src/wire/heartbeat/http_protocol.ts";
import { jsonClient } from "../../src/wire/heartbeat/json_protocol.ts";
import { TEXT_CLIENT } from "../../src/wire/heartbeat/text_protocol.ts";
import type { FakeStep } from "../io/fake_channel.ts";
import { FakeIo, ioError } from "../io/fake_io.ts";

function begin(
  steps: readonly FakeStep[],
  protocol: ClientProtocol = TEXT_CLIENT,
  writeError?: ReturnType<typeof ioError>,
) {
  const io = new FakeIo();
  const channel = io.channel({ steps, ...(writeError && { writeError }) });
  const { clock } = io;
  const session = new ClientSession({ channel, protocol, clock });
  const signs: SessionSign[] = [];
  const ends: SessionEnding[] = [];
  session.listen({
    onSign: (sign) => signs.push(sign),
    onEnd: (ending) => ends.push(ending),
  });
  return { io, channel, session, signs, ends };
}

Deno.test("`ClientSession` opens at the greeting and counts answers", async () => {
  const { io, channel, session, signs, ends } = begin([
    { waitMs: 5 },
    "OK",
    { asked: true },
    { waitMs: 3 },
    "TEST_BACKTEST_BACK",
  ]);
  await io.clock.advance(5);
  assertEquals(await session.opened, true);
  assertEquals(channel.writtenText, "");
  session.beat();
  await io.clock.advance(10);
  assertEquals(channel.writtenText, "TEST");
  assertEquals(signs, [{ atMs: 5, beats: 0 }, { atMs: 8, beats: 2 }]);
  session.close();
  assertEquals([channel.closed, ends], [true, []]);
});

Deno.test("`ClientSession` answers the beats of a server", async () => {
  const { io, channel, session, signs } = begin(
    [{ waitMs: 1 }, "heart", { waitMs: 1 }, "beat"],
    jsonClient(),
  );
  await io.clock.advance(2);
  assertEquals(await session.opened, true);
  assertEquals(channel.writtenText, '{"Type":"Heartbeat"}');
  assertEquals(signs.map(({ beats }) => beats), [0, 1]);
  session.close();
});

Deno.test("`ClientSession` answers each of the beats that came at once", async () => {
  const { io, channel, session } = begin(
    [{ waitMs: 1 }, "heartbeatheartbeatheartbeat", { waitMs: 1 }, "heartbeat"],
    jsonClient(),
  );
  await io.clock.advance(2);
  assertEquals(channel.writtenText, '{"Type":"Heartbeat"}'.repeat(4));
  session.close();
});

Deno.test("`ClientSession` tells how it ended", async () => {
  const cases: readonly (readonly [FakeStep, string])[] = [
    [null, "session-closed"],
    [ioError("failed", { code: "ECONNRESET" }), "session-reset"],
  ];
  for (const [step, cause] of cases) {
    const { io, channel, session, ends } = begin(["OK", { waitMs: 7 }, step]);
    await io.clock.advance(7);
    assertEquals(ends, [
      { atMs: 7, cause, announced: false, idle: false },
    ] as SessionEnding[]);
    assertEquals(channel.closed, true);
    assertEquals(session.beat(), false);
  }
});

Deno.test("`ClientSession` names the rule that the peer broke", async () => {
  const { io, ends } = begin(["OK", { waitMs: 1 }, "SSH-2.0"]);
  await io.clock.advance(1);
  assertEquals(ends.length, 1);
  assertEquals(ends[0]?.cause, "session-closed");
  assertEquals(ends[0]?.error?.rule, 'it must be "OK" or "TEST_BACK"');
});

Deno.test("`ClientSession` ends where a beat cannot be sent", async () => {
  const error = ioError("failed", { code: "EPIPE" });
  const { io, session, ends } = begin(["OK"], TEXT_CLIENT, error);
  await io.clock.advance(1);
  session.beat();
  await io.clock.advance(1);
  assertEquals(ends.map(({ cause }) => cause), ["send-failed"]);
});

Deno.test("`ClientSession` is not open where the peer ends before a sign", async () => {
  const { io, session } = begin([{ waitMs: 3 }, null]);
  await io.clock.advance(3);
  assertEquals(await session.opened, false);
});

Deno.test("`ClientSession` tells an end that came before anybody listened", async () => {
  const io = new FakeIo();
  const { clock } = io;
  const channel = io.channel({ steps: ["OK", null] });
  const session = new ClientSession({ channel, protocol: TEXT_CLIENT, clock });
  await clock.advance(1);
  const ends: SessionEnding[] = [];
  session.listen({ onSign() {}, onEnd: (ending) => ends.push(ending) });
  assertEquals(ends.map(({ cause }) => cause), ["session-closed"]);
});

Deno.test("`ClientSession` tells an end that HTTP allows from one in an answer", async () => {
  const protocol = httpClient(parseTarget("http://192.0.2.2"));
  const answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
  const table: [readonly FakeStep[], boolean][] = [
    [[{ asked: true }, answer, { waitMs: 5 }, null], true],
    [[{ asked: true }, { waitMs: 5 }, null], false],
    [[{ asked: true }, answer, ioError("failed")], false],
  ];
  for (const [steps, idle] of table) {
    const { io, ends } = begin(steps, protocol);
    await io.clock.advance(10);
    assertEquals(ends.map((ending) => ending.idle), [idle]);
  }
  const { io, ends } = begin(["OK", null]);
  await io.clock.advance(10);
  assertEquals(ends.map((ending) => ending.idle), [false]);
});
