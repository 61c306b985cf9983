import { canRun, freePort, type Product, startProduct } from "./product.ts";

/** Whether `socat` is there, and may be run. */
export function canRunSocat(): boolean {
  return canRun("socat", ["-V"]);
}

/**
 * Starts a server made by hand: each connection is talked to by a command of
 * the shell.
 */
export function startSocat(command: string): Promise<Product> {
  const port = freePort();
  return startProduct({
    port,
    program: "socat",
    args: [
      "-d",
      "-d",
      `TCP-LISTEN:${port},bind=127.0.0.1,reuseaddr,fork`,
      `SYSTEM:${command}`,
    ],
    ready: "listening on",
  });
}

/** Sends a text to a port of loopback as `socat` does, and gives the answer. */
export async function tellBySocat(text: string, port: number): Promise<string> {
  const child = new Deno.Command("socat", {
    args: ["-t", "5", "-", `TCP:127.0.0.1:${port}`],
    stdin: "piped",
    stdout: "piped",
    stderr: "null",
  }).spawn();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(text));
  await writer.close();
  const { stdout } = await child.output();
  return new TextDecoder().decode(stdout);
}
