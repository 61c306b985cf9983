import { FAILURE_MODES } from "../../src/model/failure_modes.ts";
import { table } from "../bench/markdown.ts";
import { words } from "./accuracy_tables.ts";
import type { Result } from "./results.ts";

/** The six cases that the product starts from. */
const CASES = [
  "client's cable unplugged",
  "client's network down",
  "proxy stopped",
  "proxy machine's network down",
  "proxy machine's cable unplugged",
  "server down",
] as const;

/** The cells of a case: each phase, without the agent and with it. */
const CELLS = [false, true].flatMap((hasAgent) =>
  (["before-connect", "after-connect"] as const).map((phase) => ({
    phase,
    hasAgent,
  }))
);

/**
 * What is said in each case and phase, of a target behind a proxy.
 *
 * @param results What each scenario gave.
 * @returns A table of twelve cells, and twelve more with the agent.
 */
export function sixCaseTable(results: readonly Result[]): string {
  return table(
    [
      "case",
      "before connecting",
      "after connecting",
      "before, with the agent",
      "after, with the agent",
    ],
    CASES.map((label, index) => [
      `${index + 1}: ${label}`,
      ...CELLS.map(({ phase, hasAgent }) =>
        cellOf(
          results.filter((result) =>
            result.isProxied && isCase(result.truth, index + 1) &&
            result.phase === phase && result.hasAgent === hasAgent
          ),
        )
      ),
    ]),
  );
}

function isCase(truth: Result["truth"], number: number): boolean {
  return truth !== null &&
    FAILURE_MODES[truth].cases.some((one) => one === number);
}

function cellOf(results: readonly Result[]): string {
  const all = new Set(
    results.flatMap(({ said }) =>
      said.map((one) => `${words(one)}${one.certain ? ", certain" : ""}`)
    ),
  );
  return [...all].join("; ") || "not tried";
}
