import { assertEquals } from "@std/assert/equals";
import {
  closingEvent,
  isLocal,
  isPermanent,
  isSameVerdict,
  judgementOf,
} from "../../../src/core/machine/judgement.ts";
import {
  FAILURE_MODES,
  type FailureMode,
} from "../../../src/model/failure_modes.ts";
import type { Verdict } from "../../../src/model/verdict.ts";
import { verdictOf } from "./samples.ts";

const MODES = Object.keys(FAILURE_MODES) as readonly FailureMode[];

Deno.test("`judgementOf()` withholds when the catalogue cannot tell", () => {
  for (const mode of MODES) {
    assertEquals(
      judgementOf(verdictOf(mode)) === "withheld",
      FAILURE_MODES[mode].exitCode === 9,
      mode,
    );
  }
});

Deno.test("`judgementOf()` lets a session work when it has a flaw only", () => {
  const works = MODES.filter((mode) =>
    judgementOf(verdictOf(mode)) === "works"
  );
  assertEquals(works, ["family-broken", "degraded"]);
});

Deno.test("`isLocal()` names the modes of the client's own side", () => {
  const local = MODES.filter((mode) => isLocal(verdictOf(mode)));
  assertEquals(local, ["client-cable-unplugged", "client-network-down"]);
});

Deno.test("`isPermanent()` names answers only", () => {
  const permanent = MODES.filter((mode) => isPermanent(verdictOf(mode)));
  assertEquals(permanent.length, 4);
  for (const mode of permanent) {
    assertEquals(judgementOf(verdictOf(mode)), "answer", mode);
  }
});

Deno.test("`isPermanent()` does not hold when a restart may be all that is needed", () => {
  const denied = verdictOf("proxy-denied");
  const stopped: Verdict = {
    ...denied,
    certain: false,
    candidates: ["proxy-denied", "proxy-stopped"],
  };
  const mismatch: Verdict = {
    ...denied,
    certain: false,
    candidates: ["proxy-denied", "protocol-mismatch"],
  };
  assertEquals([stopped, mismatch].map(isPermanent), [false, true]);
});

Deno.test("`isSameVerdict()` compares what is said, not its words", () => {
  const stopped = verdictOf("proxy-stopped");
  const hung = verdictOf("proxy-hung");
  const rows = [
    [null, null, true],
    [stopped, null, false],
    [null, stopped, false],
    [stopped, { ...stopped, detail: "again", evidence: [3] }, true],
    [stopped, hung, false],
    [stopped, { ...stopped, certain: false }, false],
    [stopped, { ...stopped, candidates: ["proxy-hung"] }, false],
  ] as const;
  for (const [a, b, same] of rows) assertEquals(isSameVerdict(a, b), same);
});

Deno.test("`closingEvent()` connects when healthy or merely flawed", () => {
  const result = { atMs: 5, epoch: 1 };
  const kinds = [null, "degraded", "family-broken", "unknown", "tls-failed"]
    .map((mode) => {
      const verdict = mode === null ? null : verdictOf(mode as FailureMode);
      const event = closingEvent(verdict, result);
      return [event.kind, event.atMs, "epoch" in event ? event.epoch : -1];
    });
  assertEquals(kinds, [
    ["connected", 5, 1],
    ["connected", 5, 1],
    ["connected", 5, 1],
    ["verdict", 5, 1],
    ["verdict", 5, 1],
  ]);
});
