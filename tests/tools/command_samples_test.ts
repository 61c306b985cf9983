import { assertEquals } from "@std/assert/equals";
import { commandSamples, sampleProblem } from "../../tools/command_samples.ts";
import { filesBelow, inProject } from "../../tools/dx/project.ts";

const DOCUMENTS = [
  "README.md",
  "ARCHITECTURE.md",
  ...filesBelow("docs").filter((path) => path.endsWith(".md")),
];

function problemOf(command: string): string | undefined {
  const [sample] = commandSamples("```sh\n" + command + "\n```\n");
  return sample && sampleProblem(sample);
}

Deno.test("`sampleProblem()` finds none in the documents", async () => {
  const problems: string[] = [];
  let count = 0;
  for (const path of DOCUMENTS) {
    const samples = commandSamples(await Deno.readTextFile(inProject(path)));
    count += samples.length;
    for (const sample of samples) {
      const problem = sampleProblem(sample);
      if (problem) problems.push(`${path}:${sample.line}: ${problem}`);
    }
  }
  assertEquals(problems, []);
  assertEquals(count > 0, true);
});

Deno.test("`commandSamples()` joins lines and splits words", () => {
  const markdown = "# A\n\n```sh\na --b \\\n  'c d' # why\n\n# no\ne\n```\n";
  assertEquals(commandSamples(markdown), [
    { line: 4, words: ["a", "--b", "c d"] },
    { line: 8, words: ["e"] },
  ]);
});

Deno.test("`sampleProblem()` finds what the program would refuse", () => {
  assertEquals(problemOf("deno task demo"), undefined);
  assertEquals(problemOf("ls -l"), undefined);
  assertEquals(problemOf("deno task dmeo"), "there is no task dmeo");
  assertEquals(
    problemOf("npx -y deno@2.9.6 task faultline watch"),
    "Cannot run watch without TARGET...",
  );
  assertEquals(
    problemOf("deno run dist/faultline.js explain --quiet"),
    "Cannot use --quiet with explain",
  );
});

Deno.test("`sampleProblem()` finds flags that the help does not name", () => {
  const program = "dist/faultline.js serve text";
  const environment = "--allow-env=TERM,LC_ALL,LC_CTYPE,LANG";
  const wanted = `the flags must be --allow-net ${environment}`;
  assertEquals(
    problemOf(`deno run --allow-net=[::1] ${environment} ${program}`),
    undefined,
  );
  assertEquals(problemOf(`deno run --allow-net ${program}`), wanted);
  assertEquals(
    problemOf(`deno run -A --allow-net ${environment} ${program}`),
    wanted,
  );
  assertEquals(
    problemOf(
      `deno run --allow-net --allow-sys=networkInterfaces ${environment} ` +
        "dist/faultline.js discover",
    ),
    undefined,
  );
});
