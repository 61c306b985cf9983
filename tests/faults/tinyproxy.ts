import { freePort, type Product, startProduct } from "./product.ts";

/** Options of {@linkcode startTinyproxy}. */
export interface TinyproxyOptions {
  /** Demands the user `alice` with the password `s3cret`. */
  readonly demandsUser?: boolean;
  /** The one port that tunnels may lead to. @default any */
  readonly allowedPort?: number;
}

/** Starts tinyproxy without files of its own. */
export function startTinyproxy(
  options: TinyproxyOptions = {},
): Promise<Product> {
  const { demandsUser, allowedPort } = options;
  const port = freePort();
  return startProduct({
    port,
    program: "tinyproxy",
    args: ["-d", "-c", "/dev/stdin"],
    ready: "Accepting connections",
    config: [
      `Port ${port}`,
      "Listen 127.0.0.1",
      "Timeout 5",
      "MaxClients 10",
      "LogLevel Info",
      ...(demandsUser ? ["BasicAuth alice s3cret"] : []),
      ...(allowedPort ? [`ConnectPort ${allowedPort}`] : []),
    ],
  });
}
