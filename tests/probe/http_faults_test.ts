import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import { createDenoIo } from "../../src/io/deno.ts";
import { prefixedChannel } from "../../src/io/prefixed_channel.ts";
import type { Observation } from "../../src/model/observation.ts";
import { parseTarget } from "../../src/model/target.ts";
import { probeHttp } from "../../src/probe/http.ts";
import { answerFirst } from "../faults/answer_first.ts";
import { answerOnce } from "../faults/answer_once.ts";
import { answerSlowly } from "../faults/answer_slowly.ts";
import { binaryGarbage } from "../faults/binary_garbage.ts";
import { makeAuthority } from "../faults/certificate.ts";
import { closeAfterQuestion } from "../faults/close_after_question.ts";
import { closeAtOnce } from "../faults/close_at_once.ts";
import { endlessHeaders } from "../faults/endless_headers.ts";
import { endlessStatusLine } from "../faults/endless_status_line.ts";
import type { FaultServer } from "../faults/fault_server.ts";
import { hangAfterAccept } from "../faults/hang_after_accept.ts";
import { resetConnection } from "../faults/reset_connection.ts";
import { tlsServer } from "../faults/tls_server.ts";

const io = createDenoIo();
const TIMEOUT_MS = 250;

/** What a loaded machine may add to a deadline, in milliseconds. */
const SLACK_MS = 2000;

async function ask(
  server: FaultServer,
  timeoutMs = TIMEOUT_MS,
): Promise<Observation> {
  await using _ = server;
  const { signal } = new AbortController();
  const target = parseTarget(`http://127.0.0.1:${server.port}/`);
  const channel = await io.dial({ ...server, signal });
  const input = { target, subject: target.authority, channel };
  const context = { io, signal, timeoutMs };
  const { observations: [seen] } = await probeHttp(input, context);
  assert(seen !== undefined);
  assert(seen.tookMs < timeoutMs + SLACK_MS);
  assert((seen.detail.firstBytes?.length ?? 0) <= 200);
  return seen;
}

Deno.test("`probeHttp()` is answered on loopback", async () => {
  const answer = "HTTP/1.1 200 OK\r\nServer: real\r\n\r\nhello";
  const server = answerOnce(answer);
  const seen = await ask(server);
  assertEquals(seen.outcome, "answered");
  assertEquals(seen.detail.status, 200);
  assertEquals(seen.detail.software, "real");
  assert(server.questions[0]?.startsWith("GET / HTTP/1.1\r\nHost: 127.0.0.1:"));
});

Deno.test("`probeHttp()` ends at headers without end", async () => {
  const seen = await ask(endlessHeaders());
  assertEquals(seen.outcome, "mismatch");
  assert(seen.detail.message?.includes("65536"));
});

Deno.test("`probeHttp()` ends at a status line of megabytes", async () => {
  const seen = await ask(endlessStatusLine());
  assertEquals(seen.outcome, "mismatch");
  assert(seen.detail.message?.includes("65536"));
  assert(seen.detail.firstBytes?.startsWith("HTTP/1.1 200 very very"));
});

Deno.test("`probeHttp()` ends at binary garbage", async () => {
  const seen = await ask(binaryGarbage());
  assertEquals(seen.outcome, "mismatch");
  assert(seen.detail.firstBytes?.startsWith("\\xff\\xfe\\xfd"));
});

Deno.test("`probeHttp()` ends in time at an answer that drips", async () => {
  const seen = await ask(answerSlowly({ intervalMs: 100 }));
  assertEquals(seen.outcome, "answer-silent");
  assert(seen.detail.message?.startsWith("The answer began and did not end"));
  assertEquals(seen.detail.firstBytes?.[0], "H");
});

Deno.test("`probeHttp()` waits for an answer that drips fast enough", async () => {
  const seen = await ask(answerSlowly({ intervalMs: 1 }), 10_000);
  assertEquals(seen.outcome, "answered");
});

Deno.test("`probeHttp()` knows an early answer on loopback", async () => {
  await using server = answerFirst();
  const { signal } = new AbortController();
  const target = parseTarget(`http://127.0.0.1:${server.port}/`);
  const channel = await io.dial({ ...server, signal });
  // The answer is known to have come: it is put back in front.
  const first = await channel.read(signal) ?? new Uint8Array();
  const early = prefixedChannel(channel, first);
  const input = { target, subject: target.authority, channel: early };
  const context = { io, signal, timeoutMs: TIMEOUT_MS };
  const result = await probeHttp(input, context);
  assertEquals(result.observations[0]?.outcome, "mismatch");
});

Deno.test("`probeHttp()` tells servers that say nothing apart", async () => {
  assertEquals((await ask(hangAfterAccept())).outcome, "answer-silent");
  assertEquals((await ask(closeAtOnce())).outcome, "closed");
  assertEquals((await ask(closeAfterQuestion())).outcome, "closed");
  const reset = await ask(await resetConnection({ afterQuestion: true }));
  assertEquals(reset.outcome, "reset");
});

Deno.test("`probeHttp()` knows a TLS server by its alert", async () => {
  const authority = await makeAuthority();
  const names = ["127.0.0.1"];
  const seen = await ask(tlsServer(await authority.issue({ names })));
  assertEquals(seen.outcome, "mismatch");
  assertEquals(
    seen.detail.message,
    "The peer speaks TLS: the target may be https",
  );
});
