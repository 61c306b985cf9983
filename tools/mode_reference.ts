import type { FailureModeEntry } from "../src/model/failure_modes.ts";

/**
 * Writes the catalogue of failure modes as a page.
 *
 * @param modes The catalogue.
 * @returns The page, in Markdown.
 */
export function modeReference(
  modes: Readonly<Record<string, FailureModeEntry>>,
): string {
  const sections = Object.entries(modes).map(([mode, entry]) =>
    modeSection(mode, entry)
  );
  return [
    "# Failure modes",
    "Every name that a verdict can have, nearest segment first. " +
    "`faultline explain MODE` prints the same; " +
    "`deno task generate` writes this page from the catalogue in " +
    "`src/model/failure_modes.ts`.",
    ...sections,
  ].join("\n\n") + "\n";
}

function modeSection(mode: string, entry: FailureModeEntry): string {
  const exit = entry.exitCode === null
    ? "exit code of the segment"
    : `exit code ${entry.exitCode}`;
  const facts = [
    ...entry.cases.map((number) => `case ${number}`),
    entry.segment === null ? "no segment" : `segment \`${entry.segment}\``,
    exit,
  ];
  return [
    `## ${mode}`,
    `${entry.title}: ${facts.join(", ")}.`,
    `- Before connecting: ${entry.before}\n` +
    `- After connecting: ${entry.after}\n` +
    `- Likely causes: ${entry.causes.join("; ")}\n` +
    `- What to do: ${entry.advice}`,
  ].join("\n\n");
}
