import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import { assertStringIncludes } from "@std/assert/string-includes";
import { readQuestion, startFault, writeText } from "../faults/fault_server.ts";
import { faultline } from "./faultline.ts";

const PASSWORD = "s3cret/pass";
const ENCODED = encodeURIComponent(PASSWORD);
const BASIC = btoa(`joe:${PASSWORD}`);

/** Answers with what was asked, in every place that is looked at. */
function echo(answer: (question: string) => string) {
  return startFault(async (conn) => {
    await writeText(conn, answer(await readQuestion(conn)));
  });
}

function oneLine(question: string): string {
  return question.replace(/[\r\n]+/g, " ");
}

async function requireSecret(args: readonly string[]): Promise<string> {
  let all = "";
  for (const format of [["--verbose"], ["--format", "json"]]) {
    const { stdout, stderr } = await faultline([...args, ...format]);
    assertEquals(stderr, "");
    for (const secret of [PASSWORD, ENCODED, BASIC]) {
      assert(!stdout.includes(secret), stdout);
    }
    all += stdout;
  }
  return all;
}

/** What hostile proxies and servers say, each with the question in it. */
const ANSWERS: readonly ((question: string) => string)[] = [
  (question) => question,
  (question) => `HTTP/1.1 403 ${oneLine(question)}\r\n\r\n`,
  (question) => `HTTP/1.1 407 No\r\nServer: ${oneLine(question)}\r\n\r\n`,
  () => `HTTP/1.1 502 No\r\nX-Squid-Error: ${PASSWORD} ${BASIC}\r\n\r\n`,
  () =>
    `HTTP/1.1 502 No\r\nProxy-Status: a; error=dns_error; rcode=${BASIC}; ` +
    `details="${PASSWORD}"\r\n\r\n`,
  () => `${PASSWORD} ${BASIC}\r\n`,
];

Deno.test("`faultline` shows no password that a proxy sends back", async () => {
  for (const answer of ANSWERS) {
    await using proxy = echo(answer);
    const url = `http://joe:${ENCODED}@127.0.0.1:${proxy.port}`;
    await requireSecret(["diagnose", "127.0.0.1:9", "--proxy", url]);
  }
});

Deno.test("`faultline` shows no password that a SOCKS5 proxy sends back", async () => {
  await using proxy = echo((question) => `\x05\x02${question}${PASSWORD}`);
  const url = `socks5://joe:${ENCODED}@127.0.0.1:${proxy.port}`;
  await requireSecret(["diagnose", "127.0.0.1:9", "--proxy", url]);
});

Deno.test("`faultline` shows no password that a server sends back", async () => {
  await using server = echo((question) =>
    "HTTP/1.1 302 Found\r\n" +
    `Location: http://joe:${ENCODED}@127.0.0.1/?p=${PASSWORD}\r\n` +
    `Server: ${oneLine(question)}\r\nContent-Type: text/html\r\n\r\n${question}`
  );
  const target = `http://joe:${ENCODED}@127.0.0.1:${server.port}`;
  const shown = await requireSecret(["diagnose", target]);
  assertStringIncludes(shown, "joe:***@127.0.0.1");
});
