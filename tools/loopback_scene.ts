import {
  type FaultServer,
  startFault,
  writeText,
} from "../tests/faults/fault_server.ts";
import { hangAfterAccept } from "../tests/faults/hang_after_accept.ts";

/** What the ports stand for that documents show, all of five digits. */
export const SHOWN_PORTS = {
  /** Nobody listens. */
  closed: 17001,
  /** A heartbeat of `text`. */
  text: 17002,
  /** Accepts, and never says a word. */
  hung: 17003,
  /** A web server. */
  web: 17004,
} as const;

/** Servers on loopback that the runs in documents meet. */
export interface LoopbackScene extends AsyncDisposable {
  /** Puts the real ports in the place of those that are shown. */
  toReal(text: string): string;
  /** Puts the ports that are shown in the place of the real ones. */
  toShown(text: string): string;
}

/**
 * Starts all servers, on free ports.
 *
 * @returns The scene; `await using` ends it.
 */
export function openScene(): LoopbackScene {
  const local = { hostname: "127.0.0.1", port: 0 };
  const text = beating();
  const hung = hangAfterAccept();
  const web = Deno.serve(
    { ...local, onListen() {} },
    () => new Response("Hello"),
  );
  const closed = Deno.listen(local);
  closed.close();
  const ports: readonly (readonly [shown: number, real: number])[] = [
    [SHOWN_PORTS.closed, closed.addr.port],
    [SHOWN_PORTS.text, text.port],
    [SHOWN_PORTS.hung, hung.port],
    [SHOWN_PORTS.web, web.addr.port],
  ];
  return {
    toReal: (line) =>
      ports.reduce((line, [shown, real]) => swap(line, shown, real), line),
    toShown: (line) =>
      ports.reduce((line, [shown, real]) => swap(line, real, shown), line),
    async [Symbol.asyncDispose]() {
      await hung[Symbol.asyncDispose]();
      await web.shutdown();
      await text[Symbol.asyncDispose]();
    },
  };
}

/** The server of `text`, without a package, so that nothing is fetched. */
function beating(): FaultServer {
  return startFault(async (conn) => {
    await writeText(conn, "OK");
    const buffer = new Uint8Array(64);
    while (await conn.read(buffer) !== null) await writeText(conn, "TEST_BACK");
  });
}

function swap(text: string, from: number, to: number): string {
  return text.replaceAll(`:${from}`, `:${to}`);
}
