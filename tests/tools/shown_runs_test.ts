import { assertEquals } from "@std/assert/equals";
import { withFreshRuns } from "../../tools/shown_runs.ts";

function page(command: string, output: string): string {
  return `# A\n\n<!-- run: faultline ${command} -->\n\n` +
    `\`\`\`text\n${output}\`\`\`\n\nend\n`;
}

Deno.test("`withFreshRuns()` puts in what is printed today", async () => {
  const asked: string[] = [];
  const run = (line: string) => {
    asked.push(line);
    return Promise.resolve(`${line} says\n\nyes\n`);
  };
  const two = page("explain a", "old\n") + page("explain b", "");
  assertEquals(
    await withFreshRuns(two, run),
    page("explain a", "explain a says\n\nyes\n") +
      page("explain b", "explain b says\n\nyes\n"),
  );
  assertEquals(asked, ["explain a", "explain b"]);
});

Deno.test("`withFreshRuns()` keeps what differs in times alone", async () => {
  const before = page("watch x", "10:00:00.001 online    9ms, 1.5s ago\n");
  const run = (after: string) => () => Promise.resolve(after);
  assertEquals(
    await withFreshRuns(before, run("11:22:33.444 online  120ms, 2s ago\n")),
    before,
  );
  assertEquals(
    await withFreshRuns(before, run("11:22:33.444 offline  120ms, 2s ago\n")),
    page("watch x", "11:22:33.444 offline  120ms, 2s ago\n"),
  );
});

Deno.test("`withFreshRuns()` learns nothing from a machine without time", async () => {
  const before = page("diagnose x", "healthy\n");
  const starved = "? This machine had no time [observer-overloaded]\n";
  assertEquals(
    await withFreshRuns(before, () => Promise.resolve(starved)),
    before,
  );
});

Deno.test("`withFreshRuns()` leaves other blocks alone", async () => {
  const other = "```text\nfaultline\n```\n\n<!-- run: ls -->\n";
  assertEquals(
    await withFreshRuns(other, () => Promise.resolve("never")),
    other,
  );
});
