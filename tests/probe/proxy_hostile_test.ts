import { assertEquals } from "@std/assert/equals";
import { assertLess } from "@std/assert/less";
import { createDenoIo } from "../../src/io/deno.ts";
import { dial } from "../../src/io/deno_conn.ts";
import { parseProxy, parseTarget } from "../../src/model/target.ts";
import type { Outcome } from "../../src/model/observation.ts";
import { probeProxy } from "../../src/probe/proxy.ts";
import { probeProxyAlive } from "../../src/probe/proxy_alive.ts";
import { answerFirst } from "../faults/answer_first.ts";
import { answerOnce } from "../faults/answer_once.ts";
import { answerSlowly } from "../faults/answer_slowly.ts";
import { binaryGarbage } from "../faults/binary_garbage.ts";
import { closeAtOnce } from "../faults/close_at_once.ts";
import { closeAfterQuestion } from "../faults/close_after_question.ts";
import { endlessHeaders } from "../faults/endless_headers.ts";
import { endlessStatusLine } from "../faults/endless_status_line.ts";
import type { FaultServer } from "../faults/fault_server.ts";
import { hangAfterAccept } from "../faults/hang_after_accept.ts";
import { resetConnection } from "../faults/reset_connection.ts";

const { signal } = new AbortController();

/** Short, and enough for loopback. */
const TIMEOUT_MS = 150;

/** What a busy machine may add to the time-out. */
const SLACK_MS = 2000;

/** What a peer shows to a request for a tunnel, and to one of its own. */
interface Expected {
  readonly http: readonly [tunnel: Outcome, alone: Outcome];
  readonly socks5: readonly Outcome[];
}

interface HostilePeer extends Expected {
  readonly peer: string;
  readonly start: () => FaultServer | Promise<FaultServer>;
}

const PEERS: readonly HostilePeer[] = [
  {
    peer: "endless headers",
    start: endlessHeaders,
    http: ["not-a-proxy", "not-a-proxy"],
    socks5: ["not-a-proxy", "not-a-proxy"],
  },
  {
    peer: "a status line without end",
    start: endlessStatusLine,
    http: ["not-a-proxy", "not-a-proxy"],
    socks5: ["not-a-proxy", "not-a-proxy"],
  },
  {
    peer: "binary garbage",
    start: binaryGarbage,
    http: ["not-a-proxy", "not-a-proxy"],
    socks5: ["not-a-proxy", "not-a-proxy"],
  },
  {
    peer: "an answer before the question",
    start: answerFirst,
    http: ["not-a-proxy", "proxy-alive"],
    socks5: ["not-a-proxy", "not-a-proxy"],
  },
  {
    peer: "a mail server",
    start: () => answerFirst("220 mail.test ESMTP\r\n"),
    http: ["not-a-proxy", "not-a-proxy"],
    socks5: ["not-a-proxy", "not-a-proxy"],
  },
  {
    peer: "a web server",
    start: () => answerOnce("HTTP/1.1 405 Not Allowed\r\nServer: x\r\n\r\n"),
    http: ["not-a-proxy", "proxy-alive"],
    socks5: ["not-a-proxy", "not-a-proxy"],
  },
  {
    peer: "one byte at a time",
    start: () => answerSlowly({ intervalMs: TIMEOUT_MS / 4 }),
    http: ["tunnel-silent", "proxy-alive"],
    socks5: ["not-a-proxy", "not-a-proxy"],
  },
  {
    peer: "silence",
    start: hangAfterAccept,
    http: ["tunnel-silent", "proxy-silent"],
    // Its greeting must be answered by the process itself, on each connection.
    socks5: ["tunnel-silent", "proxy-silent", "proxy-silent"],
  },
  {
    peer: "an end at once",
    start: closeAtOnce,
    http: ["tunnel-closed", "proxy-alive"],
    socks5: ["tunnel-closed", "proxy-alive"],
  },
  {
    peer: "an end after the question",
    start: closeAfterQuestion,
    http: ["tunnel-closed", "proxy-alive"],
    socks5: ["tunnel-closed", "proxy-alive"],
  },
  {
    peer: "a reset",
    start: () => resetConnection({ afterQuestion: true }),
    http: ["tunnel-closed", "proxy-alive"],
    socks5: ["tunnel-closed", "proxy-alive"],
  },
];

for (const { peer, start, ...expected } of PEERS) {
  for (const scheme of ["http", "socks5"] as const) {
    Deno.test(`\`probeProxy()\` names ${peer} over ${scheme} in time`, async () => {
      await using server = await start();
      const { address, port } = server;
      const proxy = parseProxy(`${scheme}://127.0.0.1:${port}`);
      const target = parseTarget("10.9.2.10:7000");
      const context = { io: createDenoIo(), signal, timeoutMs: TIMEOUT_MS };
      const channel = await dial({ address, port, signal });
      const tunnel = await probeProxy({ proxy, target, channel }, context);
      const alone = await probeProxyAlive({ proxy, address }, context);
      assertEquals(tunnel.channel, undefined);
      const seen = [...tunnel.observations, ...alone.observations];
      assertEquals(seen.map((it) => it.outcome), [...expected[scheme]]);
      for (const { tookMs, detail } of seen) {
        assertLess(tookMs, TIMEOUT_MS + SLACK_MS);
        assertLess(JSON.stringify(detail).length, 1000);
      }
    });
  }
}
