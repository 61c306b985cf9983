import type { DenoRunner } from "./deno_command.ts";
import { exists } from "./project.ts";
import { closingLine, sum, type Tally, tallyOf } from "./tally.ts";
import { TEST_GROUPS, type TestGroup } from "./test_groups.ts";

/**
 * Runs all tests, one group after another, each with its own permissions.
 *
 * @param deno Runs Deno.
 * @param args Names of groups, to run these alone; flags of `deno test`.
 * @returns The exit code: 0 if all passed, 1 if not, 2 for a wrong name.
 */
export async function testCommand(
  deno: DenoRunner,
  args: readonly string[],
): Promise<number> {
  const names = args.filter((arg) => !arg.startsWith("-"));
  const flags = args.filter((arg) => arg.startsWith("-"));
  const unknown = names.find((name) => !TEST_GROUPS.some(isNamed(name)));
  if (unknown !== undefined) {
    const known = TEST_GROUPS.map(({ name }) => name).join(", ");
    console.error(`error: no test group ${unknown}: there are ${known}`);
    return 2;
  }
  const tallies: Tally[] = [];
  for (const group of TEST_GROUPS) {
    if (names.length > 0 && !names.includes(group.name)) continue;
    tallies.push(await runGroup(deno, group, flags));
  }
  const all = sum(tallies);
  console.log(closingLine(all));
  return all.failed === 0 && all.passed > 0 ? 0 : 1;
}

function isNamed(name: string): (group: TestGroup) => boolean {
  return (group) => group.name === name;
}

async function runGroup(
  deno: DenoRunner,
  group: TestGroup,
  flags: readonly string[],
): Promise<Tally> {
  const paths = group.paths.filter(exists);
  if (paths.length === 0) return { passed: 0, failed: 0 };
  console.log(`\n== ${group.name} tests ==`);
  const report = await Deno.makeTempFile({ suffix: ".xml" });
  try {
    const code = await deno.run([
      "test",
      "--quiet",
      ...deno.stdFlags,
      ...deno.permissions(group.permissions),
      ...(group.examples ? ["--doc"] : []),
      `--junit-path=${report}`,
      ...flags,
      ...paths,
    ]);
    return tallyOf(await Deno.readTextFile(report), code);
  } finally {
    await Deno.remove(report);
  }
}
