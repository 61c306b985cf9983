import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import { assertMatch } from "@std/assert/match";
import { CHECK_REPORTERS } from "../../src/report/check_reporters.ts";
import { readQuestion, startFault, writeText } from "../faults/fault_server.ts";
import { faultline } from "./faultline.ts";

const PASSWORD = "s3cret/pass";
const ENCODED = encodeURIComponent(PASSWORD);
const SECRETS = [PASSWORD, ENCODED, btoa(`joe:${PASSWORD}`)];

Deno.test("`check` shows no password in any format, whoever sends it back", async () => {
  await using peer = startFault(async (conn) => {
    const question = await readQuestion(conn);
    await writeText(conn, `HTTP/1.1 407 ${question}${SECRETS.join(" ")}\r\n`);
  });
  const place = `joe:${ENCODED}@127.0.0.1:${peer.port}`;
  const folder = await Deno.makeTempDir();
  try {
    const file = `${folder}/checks.yaml`;
    await Deno.writeTextFile(
      file,
      `proxies: { main: "http://${place}" }\n` +
        `targets:\n  - { target: "127.0.0.1:9", proxy: main, name: far }\n` +
        `  - http://${place}\n`,
    );
    for (const format of Object.keys(CHECK_REPORTERS)) {
      const target = `redis://${place}`;
      const { code, stdout, stderr } = await faultline(
        ["check", file, target, "--format", format],
      );
      assertEquals([stderr, code > 1], ["", true], format);
      assertMatch(stdout, /[^\n]\n$/);
      for (const secret of SECRETS) {
        assert(!stdout.includes(secret), `${format}: ${stdout}`);
      }
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
