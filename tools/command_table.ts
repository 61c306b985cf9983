import { COMMANDS } from "../src/cli/commands.ts";

/**
 * Writes the commands of the program as a table.
 *
 * @returns The table, in Markdown.
 */
export function commandTable(): string {
  const rows = Object.entries(COMMANDS).map(([name, entry]) => [
    `\`${`${name} ${entry.operands}`.trimEnd()}\``,
    entry.summary,
  ]);
  return [["command", "does"], ["---", "---"], ...rows]
    .map((cells) => cells.map((cell) => cell.replaceAll("|", "\\|")))
    .map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
