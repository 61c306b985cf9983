import { assertEquals } from "@std/assert/equals";
import { closingLine, sum, tallyOf } from "../../../tools/dx/tally.ts";

function junit(tests: number, failures: number, errors: number): string {
  return `<?xml version="1.0"?>\n<testsuites name="deno test" ` +
    `tests="${tests}" failures="${failures}" errors="${errors}" time="1">`;
}

Deno.test("`tallyOf()` reads what passed and what failed", () => {
  assertEquals(tallyOf(junit(12, 0, 0), 0), { passed: 12, failed: 0 });
  assertEquals(tallyOf(junit(12, 2, 1), 1), { passed: 9, failed: 3 });
});

Deno.test("`tallyOf()` does not count what was skipped", () => {
  const report = junit(3, 0, 0) + "<testcase><skipped/></testcase>";
  assertEquals(tallyOf(report, 0), { passed: 2, failed: 0 });
});

Deno.test("`tallyOf()` counts a run that never began as one failure", () => {
  assertEquals(tallyOf(undefined, 1), { passed: 0, failed: 1 });
  assertEquals(tallyOf("", 1), { passed: 0, failed: 1 });
  assertEquals(tallyOf(junit(4, 0, 0), 1), { passed: 4, failed: 1 });
});

Deno.test("`tallyOf()` reads the report that deno test writes", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(
      `${folder}/a_test.js`,
      `Deno.test("a", () => {}); Deno.test("b", () => { throw 1; });
       Deno.test.ignore("c", () => {}); Deno.test("d", () => {});`,
    );
    const { code } = await new Deno.Command(Deno.execPath(), {
      args: ["test", "--no-config", "--junit-path=report.xml", "a_test.js"],
      cwd: folder,
      stdout: "null",
      stderr: "null",
    }).output();
    const report = await Deno.readTextFile(`${folder}/report.xml`);
    assertEquals(tallyOf(report, code), { passed: 2, failed: 1 });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("`closingLine()` is plain when it sums several runs", () => {
  const all = sum([{ passed: 1, failed: 0 }, { passed: 2, failed: 3 }]);
  assertEquals(closingLine(all), "3 passed, 3 failed");
});
