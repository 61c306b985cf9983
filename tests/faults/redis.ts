import type { Certificate } from "./certificate.ts";
import { canRun, freePort, type Product, startProduct } from "./product.ts";
import { productFolder } from "./product_folder.ts";

/** Options of {@linkcode startRedis}. */
export interface RedisOptions {
  /** The port, where it must be a certain one. */
  readonly port?: number;
  /** Demands a password. */
  readonly demandsPassword?: boolean;
  /** Most clients at once. */
  readonly maxClients?: number;
  /** Serves TLS with this certificate. */
  readonly certificate?: Certificate;
}

/** It reads its certificate from real files only. */
export function canRunRedis(): boolean {
  const { state } = Deno.permissions.querySync({ name: "write", path: "/tmp" });
  return state === "granted" && canRun("redis-server", ["--version"]);
}

/** Starts Redis without a database on disk. */
export async function startRedis(options: RedisOptions = {}): Promise<Product> {
  const { port = freePort(), demandsPassword, maxClients } = options;
  const { certificate } = options;
  using folder = productFolder({
    "cert.pem": certificate?.cert ?? "",
    "key.pem": certificate?.key ?? "",
  });
  const { path } = folder;
  const listen = certificate === undefined ? [`port ${port}`] : [
    "port 0",
    `tls-port ${port}`,
    `tls-cert-file ${path}/cert.pem`,
    `tls-key-file ${path}/key.pem`,
    `tls-ca-cert-file ${path}/cert.pem`,
    "tls-auth-clients no",
  ];
  // Awaited here: the files must be there until it has read them.
  return await startProduct({
    port,
    program: "redis-server",
    args: ["-"],
    ready: "Ready to accept connections",
    config: [
      ...listen,
      "bind 127.0.0.1",
      'save ""',
      "appendonly no",
      "databases 1",
      ...(demandsPassword ? ["requirepass s3cret"] : []),
      ...(maxClients ? [`maxclients ${maxClients}`] : []),
    ],
  });
}
