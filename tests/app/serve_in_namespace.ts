/**
 * Answers the beats of text clients where it is started, on the address and
 * port of its arguments, and prints a line when it listens.
 *
 * @module
 */
import { serverProtocol } from "../../src/wire/heartbeat/protocols.ts";

/** Ends what no test ended, in milliseconds. */
const LONGEST_MS = 20_000;

async function serve(conn: Deno.Conn): Promise<void> {
  const protocol = serverProtocol("text");
  const reader = protocol.reader();
  const greeting = protocol.greeting();
  if (greeting !== undefined) await conn.write(greeting);
  for await (const bytes of conn.readable) {
    const isAsked = reader.push(bytes).some(({ kind }) => kind === "beat");
    const answer = protocol.answer();
    if (isAsked && answer !== undefined) await conn.write(answer);
  }
}

if (import.meta.main) {
  const [hostname = "", port = ""] = Deno.args;
  setTimeout(() => Deno.exit(), LONGEST_MS);
  const listener = Deno.listen({ hostname, port: Number(port) });
  console.log("listening");
  for await (const conn of listener) serve(conn).catch(() => {});
}
