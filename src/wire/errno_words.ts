/**
 * The words that C libraries print for an error number in the C locale: glibc,
 * musl and the BSDs differ. Taken from their sources, and the Linux ones from
 * captured output.
 */
const WORDS: readonly (readonly [words: string, code: string])[] = [
  ["operation not permitted", "EPERM"],
  ["permission denied", "EACCES"],
  ["network is unreachable", "ENETUNREACH"],
  ["network unreachable", "ENETUNREACH"],
  ["no route to host", "EHOSTUNREACH"],
  ["host is unreachable", "EHOSTUNREACH"],
  ["host is down", "EHOSTDOWN"],
  ["network is down", "ENETDOWN"],
  ["invalid argument", "EINVAL"],
  ["message too long", "EMSGSIZE"],
  ["message too large", "EMSGSIZE"],
  ["no buffer space available", "ENOBUFS"],
  ["assign requested address", "EADDRNOTAVAIL"],
  ["address not available", "EADDRNOTAVAIL"],
  ["address family not supported", "EAFNOSUPPORT"],
];

/**
 * Tells the operating system's error code from its words.
 *
 * @param text A line that ends in the words of an error, in the C locale.
 * @returns The code, for example `EPERM`; `undefined` for other words.
 */
export function errnoOf(text: string): string | undefined {
  const lower = text.toLowerCase();
  return WORDS.find(([words]) => lower.includes(words))?.[1];
}
