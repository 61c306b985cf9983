import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import * as fc from "fast-check";
import { redact, secretsOf } from "../../src/app/redact.ts";
import type { Observation } from "../../src/model/observation.ts";
import { scrub } from "../../src/model/scrub.ts";

const CREDENTIALS = { username: "joe", password: "s3cret/pass ü" };
const SECRETS = secretsOf(CREDENTIALS);

function said(words: string): Observation {
  return {
    probe: "http",
    segment: "session",
    subject: "10.9.2.10:80",
    outcome: "answered",
    at: "2026-11-20T19:00:00.000Z",
    tookMs: 1,
    detail: { status: 302, location: words },
  };
}

function masked(words: string, secrets = SECRETS): string | undefined {
  return redact(said(words), secrets).detail.location;
}

Deno.test("`secretsOf()` has none where there is no password", () => {
  assertEquals(secretsOf(undefined), []);
  assertEquals(secretsOf({ username: "joe", password: "" }), []);
});

Deno.test("`redact()` masks each way to write a password", () => {
  assertEquals(masked("http://joe:s3cret/pass ü@x/"), "http://joe:***@x/");
  assertEquals(masked("/?p=s3cret%2Fpass%20%C3%BC"), "/?p=***");
  assertEquals(masked("Basic am9lOnMzY3JldC9wYXNzIMO8!"), "Basic ***!");
  assertEquals(masked("\\xffs3cret/pass \\xc3\\xbc."), "\\xff***.");
});

Deno.test("`redact()` masks what was cut off within a password", () => {
  assertEquals(masked("the password is s3cret/…"), "the password is ***");
  assertEquals(masked("the password is s3c"), "the password is ***");
  assertEquals(masked("it goes on…"), "it goes on…");
});

Deno.test("`redact()` masks every text that a peer may have written", () => {
  const words = "s3cret/pass ü";
  const detail = {
    message: words,
    software: words,
    location: words,
    firstBytes: words,
    names: words,
    rcode: words,
  };
  const result = redact({ ...said(""), detail }, SECRETS);
  assertEquals(new Set(Object.values(result.detail)), new Set(["***"]));
});

Deno.test("`redact()` leaves alone what rules decide by", () => {
  const detail = { code: "ECONNREFUSED", address: "10.9.2.10", status: 302 };
  const observation = { ...said(""), detail };
  assertEquals(redact(observation, ["10", "E", "302"]), observation);
});

Deno.test("`redact()` changes nothing where there is no secret", () => {
  const observation = said("http://joe:other@x/");
  assertEquals(redact(observation, []), observation);
  assertEquals(redact(observation, SECRETS), observation);
});

Deno.test("`redact()` lets no password through that a peer sends back", () => {
  const password = fc.string({ unit: "binary", minLength: 4 })
    .filter((text) => !/[*…]/u.test(text));
  const around = fc.string({ maxLength: 250 });
  fc.assert(
    fc.property(password, around, around, (secret, before, after) => {
      const secrets = secretsOf({ username: "joe", password: secret });
      const words = scrub(`${before}${secret}${after}`);
      const kept = masked(words, secrets) ?? "";
      const shown = scrub(secret, 1000);
      assert(!kept.includes(shown), kept);
      // Nor its first half, where the words were cut.
      const half = shown.slice(0, Math.max(4, shown.length / 2));
      assert(!kept.replace(/…$/, "").endsWith(half), kept);
    }),
  );
});
