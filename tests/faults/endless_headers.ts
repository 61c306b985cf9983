import {
  type FaultServer,
  readQuestion,
  startFault,
  writeText,
} from "./fault_server.ts";

/** Answers with a good status line and headers without end. */
export function endlessHeaders(): FaultServer {
  return startFault(async (conn, stopped) => {
    await readQuestion(conn);
    await writeText(conn, "HTTP/1.1 200 OK\r\n");
    const portion = "X-More: and more, and more, and more\r\n".repeat(100);
    while (!stopped.aborted) await writeText(conn, portion);
  });
}
