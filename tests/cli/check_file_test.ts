import { assertEquals } from "@std/assert/equals";
import { assertStringIncludes } from "@std/assert/string-includes";
import { hangAfterAccept } from "../faults/hang_after_accept.ts";
import { closedPort, denoArgs, ended, faultline } from "./faultline.ts";
import { Running } from "./running.ts";

async function withFile(
  text: string,
  work: (path: string) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "faultline-check-" });
  try {
    const path = `${folder}/checks.yaml`;
    await Deno.writeTextFile(path, text);
    await work(path);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("`faultline check` reads its file and the environment", async () => {
  const port = closedPort();
  await withFile(
    "targets:\n  - {name: gone, target: '127.0.0.1:${PORT}', " +
      "expect: server-stopped}\n",
    async (path) => {
      const env = { PORT: String(port) };
      const { code, stdout, stderr } = await faultline(["check", path], {
        env,
      });
      assertEquals([code, stderr], [0, ""]);
      assertStringIncludes(stdout, "1 target is as expected");
    },
  );
});

Deno.test("`faultline check` says file, line and key of what it cannot use", async () => {
  await withFile(
    "targets:\n  - target: 127.0.0.1:9\n    tiemout: 2s\n",
    async (path) => {
      const { code, stdout, stderr } = await faultline(["check", path]);
      assertEquals([code, stdout], [2, ""]);
      assertStringIncludes(
        stderr,
        `${path}:3: targets[0].tiemout: unknown key; did you mean timeout?`,
      );
    },
  );
});

/** A namespace of users of its own, in which root may read no more than any. */
const AS_ANYBODY = ["--user", "--"];
const CAN_BE_ANYBODY = new Deno.Command("unshare", {
  args: [...AS_ANYBODY, "sh", "-c", ":"],
}).outputSync().success;

Deno.test({
  name: "`faultline check` says when it may not read its file",
  ignore: !CAN_BE_ANYBODY,
  fn: async () => {
    await withFile("targets: ['127.0.0.1:9']\n", async (path) => {
      await Deno.chmod(path, 0o000);
      const command = [Deno.execPath(), ...denoArgs(["check", path])];
      const { code, stdout, stderr } = await ended(
        new Deno.Command("unshare", { args: [...AS_ANYBODY, ...command] }),
      );
      assertEquals([code, stdout], [2, ""]);
      assertStringIncludes(stderr, `Cannot read "${path}": Permission denied`);
    });
  },
});

Deno.test("`faultline check -` reads standard input", async () => {
  const child = new Deno.Command(Deno.execPath(), {
    args: denoArgs(["check", "-"]),
    env: { LC_ALL: "C" },
    stdin: "piped",
    stdout: "piped",
  }).spawn();
  const writer = child.stdin.getWriter();
  await writer.write(
    new TextEncoder().encode(`targets: ["127.0.0.1:${closedPort()}"]`),
  );
  await writer.close();
  const { code, stdout } = await child.output();
  assertEquals(code, 6);
  assertStringIncludes(
    new TextDecoder().decode(stdout),
    "1 of 1 target failed",
  );
});

Deno.test("`faultline check` ends quietly when its reader has gone", async () => {
  const targets = Array.from({ length: 50 }, () => `127.0.0.1:${closedPort()}`);
  const child = new Deno.Command(Deno.execPath(), {
    args: denoArgs(["check", ...targets, "--format", "ndjson"]),
    env: { LC_ALL: "C" },
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  await child.stdout.cancel();
  const { code } = await child.status;
  assertEquals(await new Response(child.stderr).text(), "");
  assertEquals(code, 6);
});

Deno.test("`faultline check` prints what is done when it is interrupted", async () => {
  await using hung = hangAfterAccept();
  const args = [
    ...["check", `127.0.0.1:${closedPort()}`],
    `text://127.0.0.1:${hung.port}`,
    ...["--format", "ndjson", "--timeout", "1m"],
  ];
  await using program = new Running(args, ["-A"]);
  assertStringIncludes(await program.read(), '"server-stopped"');
  const { code, stderr } = await program.end("SIGINT");
  assertEquals(
    [code, stderr],
    [130, "faultline: interrupted after 1 of 2 targets\n"],
  );
});
