import {
  type FaultServer,
  readQuestion,
  startFault,
  writeAll,
} from "./fault_server.ts";

/** Options of {@linkcode binaryGarbage}. */
export interface GarbageOptions {
  /**
   * The first bytes; what follows is every byte there is, in order.
   * @default nothing
   */
  readonly prefix?: readonly number[];
}

/** Answers with bytes of no protocol, 64 KiB of them. */
export function binaryGarbage(options: GarbageOptions = {}): FaultServer {
  const garbage = Uint8Array.from({ length: 65_536 }, (_, i) => 255 - i % 256);
  garbage.set(options.prefix ?? []);
  return startFault(async (conn) => {
    await readQuestion(conn);
    await writeAll(conn, garbage);
    await readQuestion(conn);
  });
}
