import { demo } from "../app/demo/demo.ts";
import { createBreakingIo } from "../io/deno_breaking.ts";
import { createFollowingIo } from "../io/deno_following.ts";
import { createServingIo } from "../io/deno_serving.ts";
import { IoError } from "../io/io.ts";
import type { Terminal } from "../io/terminal.ts";
import {
  demoHeading,
  type DemoRow,
  demoRow,
  demoSummary,
} from "../report/demo_table.ts";
import type { CommandLine } from "./command_line.ts";
import { EXIT_HEALTHY, EXIT_INTERNAL, EXIT_INTERRUPTED } from "./exit_code.ts";
import { reasonOf } from "./reason.ts";
import { styleOf } from "./style.ts";
import { UsageError } from "./usage_error.ts";

/** `faultline demo`; a test brings rows of its own. */
export async function runDemo(
  line: CommandLine,
  terminal: Terminal,
  rows: AsyncIterable<DemoRow> = realRows(terminal.interrupted),
): Promise<number> {
  const style = styleOf(line, terminal);
  const { interrupted } = terminal;
  const shown: DemoRow[] = [];
  try {
    for await (const row of rows) {
      if (shown.length === 0) await terminal.write(demoHeading(style));
      shown.push(row);
      await terminal.write(demoRow(row, style));
    }
  } catch (error) {
    if (interrupted.aborted) return EXIT_INTERRUPTED;
    throw error;
  }
  await terminal.write(demoSummary(shown, style));
  const isRight = shown.every(({ wrong }) => wrong.length === 0);
  return isRight ? EXIT_HEALTHY : EXIT_INTERNAL;
}

async function* realRows(signal: AbortSignal): AsyncIterable<DemoRow> {
  const io = {
    ...createServingIo(),
    ...createFollowingIo(),
    ...createBreakingIo(),
  };
  try {
    yield* demo(io, signal);
  } catch (error) {
    if (!(error instanceof IoError) || signal.aborted) throw error;
    throw new UsageError(`Cannot show the demo: ${reasonOf(error)}`);
  }
}
