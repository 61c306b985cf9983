import { assertEquals } from "@std/assert/equals";
import { FreshSessions } from "../../src/app/fresh_sessions.ts";
import type { Observation } from "../../src/model/observation.ts";

/** A look in which a connection took so long. */
function connected(tookMs: number): readonly Observation[] {
  return [{
    probe: "tcp",
    segment: "server",
    subject: "127.0.0.1:4578",
    outcome: "connected",
    at: "2026-11-20T19:00:00.000Z",
    tookMs,
    detail: {},
  }];
}

Deno.test("`FreshSessions` are steady when three in a row open freely", () => {
  const fresh = new FreshSessions();
  assertEquals([fresh.anyWorks, fresh.isUndecided], [false, false]);
  for (const isUndecided of [true, true, false]) {
    assertEquals(fresh.areSteady, false);
    fresh.note(true, connected(5));
    assertEquals([fresh.anyWorks, fresh.isUndecided], [true, isUndecided]);
  }
  assertEquals(fresh.areSteady, true);
});

Deno.test("`FreshSessions` are not steady when one of them is held up or fails", () => {
  for (const [works, tookMs] of [[true, 250], [false, 5]] as const) {
    const fresh = new FreshSessions();
    fresh.note(true, connected(5));
    fresh.note(works, connected(tookMs));
    fresh.note(true, connected(5));
    fresh.note(true, connected(5));
    assertEquals([fresh.areSteady, fresh.isUndecided], [false, false]);
  }
});

Deno.test("`FreshSessions` take what is usual on the path for free", () => {
  const fresh = new FreshSessions();
  for (let count = 0; count < 3; count++) fresh.note(true, connected(250), 120);
  assertEquals(fresh.areSteady, true);
});

Deno.test("`FreshSessions.forget()` begins anew", () => {
  const fresh = new FreshSessions();
  fresh.note(false, connected(5));
  fresh.forget();
  assertEquals([fresh.anyWorks, fresh.isUndecided], [false, false]);
});
