import { assertEquals } from "@std/assert/equals";
import {
  checkMoves,
  connected,
  type Cue,
  ended,
  judged,
  missed,
  OFFLINE,
  ONLINE,
  plain,
  PROXY_SILENT,
  replay,
  RETRYING,
  SUSPECT,
  verdictOf,
} from "./samples.ts";

Deno.test("`step()` doubts at the first sign when online", () => {
  checkMoves(ONLINE, [
    [missed(50, 1), "online > suspect (beats-missed)", "probe-path beat"],
    [
      missed(50, 1, true),
      "online > suspect (beats-missed); suspect > offline (beats-missed)",
      "probe-path beat cancel-attempt wait",
    ],
    [
      ended(50, "session-reset"),
      "online > suspect (session-reset)",
      "probe-path",
    ],
    [
      plain(50, "path-lost"),
      "online > suspect (path-lost)",
      "probe-path beat",
    ],
    [
      judged(50, "server-hung"),
      "online > suspect (verdict) server-hung",
      "probe-path beat",
    ],
  ]);
});

Deno.test("`step()` stays online when nothing is amiss, or a flaw only", () => {
  checkMoves(ONLINE, [
    [plain(50, "answered"), "", ""],
    [judged(50, "degraded"), "online > online (verdict) degraded", ""],
    [judged(50, "unknown"), "", ""],
    [plain(50, "path-regained"), "", ""],
  ]);
  const degraded = [...ONLINE, judged(50, "degraded")];
  checkMoves(degraded, [
    [judged(60, "degraded"), "", ""],
    [plain(60, "cleared"), "online > online (cleared)", ""],
    [missed(60, 1), "online > suspect (beats-missed)", "probe-path beat"],
  ]);
});

Deno.test("`step()` settles the doubt when suspect", () => {
  checkMoves(SUSPECT, [
    [plain(50, "answered"), "suspect > online (answered)", "cancel-attempt"],
    [
      judged(50, "server-hung"),
      "suspect > offline (verdict) server-hung",
      "cancel-attempt wait",
    ],
    [
      missed(50, 3, true),
      "suspect > offline (beats-missed)",
      "cancel-attempt wait",
    ],
  ]);
});

Deno.test("`step()` looks on when suspect and nothing is settled", () => {
  checkMoves(SUSPECT, [
    [missed(50, 2), "", ""],
    [judged(50, "unknown"), "suspect > suspect (verdict) unknown", ""],
    [plain(50, "cleared"), "", ""],
    [ended(50, "session-closed"), "", "probe-path"],
    [plain(50, "path-lost"), "", "probe-path"],
    [plain(50, "path-regained"), "", "probe-path beat"],
  ]);
});

Deno.test("`step()` clears doubt about the path when the path is whole", () => {
  checkMoves([...ONLINE, plain(20, "path-lost")], [
    [plain(50, "cleared"), "suspect > online (cleared)", "cancel-attempt"],
  ]);
});

Deno.test("`step()` lets misses speak unless the observer was starved", () => {
  checkMoves([...SUSPECT, judged(50, "not-permitted")], [
    [
      missed(60, 3, true),
      "suspect > offline (beats-missed) not-permitted",
      "cancel-attempt wait",
    ],
  ]);
  checkMoves([...SUSPECT, judged(50, "observer-overloaded")], [
    [missed(60, 3, true), "", "forget-ages probe-path"],
  ]);
});

Deno.test("`step()` refines the outage when better evidence comes", () => {
  checkMoves(OFFLINE, [
    [judged(50, "proxy-hung"), "offline > offline (refined) proxy-hung", ""],
    [judged(50, "server-hung"), "", ""],
    [judged(50, "unknown"), "", ""],
    [plain(50, "path-lost"), "", "probe-path"],
    [plain(50, "attempt-failed"), "", ""],
    [ended(50, "send-failed"), "", ""],
    [missed(50, 4, true), "", ""],
  ]);
});

Deno.test("`step()` comes back when offline", () => {
  checkMoves(OFFLINE, [
    [
      plain(50, "retry-due"),
      "offline > connecting (retry-due) server-hung",
      "connect",
    ],
    [plain(50, "path-regained"), "", "wait"],
    [
      plain(2000, "path-regained"),
      "offline > connecting (path-regained) server-hung",
      "connect",
    ],
    [
      plain(2000, "cleared"),
      "offline > connecting (cleared) server-hung",
      "connect",
    ],
    [plain(50, "answered"), "offline > online (answered)", "cancel-attempt"],
    [connected(50), "offline > online (connected)", "close-old-session"],
  ]);
});

Deno.test("`step()` gives the old session up when its time is over", () => {
  const due = plain(30_030, "retry-due");
  checkMoves(OFFLINE, [
    [
      due,
      "offline > connecting (retry-due) server-hung",
      "close-old-session connect",
    ],
  ]);
  assertEquals(replay([...OFFLINE, due]).state.sessionOpen, false);
  checkMoves([...OFFLINE, ended(40, "session-reset")], [
    [due, "offline > connecting (retry-due) server-hung", "connect"],
  ]);
});

const CABLE = verdictOf("proxy-cable-unplugged");

/** Somebody who saw more names the first outage. */
const NEWS: Cue = {
  kind: "reclassified",
  atMs: 99,
  outage: 1,
  verdict: CABLE,
};

Deno.test("`step()` renames an outage when somebody saw more", () => {
  const back = [...OFFLINE, plain(40, "answered")];
  const name = "(reclassified) proxy-cable-unplugged";
  checkMoves(OFFLINE, [[NEWS, `offline > offline ${name}`, ""]]);
  checkMoves(RETRYING, [[NEWS, `connecting > connecting ${name}`, ""]]);
  checkMoves(back, [[NEWS, `online > online ${name}`, ""]]);
  checkMoves([...back, plain(50, "path-lost")], [
    [NEWS, `suspect > suspect ${name}`, ""],
  ]);
  assertEquals(replay([...OFFLINE, NEWS]).state.verdict, CABLE);
  assertEquals(replay([...back, NEWS]).state.verdict, null);
});

Deno.test("`step()` keeps what an agent told when a look says less", () => {
  const look: Cue = { kind: "verdict", atMs: 150, verdict: PROXY_SILENT };
  const refined = "offline > offline (refined)";
  checkMoves(OFFLINE, [[look, `${refined} proxy-unreachable`, ""]]);
  checkMoves([...OFFLINE, NEWS], [
    [look, "", ""],
    [judged(150, "proxy-stopped"), `${refined} proxy-stopped`, ""],
  ]);
  assertEquals(replay([...OFFLINE, NEWS, look]).state.verdict, CABLE);
});
