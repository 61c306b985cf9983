import type { Measured } from "./measure.ts";

/**
 * A table in Markdown.
 *
 * @param head Cells of the head.
 * @param rows Cells of each row.
 * @returns Its lines.
 */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const lines = [head, head.map(() => "---"), ...rows];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/**
 * One cell: when a program ended, how, and what it said.
 *
 * @param measured What it did.
 * @returns Markdown on one line.
 */
export function cell({ said, code, tookMs }: Measured): string {
  const words = said.filter((text) => text !== "").map(escape).join(" _or_ ");
  const end = code === null ? "stopped" : `exit ${code}`;
  return `**${seconds(tookMs)}**, ${end}: ${words || "says nothing"}`;
}

/** A time, with as many digits as tell two programs apart. */
export function seconds(durationMs: number): string {
  const digits = durationMs < 100 ? 3 : durationMs < 10_000 ? 2 : 0;
  return `${(durationMs / 1000).toFixed(digits)} s`;
}

function escape(text: string): string {
  return text.replaceAll(/[|<>*_`[\]\\]/g, (character) => `\\${character}`);
}

/**
 * Lays a document out as `deno fmt` wants it.
 *
 * @param document Markdown.
 * @returns The same, formatted.
 */
export async function format(document: string): Promise<string> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["fmt", "--no-config", "--ext=md", "-"],
    stdin: "piped",
    stdout: "piped",
  }).spawn();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(document));
  await writer.close();
  const { success, stdout } = await child.output();
  if (!success) throw new Error("Cannot format the table: deno fmt failed");
  return new TextDecoder().decode(stdout);
}
