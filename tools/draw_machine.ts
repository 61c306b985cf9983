import type {
  Move,
  TransitionTable,
} from "../src/core/machine/transition_table.ts";

/**
 * Draws the moves that lead to another state, and those that stay and record
 * a cause of their own, as a Mermaid diagram.
 */
export function drawMachine(table: TransitionTable): string {
  const arrows = new Map<string, string[]>();
  for (const [from, events] of Object.entries(table)) {
    for (const [event, moves] of Object.entries(events)) {
      for (const move of moves) {
        const to = drawnTarget(from, move);
        if (to === undefined) continue;
        const arrow = `${from} --> ${to}`;
        arrows.set(arrow, [...arrows.get(arrow) ?? [], label(event, move)]);
      }
    }
  }
  return [
    "```mermaid",
    "stateDiagram-v2",
    "  [*] --> idle",
    ...[...arrows].map(([arrow, labels]) =>
      `  ${arrow}: ${labels.join("<br/>")}`
    ),
    "  stopped --> [*]",
    "```",
  ].join("\n");
}

function drawnTarget(from: string, move: Move): string | undefined {
  if (move.to === "ignored") return undefined;
  if (move.to !== "same") return move.to;
  return move.cause === undefined ? undefined : from;
}

function label(event: string, move: Move): string {
  return move.when === undefined ? event : `${event} [${move.when}]`;
}
