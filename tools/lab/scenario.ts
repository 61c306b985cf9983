import type { Trial } from "./trial.ts";

/** Writes what a trial saw as a golden scenario. */
export async function writeScenario(
  folder: string,
  { fault, diagnosis }: Trial,
): Promise<void> {
  const { observations, transitions, verdict, state } = diagnosis;
  const place = `${folder}/${fault.name}`;
  await Deno.mkdir(place, { recursive: true });
  await writeJson(`${place}/observations.json`, observations);
  await writeJson(`${place}/expected.json`, {
    truth: fault.truth,
    mode: verdict?.mode ?? null,
    candidates: verdict?.candidates ?? [],
    certain: verdict?.certain ?? true,
    segment: verdict?.segment ?? null,
    state,
    transitions: transitions.map(({ from, to, cause }) => [from, to, cause]),
  });
}

/**
 * Writes the list of all scenarios as static imports, so that the tests which
 * read them need no permission.
 */
export async function writeIndex(folder: string): Promise<void> {
  const names: string[] = [];
  for await (const entry of Deno.readDir(folder)) {
    if (entry.isDirectory) names.push(entry.name);
  }
  names.sort();
  const imports = names.flatMap((name, index) => [
    `import observations${index} from "./${name}/observations.json" with {`,
    '  type: "json",',
    "};",
    `import expected${index} from "./${name}/expected.json" with {`,
    '  type: "json",',
    "};",
  ]);
  const entries = names.map((name, index) =>
    `  scenario("${name}", observations${index}, expected${index}),`
  );
  await Deno.writeTextFile(
    `${folder}/index.ts`,
    [
      'import { type Scenario, scenario } from "../scenario.ts";',
      ...imports,
      "",
      "/** The golden scenarios of this folder. */",
      "export const SCENARIOS: readonly Scenario[] = [",
      ...entries,
      "];",
      "",
    ].join("\n"),
  );
}

async function writeJson(path: string, value: unknown): Promise<void> {
  await Deno.writeTextFile(path, JSON.stringify(value, null, 2) + "\n");
}
