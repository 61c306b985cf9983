import { assertEquals } from "@std/assert/equals";
import { assertMatch } from "@std/assert/match";
import { runCheck } from "../../src/cli/check.ts";
import { parseCommandLine } from "../../src/cli/command_line.ts";
import { githubSummary } from "../../src/report/github_summary.ts";
import { report } from "../report/check_samples.ts";
import { FakeTerminal, fileError } from "./fake_terminal.ts";
import { main } from "../../src/cli/program.ts";

const ARGS = ["check", "127.0.0.1:9", "--format=github", "--summary=page"];

Deno.test("`check --summary` writes the summary beside the report", async () => {
  const terminal = new FakeTerminal(ARGS);
  const made = report([]);
  const line = parseCommandLine(ARGS);
  await runCheck(line, terminal, () => Promise.resolve(made));
  assertEquals([...terminal.files], [["page", githubSummary(made)]]);
  assertMatch(terminal.output, /0/);
});

Deno.test("`check --summary` says first what it cannot write", async () => {
  const unwritable = fileError("it is a directory");
  const terminal = new FakeTerminal(ARGS, { unwritable });
  assertEquals(await main(terminal), 2);
  assertMatch(terminal.error, /Cannot write "page": it is a directory/);
});
