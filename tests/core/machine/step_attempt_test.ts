import {
  AWOKEN,
  checkMoves,
  COLD_SUSPECT,
  connected,
  CONNECTING,
  ended,
  judged,
  missed,
  OFFLINE,
  ONLINE,
  plain,
  RETRYING,
  SUSPECT,
} from "./samples.ts";

Deno.test("`step()` begins when told to start", () => {
  checkMoves([], [
    [
      { kind: "start", atMs: 0, seed: 1 },
      "idle > connecting (start)",
      "connect probe-path",
    ],
  ]);
});

Deno.test("`step()` ends in every state when told to stop", () => {
  const stop = plain(50, "stop");
  checkMoves([], [[stop, "idle > stopped (stop)", "release"]]);
  checkMoves(CONNECTING, [[stop, "connecting > stopped (stop)", "release"]]);
  checkMoves(ONLINE, [[stop, "online > stopped (stop)", "release"]]);
  checkMoves(SUSPECT, [[stop, "suspect > stopped (stop)", "release"]]);
  checkMoves(OFFLINE, [
    [stop, "offline > stopped (stop) server-hung", "release"],
  ]);
  checkMoves([stop], [[stop, "", ""]]);
});

Deno.test("`step()` connects, or doubts, when connecting", () => {
  checkMoves(CONNECTING, [
    [
      connected(10),
      "connecting > online (connected)",
      "close-old-session",
    ],
    [
      connected(10, "degraded"),
      "connecting > online (connected) degraded",
      "close-old-session",
    ],
    [
      plain(10, "attempt-failed"),
      "connecting > suspect (attempt-failed)",
      "probe-path",
    ],
    [
      judged(10, "server-stopped"),
      "connecting > offline (verdict) server-stopped",
      "cancel-attempt wait",
    ],
    [
      judged(10, "server-hung"),
      "connecting > suspect (verdict) server-hung; " +
      "suspect > offline (verdict) server-hung",
      "cancel-attempt wait",
    ],
    [
      judged(10, "unknown"),
      "connecting > suspect (verdict) unknown",
      "wait",
    ],
    [judged(10, "degraded"), "", ""],
    [plain(10, "cleared"), "", ""],
    [plain(10, "path-lost"), "", "probe-path"],
    [plain(10, "path-regained"), "", ""],
  ]);
});

Deno.test("`step()` takes up the outage when an attempt in it fails", () => {
  checkMoves(RETRYING, [
    [
      plain(50, "attempt-failed"),
      "connecting > offline (attempt-failed) server-hung",
      "wait probe-path",
    ],
    [
      judged(50, "path-broken"),
      "connecting > offline (verdict) path-broken",
      "cancel-attempt wait",
    ],
    [judged(50, "unknown"), "", ""],
  ]);
});

Deno.test("`step()` lets the old session win when it answers first", () => {
  checkMoves(RETRYING, [
    [
      plain(50, "answered"),
      "connecting > online (answered)",
      "cancel-attempt",
    ],
    [ended(50, "send-failed"), "", ""],
    [missed(50, 4, true), "", ""],
  ]);
});

Deno.test("`step()` goes on trying when an attempt fails without a cause", () => {
  checkMoves(COLD_SUSPECT, [
    [
      judged(50, "unknown"),
      "suspect > suspect (verdict) unknown",
      "wait",
    ],
    [plain(50, "cleared"), "", "wait"],
    [plain(50, "attempt-failed"), "", "probe-path"],
    [connected(50), "suspect > online (connected)", "close-old-session"],
  ]);
  checkMoves([...COLD_SUSPECT, judged(50, "unknown")], [
    [
      plain(60, "retry-due"),
      "suspect > connecting (retry-due) unknown",
      "connect",
    ],
  ]);
});

Deno.test("`step()` connects anew when the clocks moved apart", () => {
  const jump = plain(50, "clock-jumped");
  const wake = "forget-ages beat connect";
  checkMoves(CONNECTING, [[jump, "", wake]]);
  checkMoves(ONLINE, [[jump, "online > connecting (clock-jumped)", wake]]);
  checkMoves(SUSPECT, [[jump, "suspect > connecting (clock-jumped)", wake]]);
  checkMoves(OFFLINE, [
    [jump, "offline > connecting (clock-jumped) server-hung", wake],
  ]);
});

Deno.test("`step()` states no outage when the machine has just woken", () => {
  checkMoves(AWOKEN, [
    [plain(50, "answered"), "connecting > online (answered)", "cancel-attempt"],
    [
      judged(5019, "server-stopped"),
      "connecting > suspect (verdict) server-stopped",
      "wait",
    ],
    [
      judged(5020, "server-stopped"),
      "connecting > offline (verdict) server-stopped",
      "cancel-attempt wait",
    ],
  ]);
  const doubted = [...AWOKEN, judged(50, "server-hung")];
  checkMoves(doubted, [
    [missed(60, 3, true), "", "forget-ages probe-path"],
    [
      missed(5020, 3, true),
      "suspect > offline (beats-missed) server-hung",
      "cancel-attempt wait",
    ],
    // The old session may have no beats that would tell.
    [plain(60, "cleared"), "suspect > suspect (cleared)", "wait"],
    [plain(6000, "cleared"), "suspect > suspect (cleared)", "wait"],
  ]);
});

Deno.test("`step()` states an outage when the woken machine was answered", () => {
  checkMoves([...AWOKEN, connected(100), plain(200, "path-lost")], [
    [
      judged(300, "client-cable-unplugged"),
      "suspect > offline (verdict) client-cable-unplugged",
      "cancel-attempt wait",
    ],
  ]);
});
