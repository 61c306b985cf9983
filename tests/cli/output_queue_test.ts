import { assertEquals } from "@std/assert/equals";
import { assertRejects } from "@std/assert/rejects";
import { OutputQueue } from "../../src/cli/output_queue.ts";
import { MAX_UNWRITTEN_LENGTH } from "../../src/model/limits.ts";
import { FakeTerminal, fileError } from "./fake_terminal.ts";

Deno.test("`push()` writes in order", async () => {
  const terminal = new FakeTerminal([]);
  const output = new OutputQueue(terminal, String);
  for (const text of ["a", "b", "c"]) output.push(text);
  await output.flush();
  output.push("d");
  await output.flush();
  assertEquals(terminal.output, "abcd");
});

Deno.test("`push()` leaves out and counts what a slow reader costs", async () => {
  const terminal = new FakeTerminal([]);
  const reading = Promise.withResolvers<void>();
  const write = terminal.write.bind(terminal);
  terminal.write = async (text) => {
    await reading.promise;
    await write(text);
  };
  const output = new OutputQueue(terminal, (count) => `[${count}]`);
  output.push("a");
  output.push("x".repeat(MAX_UNWRITTEN_LENGTH));
  output.push("y");
  output.push("z");
  reading.resolve();
  await output.flush();
  assertEquals(terminal.output.length, MAX_UNWRITTEN_LENGTH + 4);
  assertEquals(terminal.output.slice(-4), "x[2]");
});

Deno.test("`failed` rejects when nothing can be written", async () => {
  const terminal = new FakeTerminal([], { full: fileError("no space") });
  const output = new OutputQueue(terminal, String);
  output.push("a");
  await assertRejects(() => output.failed, Error, "no space");
  await output.flush();
});
