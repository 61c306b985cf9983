import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import {
  TRANSITION_SCHEMA,
  type WatchTransition,
} from "../../src/model/watch_transition.ts";
import { sparkline } from "../../src/report/sparkline.ts";
import { PLAIN_STYLE } from "../../src/report/style.ts";
import { transitionNdjson } from "../../src/report/transition_ndjson.ts";
import { transitionText } from "../../src/report/transition_text.ts";

const OFFLINE: WatchTransition = {
  schema: TRANSITION_SCHEMA,
  target: "text://10.9.2.10:4578",
  from: "suspect",
  to: "offline",
  cause: "verdict",
  phase: "after-connect",
  misses: 2,
  verdict: {
    mode: "proxy-unreachable",
    case: null,
    segment: "proxy",
    certain: false,
    candidates: ["proxy-network-down", "proxy-cable-unplugged"],
    title: "The proxy machine is silent",
    detail: "\u001b[31mIt is.\u2028",
    advice: "Look.",
  },
  outage: 1,
  retryAt: "2026-11-20T19:00:01.000Z",
  at: "2026-11-20T19:00:00.125Z",
  sinceMs: 1512.4,
};

const NOT_PERMITTED: WatchTransition["verdict"] = {
  mode: "not-permitted",
  case: null,
  segment: "self",
  certain: true,
  candidates: ["not-permitted"],
  title: "A look that decides was not permitted",
  detail: "It could not be looked at: that needs --allow-net.",
  advice: "Give it.",
};

const MOVES: readonly (readonly [Partial<WatchTransition>, string])[] = [
  [
    {},
    "19:00:00.125 X offline    text://10.9.2.10:4578: The proxy machine is " +
    "silent [proxy-unreachable, or proxy-network-down, " +
    "proxy-cable-unplugged], 1.51s after the last sign of life\n",
  ],
  [
    { to: "suspect", verdict: NOT_PERMITTED },
    "19:00:00.125 ? suspect    text://10.9.2.10:4578: now known: It could " +
    "not be looked at: that needs --allow-net [not-permitted]\n",
  ],
  [
    { from: "online", to: "online", cause: "reclassified" },
    "19:00:00.125 ok online     text://10.9.2.10:4578: the cause of outage 1 " +
    "is known: The proxy machine is silent [proxy-unreachable, or " +
    "proxy-network-down, proxy-cable-unplugged]\n",
  ],
  [
    { verdict: null, cause: "beats-missed", phase: "before-connect" },
    "19:00:00.125 X offline    text://10.9.2.10:4578: beats are not " +
    "answered, 1.51s after the start\n",
  ],
  [
    { from: "idle", to: "connecting", verdict: null, cause: "start" },
    "19:00:00.125 ? connecting text://10.9.2.10:4578: trying again\n",
  ],
  [
    { to: "suspect", verdict: null, cause: "beats-missed" },
    "19:00:00.125 ? suspect    text://10.9.2.10:4578: beats are not " +
    "answered (2)\n",
  ],
  [
    { from: "connecting", to: "online", verdict: null, cause: "connected" },
    "19:00:00.125 ok online     text://10.9.2.10:4578: back after 1.51s\n",
  ],
  [
    { to: "stopped", cause: "stop", verdict: null },
    "19:00:00.125 ? stopped    text://10.9.2.10:4578\n",
  ],
  [
    { from: "connecting", to: "stopped", cause: "stop" },
    "19:00:00.125 X stopped    text://10.9.2.10:4578: The proxy machine is " +
    "silent [proxy-unreachable, or proxy-network-down, " +
    "proxy-cable-unplugged]\n",
  ],
  [
    { from: "online", to: "stopped", cause: "stop" },
    "19:00:00.125 ~ stopped    text://10.9.2.10:4578: The proxy machine is " +
    "silent [proxy-unreachable, or proxy-network-down, " +
    "proxy-cable-unplugged]\n",
  ],
];

Deno.test("`transitionText()` says each move on one line", () => {
  for (const [change, expected] of MOVES) {
    assertEquals(
      transitionText({ ...OFFLINE, ...change }, PLAIN_STYLE),
      expected,
    );
  }
});

Deno.test("`transitionText()` says better evidence as such", () => {
  const refined: WatchTransition = {
    ...OFFLINE,
    from: "offline",
    cause: "refined",
  };
  assert(transitionText(refined, PLAIN_STYLE).includes(": now known: The"));
});

Deno.test("`transitionNdjson()` is one line of ASCII that reads back", () => {
  const line = transitionNdjson(OFFLINE);
  assert(/^[ -~]+\n$/.test(line));
  assertEquals(JSON.parse(line), OFFLINE);
});

Deno.test("`sparkline()` draws the least lowest and no storm from noise", () => {
  const style = { ...PLAIN_STYLE, unicode: true };
  assertEquals(sparkline([1, 8], style), "▁█");
  assertEquals(sparkline([1, 8], PLAIN_STYLE), ".#");
  assertEquals(sparkline([100, 101], style), "▁▂");
  assertEquals(sparkline([0, 0], style), "▁▁");
  assertEquals(sparkline([], style), "");
});
