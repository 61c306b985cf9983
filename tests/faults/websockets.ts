import type { Certificate } from "./certificate.ts";
import { canRun, freePort, type Product, startProduct } from "./product.ts";
import { productFolder } from "./product_folder.ts";

/** Debian's own Python has Debian's packages; one before it in PATH has not. */
const PYTHON = "/usr/bin/python3";

/** Options of {@linkcode startWebSockets}. */
export interface WebSocketsOptions {
  /** Messages after which it closes a connection with the code 4001. */
  readonly closeAfter?: number;
  /** Serves TLS with this certificate. */
  readonly certificate?: Certificate;
}

/** Whether Python's `websockets` is there, and may be run. */
export function canRunWebSockets(): boolean {
  if (!canRun(PYTHON, ["--version"])) return false;
  const args = ["-c", "import websockets"];
  return new Deno.Command(PYTHON, { args, stderr: "null" }).outputSync()
    .success;
}

/**
 * Starts a WebSocket server of Python's `websockets` at the path `/live`. It
 * knows no heartbeat, and answers no message.
 */
export async function startWebSockets(
  { closeAfter = 0, certificate }: WebSocketsOptions = {},
): Promise<Product> {
  const port = freePort();
  using folder = productFolder({
    "both.pem": `${certificate?.key ?? ""}${certificate?.cert ?? ""}`,
  });
  const secure = certificate ? `${folder.path}/both.pem` : "";
  // Awaited here: the file must be there until it has read it.
  return await startProduct({
    port,
    program: PYTHON,
    args: ["-u", "-c", SERVER, String(port), String(closeAfter), secure],
    ready: "serving",
  });
}

/** Port, messages before the end, and the file of the certificate. */
const SERVER = `
import asyncio, http, ssl, sys, websockets
port, most, secure = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]

async def hold(socket, *rest):
    count = 0
    async for message in socket:
        count += 1
        if count == most:
            await socket.close(4001, "enough")

async def begin(path, headers):
    if path != "/live":
        return http.HTTPStatus.NOT_FOUND, [], b""

async def main():
    context = None
    if secure:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(secure)
    async with websockets.serve(
        hold, "127.0.0.1", port, ssl=context, process_request=begin
    ):
        print("serving")
        await asyncio.Future()

asyncio.run(main())
`;

/**
 * Says `heartbeat` as a client of Python's `websockets`, with the `Origin` of
 * a web page if there is one.
 *
 * @returns The answer, or the name of what was thrown.
 */
export async function beatByWebSockets(
  url: string,
  origin = "",
): Promise<string> {
  const { stdout } = await new Deno.Command(PYTHON, {
    args: ["-c", CLIENT, url, origin],
    stderr: "inherit",
  }).output();
  return new TextDecoder().decode(stdout).trim();
}

/** URL and origin. */
const CLIENT = `
import asyncio, sys, websockets

async def main(url, origin):
    try:
        async with websockets.connect(url, origin=origin or None) as socket:
            await socket.send("heartbeat")
            print(await socket.recv())
    except websockets.InvalidStatusCode as error:
        print(error.status_code)

asyncio.run(main(*sys.argv[1:]))
`;
