import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import { assertMatch } from "@std/assert/match";
import { assertStringIncludes } from "@std/assert/string-includes";
import { denoArgs, faultline } from "./faultline.ts";

const TOKEN = "abcdefghijklmnop-qrstuv";

/** A folder with a token, for a journal beside it. */
async function inFolder(
  work: (folder: string) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(`${folder}/token`, `${TOKEN}\n`);
    await Deno.writeTextFile(`${folder}/short`, "secret");
    await work(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** The smallest permissions of an agent that keeps its journal there. */
function permissionsIn(folder: string): readonly string[] {
  const files = ["", ".1", ".alive"].map((end) => `${folder}/journal${end}`);
  return [
    "--allow-net=127.0.0.1:0",
    "--allow-run=ip,cat",
    `--allow-read=${files.join()},${folder}/token`,
    `--allow-write=${files.join()}`,
    "--allow-sys=osUptime",
  ];
}

/** An agent in a process of its own, once it has said that it runs. */
async function startAgent(folder: string) {
  const args = ["agent", "--journal", `${folder}/journal`, "--port", "0"];
  const child = new Deno.Command(Deno.execPath(), {
    args: denoArgs(
      [...args, "--token-file", `${folder}/token`],
      permissionsIn(folder),
    ),
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const reader = child.stdout.getReader();
  const { value } = await reader.read();
  reader.releaseLock();
  return { child, line: new TextDecoder().decode(value) };
}

Deno.test("`agent` says one line, hands over, and ends in order by a signal", async () => {
  await inFolder(async (folder) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      const { child, line } = await startAgent(folder);
      assertMatch(line, /^agent: journal \S+, handed over at http:\S+\n$/);
      const url = /http:\S+/.exec(line)?.[0];
      const headers = { authorization: `Bearer ${TOKEN}` };
      const answer = await fetch(`${url}/journal`, { headers });
      const { records, now } = await answer.json();
      assertEquals(answer.status, 200);
      assert(now.upMs > 0 && now.bootId.length === 36);
      assertEquals(records.at(-1).kind === "stop", false);
      child.kill(signal);
      const { code, stdout, stderr } = await child.output();
      const said = new TextDecoder().decode(
        Uint8Array.of(...stdout, ...stderr),
      );
      assertEquals([code, said], [0, ""]);
      const journal = await Deno.readTextFile(`${folder}/journal`);
      assertMatch(journal, /"kind":"stop"\}\n$/);
      assert(!journal.includes(TOKEN));
    }
  });
});

Deno.test("`agent` says bad input on one line and shows no token", async () => {
  await inFolder(async (folder) => {
    using taken = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    const port = `${taken.addr.port}`;
    await Deno.writeTextFile(`${folder}/other`, "root:x:0:0\n");
    const journal = ["--journal", `${folder}/journal`];
    const token = ["--token-file", `${folder}/token`];
    const free = [...token, "--port=0"];
    const rows: readonly (readonly [readonly string[], string])[] = [
      [token, "without --journal FILE"],
      [journal, "without a token"],
      [[...journal, "--token-file", `${folder}/short`], "has 6"],
      [[...journal, "--token-file", `${folder}/none`], "No such file"],
      [[...journal, "--token-file", folder], "it is no file"],
      [[...journal, ...token, "--port", port], "the port is in use"],
      [[...journal, ...token, "--port", "70000"], "port outside"],
      [[...journal, ...token, "--bind", "localhost"], "not a literal one"],
      [[...journal, ...token, "--bind", "192.0.2.77"], "not one of this"],
      [["--journal", folder, ...free], "It is a directory"],
      [["--journal", `${folder}/other`, ...free], "it holds something else"],
      [["--journal", "/dev/null", ...free], "It is no file"],
      [["--journal", `${folder}/a/b`, ...free], "No such file"],
      [[...journal, ...token, "--token", TOKEN], "Cannot find option"],
      [[...journal, ...token, "operand"], "one more operand"],
    ];
    for (const [args, said] of rows) {
      const { code, stdout, stderr } = await faultline(["agent", ...args]);
      assertEquals([code, stdout], [2, ""], stderr);
      assertMatch(stderr, /^faultline: Cannot [^\n]+\n$/);
      assertStringIncludes(stderr, said);
      assert(!stderr.includes(TOKEN) && !stderr.includes("secret"));
    }
    assertEquals(await Deno.readTextFile(`${folder}/other`), "root:x:0:0\n");
    const left = await Array.fromAsync(Deno.readDir(folder));
    assertEquals(left.filter(({ name }) => name.startsWith("journal")), []);
  });
});

Deno.test("`agent` names each permission that is missing", async () => {
  await inFolder(async (folder) => {
    const args = ["agent", "--journal", `${folder}/journal`, "--port=0"];
    const all = permissionsIn(folder);
    const rows = [
      ["--allow-net", "it needs --allow-net=127.0.0.1:0"],
      ["--allow-run", "it needs --allow-run=ip"],
      ["--allow-read", `it needs --allow-read=${folder}/token`],
      ["--allow-write", `it needs --allow-read=${folder}/journal`],
    ] as const;
    for (const [missing, said] of rows) {
      const permissions = all.filter((flag) => !flag.startsWith(missing));
      const { code, stderr } = await faultline(
        [...args, "--token-file", `${folder}/token`],
        { permissions },
      );
      assertEquals(code, 2);
      assertStringIncludes(stderr, said);
      assertEquals(
        stderr.split("\n").length,
        missing === "--allow-run" ? 3 : 2,
      );
    }
  });
});

Deno.test("`diagnose --agent` refuses what cannot be asked, and asks nobody", async () => {
  await inFolder(async (folder) => {
    const token = ["--token-file", `${folder}/token`];
    const rows: readonly (readonly [readonly string[], string])[] = [
      [["--agent", "127.0.0.1:1", ...token], "Cannot read agent as http://"],
      [["--agent", "https://127.0.0.1:1", ...token], "Cannot read agent as"],
      [["--agent", "http://127.0.0.1:0", ...token], "port outside"],
      [["--agent", "http://127.0.0.1:1"], "without a token"],
      [token, "--token-file without --agent"],
    ];
    const proxy = ["--proxy", "http://127.0.0.1:9"];
    const agent = ["--agent", "http://127.0.0.1:1", ...token];
    const alone = await faultline(["watch", "127.0.0.1:9", ...agent]);
    assertEquals(alone.code, 2);
    assertStringIncludes(alone.stderr, "--agent without --proxy");
    for (const command of ["diagnose", "watch"]) {
      for (const [args, said] of rows) {
        const { code, stdout, stderr } = await faultline(
          [command, "127.0.0.1:9", ...proxy, ...args],
        );
        assertEquals([code, stdout], [2, ""], stderr);
        assertStringIncludes(stderr, said);
      }
    }
  });
});
