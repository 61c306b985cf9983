import {
  type FaultServer,
  readQuestion,
  startFault,
  writeText,
} from "./fault_server.ts";

/** Options of {@linkcode answerSlowly}. */
export interface SlowOptions {
  /** Time between two bytes, in milliseconds. */
  readonly intervalMs: number;
  /** @default a good answer without a body */
  readonly answer?: string;
}

/** Answers rightly, byte by byte, with a pause before each. */
export function answerSlowly(options: SlowOptions): FaultServer {
  const answer = options.answer ??
    "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
  return startFault(async (conn, stopped) => {
    await readQuestion(conn);
    for (const byte of answer) {
      await pause(options.intervalMs, stopped);
      await writeText(conn, byte);
    }
    await readQuestion(conn);
  });
}

function pause(durationMs: number, stopped: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(stopped.reason);
    };
    const timer = setTimeout(() => {
      stopped.removeEventListener("abort", stop);
      resolve();
    }, durationMs);
    stopped.addEventListener("abort", stop, { once: true });
  });
}
