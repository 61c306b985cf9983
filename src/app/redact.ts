import type { Observation } from "../model/observation.ts";
import { scrub } from "../model/scrub.ts";
import type { Credentials } from "../model/target.ts";
import { basicCredentials } from "../wire/basic_credentials.ts";

/** Details that a peer may have written. No rule decides by them. */
const PEER_WORDS = [
  "message",
  "software",
  "location",
  "firstBytes",
  "names",
  "rcode",
] as const;

/** What stands in the place of a secret. */
const MASK = "***";

/**
 * Shortest beginning of a secret that is taken for one where a peer's words
 * were cut: less is as likely a word of the peer.
 */
const MIN_BEGINNING = 3;

/**
 * Every way in which a peer that echoes what it was sent could write the
 * password: as it is, percent-encoded, within Basic credentials, and as
 * observations escape what cannot be printed.
 *
 * @param credentials User name and password.
 * @returns The secrets; none where there is no password.
 */
export function secretsOf(credentials: Credentials | undefined): string[] {
  if (credentials === undefined || credentials.password === "") return [];
  const { password } = credentials;
  const bytes = new TextEncoder().encode(password);
  // Next to a byte that is not UTF-8, each byte is escaped by itself.
  const escaped = scrub(Uint8Array.of(...bytes, 0xff)).slice(0, -4);
  return [
    password,
    encodeURIComponent(password),
    scrub(password),
    escaped,
    ...basicOf(credentials),
  ];
}

function basicOf(credentials: Credentials): string[] {
  try {
    return [basicCredentials(credentials).replace("Basic ", "")];
  } catch (error) {
    // What cannot be sent cannot be echoed.
    if (error instanceof RangeError) return [];
    throw error;
  }
}

/**
 * Takes secrets out of what a peer has said, so that they are in no output,
 * whoever sends them back.
 *
 * @param observation The observation.
 * @param secrets What must not be shown.
 * @returns The observation with `***` in the place of each secret.
 */
export function redact(
  observation: Observation,
  secrets: readonly string[],
): Observation {
  if (secrets.length === 0) return observation;
  const detail = { ...observation.detail };
  for (const field of PEER_WORDS) {
    const words = detail[field];
    if (words !== undefined) detail[field] = masked(words, secrets);
  }
  return { ...observation, detail };
}

function masked(words: string, secrets: readonly string[]): string {
  const longestFirst = secrets.toSorted((one, other) =>
    other.length - one.length
  );
  let text = words;
  for (const secret of longestFirst) text = text.replaceAll(secret, MASK);
  for (const secret of longestFirst) text = withoutBeginning(text, secret);
  return text;
}

/** Takes out a secret whose end was cut off together with the words. */
function withoutBeginning(text: string, secret: string): string {
  const body = text.replace(/…$/, "");
  const longest = Math.min(secret.length - 1, body.length);
  for (let length = longest; length >= MIN_BEGINNING; length--) {
    if (body.endsWith(secret.slice(0, length))) {
      return body.slice(0, -length) + MASK;
    }
  }
  return text;
}
