import { inProject } from "./project.ts";

/**
 * How long JSR may take to answer. A reachable one needs three small requests
 * (0.1 to 0.4 s); a black-holed one would hold Deno for more than a minute.
 */
const PROBE_TIMEOUT_MS = 900;

/** Longest reason kept: it is shown within one line. */
const MAX_REASON_CHARS = 160;

/** What {@linkcode probeJsr} may be told. */
export interface JsrProbeOptions {
  /** Environment of the child, on top of this process's own. */
  readonly env?: Record<string, string>;
  /** @default {PROBE_TIMEOUT_MS} */
  readonly timeoutMs?: number;
}

/**
 * Loads one small module from JSR the way every later command will: by Deno,
 * with its cache, its proxies and its certificates.
 *
 * @param options Environment and deadline.
 * @returns Nothing if the module is there, else the reason in a few words.
 */
export async function probeJsr(
  options: JsrProbeOptions = {},
): Promise<string | undefined> {
  const timeoutMs = options.timeoutMs ?? PROBE_TIMEOUT_MS;
  const child = new Deno.Command(Deno.execPath(), {
    args: ["cache", "--quiet", "--no-lock", inProject("tools/dx/jsr_try.ts")],
    env: { ...options.env, NO_COLOR: "1", DENO_NO_UPDATE_CHECK: "1" },
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).spawn();
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    child.kill("SIGKILL");
  }, timeoutMs);
  const { success, stderr } = await child.output();
  clearTimeout(timer);
  if (success) return undefined;
  return late ? `no answer in ${timeoutMs} ms` : reasonIn(stderr);
}

function reasonIn(stderr: Uint8Array): string {
  const lines = new TextDecoder().decode(stderr).split("\n");
  const line = lines.find((line) => line.startsWith("error: "));
  const sentences = line?.slice("error: ".length).split(/\.(?: |$)/) ?? [];
  const reason = sentences.findLast(Boolean) ?? "deno cache failed";
  return reason.length <= MAX_REASON_CHARS
    ? reason
    : reason.slice(0, MAX_REASON_CHARS - 1) + "…";
}
