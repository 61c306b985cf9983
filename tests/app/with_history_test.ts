import { assertEquals } from "@std/assert/equals";
import { withHistory } from "../../src/app/with_history.ts";
import { verdictOf } from "../../src/core/classify/finding.ts";
import type { FailureMode } from "../../src/model/failure_modes.ts";

function said(
  modes: readonly [FailureMode, ...FailureMode[]],
  history: { readonly spoke?: boolean; readonly unsteady?: boolean },
): { readonly candidates: readonly FailureMode[]; readonly certain: boolean } {
  const [mode] = modes;
  const cold = verdictOf({ mode, candidates: modes, detail: "", evidence: [] });
  const { candidates, certain } = withHistory(cold, {
    spoke: false,
    unsteady: false,
    ...history,
  });
  return { candidates, certain };
}

Deno.test("`withHistory()` calls nobody a stranger when he spoke before", () => {
  assertEquals(
    said(["server-hung", "protocol-mismatch"], { spoke: true }),
    { candidates: ["server-hung"], certain: true },
  );
  assertEquals(
    said(["server-hung", "protocol-mismatch"], {}),
    { candidates: ["server-hung", "protocol-mismatch"], certain: false },
  );
});

Deno.test("`withHistory()` keeps a stranger when he was heard", () => {
  assertEquals(
    said(["protocol-mismatch"], { spoke: true }),
    { candidates: ["protocol-mismatch"], certain: true },
  );
});

Deno.test("`withHistory()` is not certain of a silence when packets get lost", () => {
  const unsteady = true;
  assertEquals(
    said(["server-hung"], { unsteady }),
    { candidates: ["server-hung", "degraded"], certain: false },
  );
  assertEquals(
    said(["firewall-blocked", "server-hung"], { unsteady }),
    {
      candidates: ["firewall-blocked", "server-hung", "degraded"],
      certain: false,
    },
  );
});

Deno.test("`withHistory()` names a loss of packets once when a look has seen it as well", () => {
  assertEquals(
    said(["server-hung", "degraded"], { unsteady: true }),
    { candidates: ["server-hung", "degraded"], certain: false },
  );
});

Deno.test("`withHistory()` believes what is no silence when packets get lost", () => {
  for (
    const mode of [
      "client-cable-unplugged",
      "server-stopped",
      "firewall-blocked",
    ] as const
  ) {
    assertEquals(
      said([mode], { unsteady: true }),
      { candidates: [mode], certain: true },
    );
  }
});

Deno.test("`withHistory()` takes one candidate and adds another when both apply", () => {
  assertEquals(
    said(["server-hung", "protocol-mismatch"], { spoke: true, unsteady: true }),
    { candidates: ["server-hung", "degraded"], certain: false },
  );
});
