import {
  type FaultServer,
  readQuestion,
  startFault,
  writeText,
} from "./fault_server.ts";

/** A server of one answer, with the questions that it heard. */
export interface AnswerServer extends FaultServer {
  readonly questions: readonly string[];
}

/** Hears the question, gives the same answer to each, and closes. */
export function answerOnce(answer: string): AnswerServer {
  const questions: string[] = [];
  const server = startFault(async (conn) => {
    questions.push(await readQuestion(conn));
    await writeText(conn, answer);
  });
  return { ...server, questions };
}
