import { IoError } from "./io.ts";

/**
 * Asks first: `node:dgram` throws a missing permission to bind where nobody
 * can catch it, and names one to send `UNKNOWN` (measured with Deno 2.9.6).
 *
 * @param host Address and port, as `--allow-net` names them.
 * @throws {IoError} The permission is missing.
 */
export async function demandNet(host: string): Promise<void> {
  const { state } = await Deno.permissions.request({ name: "net", host });
  if (state !== "granted") throw missingNet(host);
}

/**
 * Whether a host may be contacted. Nothing is asked of the user.
 *
 * @param host Address and port, as `--allow-net` names them.
 */
export function mayContact(host: string): boolean {
  const { state } = Deno.permissions.querySync({ name: "net", host });
  return state === "granted";
}

/** The error of a missing permission: what `--allow-net` must name. */
export function missingNet(host: string): IoError {
  return new IoError({
    kind: "not-permitted",
    originalName: "NotCapable",
    message: `Requires net access to "${host}"`,
    permission: `--allow-net=${host}`,
  });
}
