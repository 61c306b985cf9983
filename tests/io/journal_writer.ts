/**
 * Writes records to a journal as fast as it can, and prints the number of each
 * once it is on the disk. Tests kill it.
 *
 * @module
 */
import { AgentJournal } from "../../src/app/agent_journal.ts";
import { createAgentIo } from "../../src/io/deno_agent.ts";

/** Ends what no test ended. */
const MOST_RECORDS = 100_000;

if (import.meta.main) {
  const [path = ""] = Deno.args;
  const journal = await AgentJournal.open(createAgentIo(), path);
  await journal.start("a-boot");
  for (let i = 0; i < MOST_RECORDS; i++) {
    const state = i % 2 === 0 ? "up" : "no-carrier";
    await journal.add([{ kind: "link", device: "eth0", state }]);
    if (i % 10 === 0) await journal.markAlive();
    const line = new TextEncoder().encode(`${journal.records.at(-1)?.n}\n`);
    Deno.stdout.writeSync(line);
  }
}
