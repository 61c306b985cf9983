import { assertEquals } from "@std/assert/equals";
import { assertRejects } from "@std/assert/rejects";
import { assertThrows } from "@std/assert/throws";
import { agentEvidence, parseAccess } from "../../src/app/agent_evidence.ts";
import type { Observation, Outcome } from "../../src/model/observation.ts";
import { NEXT_DOOR, ON_LINK, seen } from "../core/classify/seen.ts";
import { FakeIo, ioError } from "../io/fake_io.ts";

const ACCESS = { url: "http://10.9.9.3", token: "abcdefghijklmnop" };

const SILENT: readonly Observation[] = [
  ...ON_LINK,
  seen("proxy", "connect-timeout", NEXT_DOOR, 2000),
  seen("proxy", "echo-silent", { ...NEXT_DOOR, role: "target" }, 2000),
];

function refusing(): FakeIo {
  const error = ioError("failed", { code: "ECONNREFUSED" });
  return new FakeIo({ dial: () => Promise.reject(error) });
}

Deno.test("`agentEvidence()` asks where only an agent can tell, and nowhere else", async () => {
  const { signal } = new AbortController();
  const rows: readonly (readonly [
    observations: readonly Observation[],
    outcomes: readonly Outcome[],
    calls: readonly string[],
  ])[] = [
    [SILENT, ["agent-silent"], ["dial 10.9.9.3 4579"]],
    [[...ON_LINK, seen("proxy", "refused", NEXT_DOOR)], [], []],
    [[...ON_LINK, seen("session", "answered")], [], []],
    [[...ON_LINK, seen("server", "connect-timeout", NEXT_DOOR)], [], []],
  ];
  for (const [observations, outcomes, calls] of rows) {
    const io = refusing();
    const context = { io, signal, timeoutMs: 2000 };
    const input = parseAccess(ACCESS);
    const told = await agentEvidence(observations, input, context);
    assertEquals(told.map(({ outcome }) => outcome), outcomes);
    assertEquals(io.calls, calls);
  }
});

Deno.test("`agentEvidence()` asks nobody when there is no agent", async () => {
  const { signal } = new AbortController();
  const io = refusing();
  const context = { io, signal, timeoutMs: 2000 };
  const input = parseAccess(undefined);
  assertEquals(await agentEvidence(SILENT, input, context), []);
  assertEquals(io.calls, []);
});

Deno.test("`agentEvidence()` ends with the signal's reason", async () => {
  const io = refusing();
  const signal = AbortSignal.abort(new Error("enough"));
  const context = { io, signal, timeoutMs: 2000 };
  await assertRejects(
    () => agentEvidence(SILENT, parseAccess(ACCESS), context),
    Error,
    "enough",
  );
});

Deno.test("`parseAccess()` refuses a URL or a token that cannot be used", () => {
  assertThrows(() => parseAccess({ ...ACCESS, url: "10.9.9.3" }), SyntaxError);
  assertThrows(() => parseAccess({ ...ACCESS, token: "short" }), RangeError);
});
