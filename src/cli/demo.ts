import { demo } from "../app/demo/demo.ts";
import { createServingIo } from "../io/deno_serving.ts";
import type { Terminal } from "../io/terminal.ts";
import { type DemoRow, demoStory, demoTable } from "../report/demo_table.ts";
import type { CommandLine } from "./command_line.ts";
import { EXIT_HEALTHY, EXIT_INTERNAL, EXIT_INTERRUPTED } from "./exit_code.ts";
import { styleOf } from "./style.ts";

/** `faultline demo` */
export async function runDemo(
  line: CommandLine,
  terminal: Terminal,
): Promise<number> {
  const style = styleOf(line, terminal);
  const rows: DemoRow[] = [];
  const { interrupted } = terminal;
  try {
    for await (const step of demo(createServingIo(), interrupted)) {
      const { fault, diagnosis: { verdict, elapsedMs }, right } = step;
      const row = { fault, mode: verdict?.mode ?? null, elapsedMs, right };
      rows.push(row);
      await terminal.write(demoStory(row, style));
    }
  } catch (error) {
    if (interrupted.aborted) return EXIT_INTERRUPTED;
    throw error;
  }
  await terminal.write(demoTable(rows, style));
  return rows.every(({ right }) => right) ? EXIT_HEALTHY : EXIT_INTERNAL;
}
