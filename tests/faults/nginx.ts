import type { Certificate } from "./certificate.ts";
import { canRun, freePort, type Product, startProduct } from "./product.ts";
import { productFolder } from "./product_folder.ts";

/** Options of {@linkcode startNginx}. */
export interface NginxOptions {
  /** Whether it has a worker of its own, as in the field, and can reload. */
  readonly reloads?: boolean;
  /** Requests after which it closes a connection. @default {1000} */
  readonly keepaliveRequests?: number;
  /** What it answers. @default {200} */
  readonly status?: number;
  /** Serves TLS with this certificate. */
  readonly certificate?: Certificate;
}

/** It reads its configuration from a real file only. */
export function canRunNginx(): boolean {
  const { state } = Deno.permissions.querySync({ name: "write", path: "/tmp" });
  return state === "granted" && canRun("nginx");
}

/** Starts nginx in front, with all its files in a folder of their own. */
export async function startNginx(options: NginxOptions = {}): Promise<Product> {
  const port = freePort();
  const { certificate } = options;
  const folder = productFolder({
    "nginx.conf": configOf(port, options).join("\n") + "\n",
    "cert.pem": certificate?.cert ?? "",
    "key.pem": certificate?.key ?? "",
  });
  try {
    const product = await startProduct({
      port,
      program: "nginx",
      args: ["-p", folder.path, "-c", "nginx.conf", "-e", "stderr"],
      ready: "getrlimit(RLIMIT_NOFILE)",
    });
    return {
      ...product,
      async [Symbol.asyncDispose]() {
        await product[Symbol.asyncDispose]();
        folder[Symbol.dispose]();
      },
    };
  } catch (error) {
    folder[Symbol.dispose]();
    throw error;
  }
}

function configOf(port: number, options: NginxOptions): readonly string[] {
  const { certificate, reloads = false, status = 200 } = options;
  const { keepaliveRequests = 1000 } = options;
  return [
    "daemon off;",
    `master_process ${reloads ? "on" : "off"};`,
    "worker_processes 1;",
    "pid nginx.pid;",
    "error_log stderr notice;",
    "events { worker_connections 64; }",
    "http {",
    "access_log off;",
    ...["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
      .map((name) => `${name}_temp_path ${name};`),
    "server {",
    `listen 127.0.0.1:${port}${certificate ? " ssl" : ""};`,
    ...(certificate
      ? ["ssl_certificate cert.pem;", "ssl_certificate_key key.pem;"]
      : []),
    `keepalive_requests ${keepaliveRequests};`,
    `return ${status} "";`,
    "}",
    "}",
  ];
}
