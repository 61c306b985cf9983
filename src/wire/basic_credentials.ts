import type { Credentials } from "../model/target.ts";

/**
 * The Basic credentials of RFC 7617, in UTF-8.
 *
 * @param credentials User name and password.
 * @returns The value of an authorization header. It is a secret.
 * @throws {RangeError} The user name contains a colon, or one of both a
 * control character, which section 2 forbids.
 */
export function basicCredentials(credentials: Credentials): string {
  const { username, password } = credentials;
  if (username.includes(":")) throw unusable("the user name", "a colon");
  const controls = /\p{Cc}/u;
  if (controls.test(username)) {
    throw unusable("the user name", "a control character");
  }
  if (controls.test(password)) {
    throw unusable("the password", "a control character");
  }
  const bytes = new TextEncoder().encode(`${username}:${password}`);
  return "Basic " + btoa(Array.from(bytes, toChar).join(""));
}

function toChar(byte: number): string {
  return String.fromCharCode(byte);
}

/** Says what is wrong and not what it is: credentials are never printed. */
function unusable(part: string, found: string): RangeError {
  return new RangeError(
    `Cannot use ${part} with Basic authentication: it contains ${found}`,
  );
}
