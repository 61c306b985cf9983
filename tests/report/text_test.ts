import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import { assertStringIncludes } from "@std/assert/string-includes";
import { reportText } from "../../src/report/text.ts";
import { PLAIN_STYLE } from "../../src/report/style.ts";
import {
  BLIND,
  DEGRADED,
  diagnosis,
  HEALTHY,
  HOSTILE_DIAGNOSIS,
  PROXY_SILENT,
  PROXY_STOPPED,
  seen,
  SERVER_SILENT,
  UNICODE,
  verdict,
} from "./samples.ts";

const NORMAL = { style: UNICODE, detail: "normal" } as const;

Deno.test("`reportText()` says that a target answers, and by which path", () => {
  assertEquals(
    reportText(HEALTHY, NORMAL),
    `✓ Healthy: the target answers
  tcp://10.9.2.10:7000 (12ms)

  link ✓ ── network ✓ ── gateway ✓ ── server ✓ ──────── session ✓
  eth0      10.9.0.5     10.9.0.1     10.9.2.10:7000    http
`,
  );
});

Deno.test("`reportText()` says how a target is healthy", () => {
  const [status] = reportText(
    diagnosis({
      observations: [seen("session", "a:80", "answered", { status: 503 })],
    }),
    NORMAL,
  ).split("\n");
  assertEquals(status, "✓ Healthy: the target answers with status 503");
  const [open] = reportText(
    diagnosis({ observations: [seen("session", "a:80", "accepted")] }),
    NORMAL,
  ).split("\n");
  assertEquals(open, "✓ Healthy: the target accepts connections");
});

Deno.test("`reportText()` names a proven break, its evidence and the next step", () => {
  assertEquals(
    reportText(PROXY_STOPPED, NORMAL),
    `✗ The proxy is not running; its machine is alive [proxy-stopped]
  tcp://10.9.2.10:7000 through http://10.9.1.5:3128 (12ms)

  link ✓ ── network ✓ ── proxy ✗ ╌╌╌╌╌╌╌╌ server ? ╌╌╌╌╌╌╌╌ session ?
  eth0      10.9.1.2     10.9.1.5:3128    10.9.2.10:7000    tcp

  The machine refused the connection: nothing serves this port.

  Evidence:
    proxy     0.6ms  10.9.1.5:3128: the connection was refused (ECONNREFUSED)
    proxy       5ms  10.9.1.5:3128: the counters show no filter at work

  Next: Start the proxy, and check the port that it listens on.
  More: faultline explain proxy-stopped
`,
  );
});

Deno.test("`reportText()` lists what a name stands for", () => {
  assertEquals(
    reportText(PROXY_SILENT, NORMAL),
    `? The proxy machine is silent [proxy-unreachable]
  tcp://10.9.2.10:7000 through http://10.9.1.5:3128 (12ms)

  link ✓ ── network ✓ ── proxy ✗ ╌╌╌╌╌╌╌╌ server ? ╌╌╌╌╌╌╌╌ session ?
  eth0      10.9.1.2     10.9.1.5:3128    10.9.2.10:7000    tcp

  The proxy machine answers neither connection nor ping.

  It is one of these; all fit what was seen:
    - The proxy machine's network is disabled [proxy-network-down]
    - The proxy machine's cable is unplugged [proxy-cable-unplugged]
    - The proxy machine is off or rebooted [proxy-machine-off]

  Evidence:
    proxy        2s  10.9.1.5:3128: the TCP handshake got no answer in time
    proxy      1.9s  10.9.1.5: the host answered no ping

  Next: Go to the proxy machine: check power, then cable.
  More: faultline explain proxy-unreachable
`,
  );
});

Deno.test("`reportText()` names no guess and says how to be sure", () => {
  assertEquals(
    reportText(SERVER_SILENT, NORMAL),
    `? Cannot tell which of 2 it is [path-broken, or server-unreachable]
  tcp://10.9.2.10:7000 (12ms)

  link ✓ ── network ✓ ── gateway ✓ ╌╌ server ? ╌╌╌╌╌╌╌╌ session ?
  eth0      10.9.0.5     10.9.0.1     10.9.2.10:7000    tcp

  The server machine answers no connection.

  It is one of these; all fit what was seen:
    - The path beyond the gateway is broken [path-broken]: Check the gateway's
      uplink, or ask the network's provider.
    - The server machine is silent [server-unreachable]: Go to the server
      machine: check power, cable, network, firewall.

  Evidence:
    gateway     5ms  10.9.0.1: the host answered a ping (round trip 0.4ms)
    server       2s  10.9.2.10:7000: the TCP handshake got no answer in time

  Could not look:
    - ping: needs --allow-run=ping
    - firewall: needs the program nstat

  Tip:  --reference HOST, a host that should be alive, would tell them apart.
  More: faultline explain server-unreachable
`,
  );
});

Deno.test("`reportText()` says what it was not permitted to see", () => {
  assertEquals(
    reportText(BLIND, NORMAL),
    `? A look that decides was not permitted [not-permitted]
  tcp://10.9.2.10:7000 (12ms)

  link ? ╌╌ server ?
            10.9.2.10:7000

  What would decide the case could not be looked at.

  Could not look:
    - tcp: needs --allow-net=10.9.2.10:7000
    - link, network: needs --allow-run=ip

  Next: Give the permission that is named.
  More: faultline explain not-permitted
`,
  );
});

Deno.test("`reportText()` says that a degraded target works", () => {
  assertEquals(
    reportText(DEGRADED, NORMAL),
    `~ The path works, with loss or delay [degraded]
  tcp://10.9.2.10:7000 (12ms)

  link ✓ ── server ✓ ──────── session ~
  eth0      10.9.2.10:7000    tcp

  The connection opened only after its first packet was sent again.

  Evidence:
    server    1.03s  10.9.2.10:7000: the TCP handshake completed

  Next: Look for loss on the path, nearest segment first.
  More: faultline explain degraded
`,
  );
});

Deno.test("`reportText()` claims no break where nothing is known", () => {
  const unknown = diagnosis({
    verdict: verdict({ mode: "unknown", segment: null, certain: false }),
  });
  const [first] = reportText(unknown, NORMAL).split("\n");
  assertEquals(first, "? The title [unknown]");
});

Deno.test("`reportText()` folds for a narrow terminal", () => {
  const style = { ...UNICODE, width: 44 };
  assertEquals(
    reportText(PROXY_STOPPED, { style, detail: "normal" }),
    `✗ The proxy is not running; its machine is
  alive [proxy-stopped]
  tcp://10.9.2.10:7000 through
    http://10.9.1.5:3128 (12ms)

  link ✓ ── network ✓ ── proxy ✗
  eth0      10.9.1.2     10.9.1.5:3128
  ╌╌ server ? ╌╌╌╌╌╌╌╌ session ?
     10.9.2.10:7000    tcp

  The machine refused the connection:
  nothing serves this port.

  Evidence:
    - 10.9.1.5:3128: the connection was
      refused (ECONNREFUSED)
    - 10.9.1.5:3128: the counters show no
      filter at work

  Next: Start the proxy, and check the port
  that it listens on.
  More: faultline explain proxy-stopped
`,
  );
});

Deno.test("`reportText()` fits any terminal that is wide enough to read on", () => {
  const all = [HEALTHY, PROXY_STOPPED, PROXY_SILENT, SERVER_SILENT, BLIND];
  for (const one of all) {
    for (const width of [60, 72, 80, 120]) {
      const style = { ...UNICODE, width };
      for (const line of reportText(one, { ...NORMAL, style }).split("\n")) {
        assert(line.length <= width, line);
      }
    }
  }
});

Deno.test("`reportText()` has a plain word for each sign", () => {
  const text = reportText(PROXY_STOPPED, { ...NORMAL, style: PLAIN_STYLE });
  assert(/^[\n -~]*$/.test(text));
  assertStringIncludes(text, "X The proxy is not running");
  assertStringIncludes(text, "link ok -- network ok -- proxy X ...");
});

Deno.test("`reportText()` paints what matters, and closes each colour", () => {
  const style = { ...UNICODE, colour: true };
  const text = reportText(PROXY_STOPPED, { ...NORMAL, style });
  assertStringIncludes(text, "\x1b[1;31m✗ The proxy is not running");
  assertStringIncludes(text, "\x1b[32mlink ✓\x1b[0m");
  assertStringIncludes(text, "\x1b[1mNext:\x1b[0m Start the proxy");
  const [plain = "", ...painted] = text.split("\x1b");
  const bare = painted.map((part) => part.replace(/^\[[\d;]*m/, ""));
  assertEquals(plain + bare.join(""), reportText(PROXY_STOPPED, NORMAL));
  for (const [index, part] of painted.entries()) {
    assertEquals(part.startsWith("[0m"), index % 2 === 1, part);
  }
});

Deno.test("`reportText()` shows every observation when asked for all", () => {
  const text = reportText(PROXY_STOPPED, { style: UNICODE, detail: "verbose" });
  assertStringIncludes(
    text,
    `  Observations:
    link        9ms  eth0: the egress interface is enabled and has carrier
    network     6ms  eth0: the egress interface has a usable address (10.9.1.2)
    proxy     0.6ms  10.9.1.5:3128: the connection was refused (ECONNREFUSED)
    proxy       5ms  10.9.1.5:3128: the counters show no filter at work
`,
  );
});

Deno.test("`reportText()` is one line when it is to be quiet", () => {
  const quiet = { style: UNICODE, detail: "quiet" } as const;
  assertEquals(
    reportText(PROXY_STOPPED, quiet),
    "✗ The proxy is not running; its machine is alive [proxy-stopped] " +
      "tcp://10.9.2.10:7000 through http://10.9.1.5:3128 (12ms)\n",
  );
  assertEquals(
    reportText(HEALTHY, quiet),
    "✓ Healthy: the target answers tcp://10.9.2.10:7000 (12ms)\n",
  );
});

Deno.test("`reportText()` lets nothing of a hostile peer act on a terminal", () => {
  for (const detail of ["quiet", "normal", "verbose"] as const) {
    for (const style of [UNICODE, PLAIN_STYLE]) {
      const text = reportText(HOSTILE_DIAGNOSIS, { style, detail });
      assert(!/[\p{C}\p{Zl}\p{Zp}]/u.test(text.replaceAll("\n", "")), text);
      // The peer's line break makes no line of its own.
      assert(!/^\s*Next: curl evil/m.test(text), text);
    }
  }
});
