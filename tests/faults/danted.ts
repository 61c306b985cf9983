import { canRun, freePort, type Product, startProduct } from "./product.ts";

/** Options of {@linkcode startDanted}. */
export interface DantedOptions {
  /** Whether it demands a user of the system. */
  readonly demandsUser?: boolean;
}

/** It reads its configuration from a real file only. */
export function canRunDanted(): boolean {
  const { state } = Deno.permissions.querySync({ name: "write", path: "/tmp" });
  return state === "granted" && canRun("danted");
}

/** Starts Dante's SOCKS5 server. Port 9 is denied. */
export async function startDanted(
  options: DantedOptions = {},
): Promise<Product> {
  const port = freePort();
  const file = await Deno.makeTempFile({
    dir: "/tmp",
    prefix: "faultline-danted-",
  });
  try {
    await Deno.writeTextFile(file, configOf(port, options).join("\n") + "\n");
    return await startProduct({
      program: "danted",
      args: ["-f", file, "-p", "/dev/null"],
      port,
      ready: "running",
    });
  } finally {
    await Deno.remove(file);
  }
}

function configOf(port: number, options: DantedOptions): readonly string[] {
  return [
    "logoutput: stderr",
    `internal: 127.0.0.1 port = ${port}`,
    "external: 127.0.0.1",
    "clientmethod: none",
    `socksmethod: ${options.demandsUser ? "username" : "none"}`,
    "timeout.connect: 1",
    "client pass { from: 127.0.0.0/8 to: 0.0.0.0/0 }",
    "socks block { from: 0.0.0.0/0 to: 0.0.0.0/0 port = 9 }",
    "socks pass { from: 127.0.0.0/8 to: 0.0.0.0/0 }",
  ];
}
