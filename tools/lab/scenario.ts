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
    truth: fault.mode,
    mode: verdict?.mode ?? null,
    candidates: verdict?.candidates ?? [],
    certain: verdict?.certain ?? true,
    segment: verdict?.segment ?? null,
    state,
    transitions: transitions.map(({ from, to, cause }) => [from, to, cause]),
  });
}

async function writeJson(path: string, value: unknown): Promise<void> {
  await Deno.writeTextFile(path, JSON.stringify(value, null, 2) + "\n");
}
