/**
 * Draws the state machine into ARCHITECTURE.md, from the table of its moves.
 * With `--check` it changes nothing, and fails if the drawing is stale.
 *
 * ```sh
 * deno run --allow-read=. --allow-write=. tools/draw_machine.ts [--check]
 * ```
 *
 * @module
 */

import {
  type Move,
  TRANSITION_TABLE,
  type TransitionTable,
} from "../src/core/machine/transition_table.ts";

const BEGIN = "<!-- machine:begin -->";
const END = "<!-- machine:end -->";

/** The page that a tree without one begins with. */
const EMPTY_PAGE = `# Architecture\n\n## The machine\n\n${BEGIN}\n${END}\n`;

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

/**
 * Puts a drawing between the markers of a page.
 *
 * @throws {SyntaxError} If the page does not have both markers, in order.
 */
export function insertDrawing(page: string, drawing: string): string {
  const begin = page.indexOf(BEGIN);
  const end = page.indexOf(END);
  if (begin < 0 || end < begin) {
    throw new SyntaxError(
      "Cannot draw the machine as ARCHITECTURE.md must have the lines " +
        `'${BEGIN}' and '${END}', in this order`,
    );
  }
  const head = page.slice(0, begin + BEGIN.length);
  return `${head}\n\n${drawing}\n\n${page.slice(end)}`;
}

function drawnTarget(from: string, move: Move): string | undefined {
  if (move.to === "ignored") return undefined;
  if (move.to !== "same") return move.to;
  return move.cause === undefined ? undefined : from;
}

function label(event: string, move: Move): string {
  return move.when === undefined ? event : `${event} [${move.when}]`;
}

async function readPage(path: URL): Promise<string> {
  try {
    return await Deno.readTextFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return EMPTY_PAGE;
    throw error;
  }
}

async function main(args: readonly string[]): Promise<number> {
  const unknown = args.find((arg) => arg !== "--check");
  if (unknown !== undefined) {
    console.error(`Cannot use '${unknown}': the only option is --check`);
    return 2;
  }
  const path = new URL("../ARCHITECTURE.md", import.meta.url);
  const page = await readPage(path);
  const drawn = insertDrawing(page, drawMachine(TRANSITION_TABLE));
  if (drawn === page) return 0;
  if (args.includes("--check")) {
    console.error(
      "Cannot accept ARCHITECTURE.md as its drawing of the machine is stale: " +
        "run tools/draw_machine.ts",
    );
    return 1;
  }
  await Deno.writeTextFile(path, drawn);
  return 0;
}

if (import.meta.main) Deno.exit(await main(Deno.args));
