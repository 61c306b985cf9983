/**
 * Serves as an HTTP CONNECT proxy where it is started, on the address and port
 * of its arguments, and prints a line when it listens.
 *
 * @module
 */
import { startConnectProxy } from "../../src/app/demo/connect_proxy.ts";
import { createServingIo } from "../../src/io/deno_serving.ts";

/** Ends what no test ended, in milliseconds. */
const LONGEST_MS = 60_000;

if (import.meta.main) {
  const [address = "", port = ""] = Deno.args;
  setTimeout(() => Deno.exit(), LONGEST_MS);
  startConnectProxy(createServingIo(), { address, port: Number(port) });
  console.log("listening");
}
