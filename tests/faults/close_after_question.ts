import { type FaultServer, readQuestion, startFault } from "./fault_server.ts";

/** Hears the question, and closes in order without an answer. */
export function closeAfterQuestion(): FaultServer {
  return startFault(async (conn) => {
    await readQuestion(conn);
  });
}
