/**
 * The project's own CONNECT proxy, on the port that proxies have in the lab.
 *
 * @module
 */

import { startConnectProxy } from "../../src/app/demo/connect_proxy.ts";
import { createServingIo } from "../../src/io/deno_serving.ts";
import { PROXY_PORT } from "./services.ts";

if (import.meta.main) {
  const io = createServingIo();
  startConnectProxy(io, { address: "0.0.0.0", port: PROXY_PORT });
}
