import { assertEquals } from "@std/assert/equals";
import { assertStringIncludes } from "@std/assert/string-includes";
import { classify } from "../../../src/core/classify/classify.ts";
import type { FailureMode } from "../../../src/model/failure_modes.ts";
import type { Observation } from "../../../src/model/observation.ts";
import {
  ADDRESS,
  address,
  type Entry,
  journal,
  link,
  start,
  well,
} from "../journal/journal.ts";
import { NEXT_DOOR, ON_LINK, ROUTED, seen } from "./seen.ts";

/** The journals are read in second 100, the machine was silent until then. */
const AT = "2026-11-20T19:01:36.000Z";

function silent(outcome: "connect-timeout" | "host-unreachable"): Observation {
  const detail = { ...NEXT_DOOR, address: ADDRESS };
  return { ...seen("proxy", outcome, detail, 2000), at: AT };
}

const ECHO = seen("proxy", "echo-silent", { ...NEXT_DOOR, role: "target" });

const SILENCE: readonly Observation[] = [
  ...ON_LINK,
  seen("server", "not-filtered"),
  silent("connect-timeout"),
  ECHO,
];

const BEGIN: readonly Entry[] = [[-500, start("one")], ...well(-500)];

/** What the agent on the machine says. */
function told(entries: readonly Entry[]): Observation {
  return seen("proxy", "journal-read", { journal: journal(entries) });
}

const DISABLED = told([...BEGIN, [20, link("disabled")]]);

const ALL: readonly FailureMode[] = [
  "proxy-network-down",
  "proxy-cable-unplugged",
  "proxy-machine-off",
];

const ROWS: readonly (readonly [
  when: string,
  observations: readonly Observation[],
  candidates: readonly FailureMode[],
])[] = [
  ["nobody is asked", SILENCE, ALL],
  [
    "no agent answers",
    [
      ...SILENCE,
      seen("proxy", "agent-silent"),
      seen("proxy", "journal-refused"),
    ],
    ALL,
  ],
  ["the journal shows nothing amiss", [...SILENCE, told(BEGIN)], ALL],
  ["the journal is empty", [...SILENCE, told([])], ALL],
  [
    "the trouble was over before",
    [...SILENCE, told([...BEGIN, [20, link("disabled")], [90, link("up")]])],
    ALL,
  ],
  [
    "its interface is disabled",
    [...SILENCE, DISABLED],
    ["proxy-network-down"],
  ],
  [
    "its cable is out",
    [...SILENCE, told([...BEGIN, [20, link("no-carrier")]])],
    ["proxy-cable-unplugged"],
  ],
  [
    "its address is gone",
    [...SILENCE, told([...BEGIN, [20, address("eth0", ADDRESS, false)]])],
    ["proxy-network-down"],
  ],
  [
    "a router says that it is unreachable",
    [
      ...ROUTED,
      seen("server", "not-filtered"),
      silent("host-unreachable"),
      seen("proxy", "echo-unreachable", {
        role: "target",
        code: "host-unreachable",
        reportedBy: "10.0.0.1",
        reportedLocally: false,
      }),
      DISABLED,
    ],
    ["proxy-network-down"],
  ],
];

for (const [when, observations, candidates] of ROWS) {
  const name = candidates.length === 1 ? candidates[0] : "all three";
  Deno.test(`\`classify()\` says ${name} of a silent proxy machine when ${when}`, () => {
    for (const all of [observations, observations.toReversed()]) {
      const verdict = classify(all);
      assertEquals(verdict?.candidates, candidates);
      assertEquals(verdict?.certain, candidates.length === 1);
      for (const index of verdict?.evidence ?? []) {
        assertEquals(all[index] !== undefined, true);
      }
    }
  });
}

Deno.test("`classify()` says what was seen, and by what, when an agent told", () => {
  const observations = [...SILENCE, DISABLED];
  const verdict = classify(observations);
  assertStringIncludes(verdict?.detail ?? "", "neither connection nor ping. ");
  assertStringIncludes(verdict?.detail ?? "", "eth0 of the proxy machine was");
  assertEquals(verdict?.evidence.at(-1), observations.length - 1);
});

Deno.test("`classify()` believes no journal when the proxy answers", () => {
  const observations = [...ON_LINK, seen("proxy", "refused", NEXT_DOOR)];
  const verdict = classify([...observations, DISABLED]);
  assertEquals(verdict?.mode, classify(observations)?.mode);
});
