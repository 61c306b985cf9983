import { assertEquals } from "@std/assert/equals";
import { parseQuestion } from "../../src/app/question.ts";
import { WaitingTarget } from "../../src/app/waiting_target.ts";
import type { Diagnosis } from "../../src/model/diagnosis.ts";
import type { FailureMode } from "../../src/model/failure_modes.ts";
import { diagnosis, verdict } from "../report/samples.ts";

const UNHURRIED = { sinceMs: 100, isHurried: false };

function target(stable = 1, failOn: readonly FailureMode[] = []) {
  return new WaitingTarget(parseQuestion("a:1", {}), { stable, failOn });
}

function found(mode: FailureMode, about: Partial<Diagnosis> = {}): Diagnosis {
  return diagnosis({ verdict: verdict({ mode, segment: "server" }), ...about });
}

const HEALTHY = diagnosis({ verdict: null, state: "online" });

Deno.test("`WaitingTarget` is ready when it works with a flaw", () => {
  const flawed = found("degraded", { state: "online" });
  const waiting = target();
  waiting.note(flawed, UNHURRIED);
  assertEquals(waiting.snapshot(), {
    target: "tcp://a:1",
    proxy: null,
    ready: true,
    failed: false,
    streak: 1,
    stable: 1,
    tries: 1,
    sinceMs: 100,
    diagnosis: flawed,
  });
});

Deno.test("`WaitingTarget` counts anew when it is broken once", () => {
  const waiting = target(2);
  const broken = found("server-stopped", { state: "offline" });
  const streaks = [HEALTHY, broken, HEALTHY, HEALTHY].map((one) => {
    waiting.note(one, UNHURRIED);
    return [waiting.snapshot().streak, waiting.isReady];
  });
  assertEquals(streaks, [[1, false], [0, false], [1, false], [2, true]]);
  assertEquals(waiting.snapshot().diagnosis, HEALTHY);
});

Deno.test("`WaitingTarget` keeps what was seen in full when a look was hurried", () => {
  const full = found("server-hung", { state: "offline" });
  const hurried = found("server-unreachable", { state: "offline" });
  const waiting = target();
  waiting.note(full, UNHURRIED);
  waiting.note(hurried, { sinceMs: 200, isHurried: true });
  assertEquals(waiting.snapshot().diagnosis, full);
  const late = target();
  late.note(hurried, { sinceMs: 200, isHurried: true });
  assertEquals(late.snapshot().diagnosis, hurried);
});

Deno.test("`WaitingTarget` fails by what is certain alone", () => {
  const waiting = target(1, ["server-hung"]);
  const candidates = ["server-hung", "firewall-blocked"] as const;
  const open = verdict({ mode: "server-hung", segment: "server", candidates });
  waiting.note(diagnosis({ verdict: open, state: "offline" }), UNHURRIED);
  assertEquals(waiting.hasFailed, false);
  waiting.note(found("server-hung", { state: "offline" }), UNHURRIED);
  assertEquals(waiting.hasFailed, true);
  waiting.note(HEALTHY, UNHURRIED);
  assertEquals(waiting.hasFailed, false);
});
