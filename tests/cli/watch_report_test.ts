import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import { assertRejects } from "@std/assert/rejects";
import { assertStringIncludes } from "@std/assert/string-includes";
import { watchWith } from "../../src/app/watch.ts";
import { parseCommandLine } from "../../src/cli/command_line.ts";
import { UsageError } from "../../src/cli/usage_error.ts";
import { runWatch } from "../../src/cli/watch.ts";
import { openWatchReport } from "../../src/cli/watch_report.ts";
import { WatchScene } from "../app/watch_scene.ts";
import { move } from "../report/watch_samples.ts";
import { FakeTerminal, fileError } from "./fake_terminal.ts";

const TARGET = "text://127.0.0.1:4578";

async function watched(...options: readonly string[]): Promise<FakeTerminal> {
  const scene = new WatchScene();
  const args = ["watch", TARGET, "--for=20s", ...options];
  const terminal = new FakeTerminal(args, {
    variables: { LC_ALL: "C.UTF-8" },
  });
  const work = runWatch(
    parseCommandLine(args),
    terminal,
    (target, options) => watchWith(scene.world, target, options),
  );
  assertEquals(await scene.io.clock.run(work), 0);
  return terminal;
}

Deno.test("`watch --output` writes a page beside what it prints", async () => {
  const { output, files } = await watched("--output=a.html");
  assertEquals(output.split("\n").length, 4);
  const page = files.get("a.html") ?? "";
  assertStringIncludes(page, `✓ ${TARGET} is online</h1>`);
  assert(/online \d\d\.?\d*% of the time, 0 outages, [1-9]/.test(page));
  assertStringIncludes(page, '<path class="curve"');
  assert(!page.includes('http-equiv="refresh"'));
});

Deno.test("`watch --format html` prints a page and nothing else", async () => {
  const { output, files } = await watched("--format=html");
  assert(output.startsWith("<!DOCTYPE html>\n"));
  assert(output.endsWith("</html>\n"));
  assertEquals(output.match(/<html/g)?.length, 1);
  assertEquals(files.size, 0);
});

Deno.test("`WatchReport` writes while it runs, for a reader to load anew", async () => {
  const args = ["watch", TARGET, "--output=a.html"];
  const terminal = new FakeTerminal(args);
  const line = parseCommandLine(args);
  const report = await openWatchReport(line, terminal, [TARGET]);
  report?.start();
  await Promise.resolve();
  const page = () => terminal.files.get("a.html") ?? "";
  assertStringIncludes(page(), 'http-equiv="refresh" content="10"');
  assertStringIncludes(page(), "Nothing has happened yet");
  report?.addMove(0, move(0, "connecting", "online"), false);
  report?.addRoundTrip(0, 1, move(5, "online", "online").at);
  await report?.finish();
  assertStringIncludes(page(), "is online");
  assert(!page().includes('http-equiv="refresh"'));
  assertEquals(terminal.repeating, 0);
});

Deno.test("`openWatchReport()` wants a file that can be written", async () => {
  const args = ["watch", TARGET, "--output=a.html"];
  const unwritable = fileError("Permission denied");
  await assertRejects(
    () =>
      openWatchReport(
        parseCommandLine(args),
        new FakeTerminal(args, { unwritable }),
        [TARGET],
      ),
    UsageError,
    'Cannot write "a.html"',
  );
});
