import { type FaultServer, startFault, writeText } from "./fault_server.ts";

/** Answers before the question, and then stays open. */
export function answerFirst(
  answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
): FaultServer {
  return startFault(async (conn) => {
    await writeText(conn, answer);
    const buffer = new Uint8Array(4096);
    while (await conn.read(buffer) !== null);
  });
}
