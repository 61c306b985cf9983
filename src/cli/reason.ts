import type { IoError } from "../io/io.ts";

/**
 * Why a file or standard output cannot be written: the permission that is
 * missing, or the system's words without what the runtime adds.
 */
export function reasonOf({ permission, message }: IoError): string {
  return permission === undefined
    ? message.replace(/ \(os error \d+\).*$/s, "")
    : `it needs ${permission}`;
}
