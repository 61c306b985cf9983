import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import { diagnose, diagnoseWith } from "../../src/app/diagnose.ts";
import { createDenoIo } from "../../src/io/deno.ts";
import { prefixedChannel } from "../../src/io/prefixed_channel.ts";
import type { FailureMode } from "../../src/model/failure_modes.ts";
import { answerFirst } from "../faults/answer_first.ts";
import { answerSlowly } from "../faults/answer_slowly.ts";
import { binaryGarbage } from "../faults/binary_garbage.ts";
import { closeAfterQuestion } from "../faults/close_after_question.ts";
import { closeAtOnce } from "../faults/close_at_once.ts";
import { endlessHeaders } from "../faults/endless_headers.ts";
import { endlessStatusLine } from "../faults/endless_status_line.ts";
import type { FaultServer } from "../faults/fault_server.ts";
import { hangAfterAccept } from "../faults/hang_after_accept.ts";
import { resetConnection } from "../faults/reset_connection.ts";
import { tlsAlert } from "../faults/tls_alert.ts";

/** The time that each probe may take here. */
const TIMEOUT_MS = 400;

/** What comes on top where a silence is looked into, on a busy machine too. */
const MARGIN_MS = 1500;

/** How the peer is asked. */
type Way = "http" | "https" | "tcp" | "proxy" | "socks5";

/** Who misbehaves, and what that must be called on each way. */
type Row = readonly [
  peer: string,
  start: () => FaultServer | Promise<FaultServer>,
  modes: Readonly<Partial<Record<Way, FailureMode>>>,
];

const MISMATCH = {
  http: "protocol-mismatch",
  https: "protocol-mismatch",
  proxy: "protocol-mismatch",
} as const;

const ROWS: readonly Row[] = [
  ["sends headers without end", endlessHeaders, {
    ...MISMATCH,
    socks5: "protocol-mismatch",
  }],
  ["sends a status line of megabytes", endlessStatusLine, MISMATCH],
  ["sends binary garbage", binaryGarbage, {
    ...MISMATCH,
    socks5: "protocol-mismatch",
  }],
  ["answers before the question", answerFirst, {
    https: "protocol-mismatch",
  }],
  ["sends a byte now and then", () => answerSlowly({ intervalMs: 100 }), {
    http: "server-hung",
  }],
  ["closes at once", closeAtOnce, {
    http: "server-stopped",
    https: "tls-failed",
    tcp: "server-stopped",
    proxy: "proxy-denied",
    socks5: "proxy-denied",
  }],
  ["closes after the question", closeAfterQuestion, {
    http: "server-stopped",
    https: "tls-failed",
    proxy: "proxy-denied",
  }],
  ["resets", resetConnection, {
    http: "server-stopped",
    https: "tls-failed",
    proxy: "proxy-denied",
  }],
  ["accepts and says nothing", hangAfterAccept, {
    http: "server-hung",
    https: "server-hung",
    proxy: "proxy-hung",
    socks5: "proxy-hung",
  }],
  ["sends an alert", () => tlsAlert("handshakeFailure"), {
    http: "protocol-mismatch",
    https: "tls-failed",
  }],
];

for (const [peer, start, modes] of ROWS) {
  for (const [way, mode] of Object.entries(modes)) {
    Deno.test(`\`diagnose()\` says ${mode} when a peer by ${way} ${peer}`, async () => {
      await using server = await start();
      const { verdict, elapsedMs } = await ask(way as Way, server.port);
      assertEquals(verdict?.mode, mode, verdict?.detail);
      const longestMs = TIMEOUT_MS + MARGIN_MS;
      assert(elapsedMs < longestMs, `it took ${elapsedMs} ms`);
    });
  }
}

Deno.test("`diagnose()` says protocol-mismatch when a peer by http answers before the question", async () => {
  await using server = answerFirst();
  const io = createDenoIo();
  const { verdict } = await diagnoseWith(
    {
      ...io,
      // The answer is known to have come: it is put back in front.
      async dial(options) {
        const channel = await io.dial(options);
        const first = await channel.read(options.signal) ?? new Uint8Array();
        return prefixedChannel(channel, first);
      },
    },
    `http://127.0.0.1:${server.port}`,
    { timeoutMs: TIMEOUT_MS },
  );
  assertEquals(verdict?.mode, "protocol-mismatch", verdict?.detail);
});

function ask(way: Way, port: number) {
  const here = `127.0.0.1:${port}`;
  const options = { timeoutMs: TIMEOUT_MS };
  switch (way) {
    case "proxy":
      return diagnose("tcp://192.0.2.1:9", {
        ...options,
        proxy: `http://${here}`,
      });
    case "socks5":
      return diagnose("tcp://192.0.2.1:9", {
        ...options,
        proxy: `socks5://${here}`,
      });
    default:
      return diagnose(`${way}://${here}`, options);
  }
}
