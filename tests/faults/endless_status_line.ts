import {
  type FaultServer,
  readQuestion,
  startFault,
  writeText,
} from "./fault_server.ts";

/** Answers with a status line of megabytes and no end of line. */
export function endlessStatusLine(): FaultServer {
  return startFault(async (conn, stopped) => {
    await readQuestion(conn);
    await writeText(conn, "HTTP/1.1 200 ");
    const portion = "very ".repeat(10_000);
    while (!stopped.aborted) await writeText(conn, portion);
  });
}
