import { assertEquals } from "@std/assert/equals";
import { assertStringIncludes } from "@std/assert/string-includes";
import { closedPort, faultline } from "./faultline.ts";

/** Diagnoses a port that refuses, with these flags of `deno run` alone. */
async function permitted(
  permissions: readonly string[],
  host = "127.0.0.1",
): Promise<{ code: number; stdout: string }> {
  const target = `${host}:${closedPort()}`;
  const result = await faultline(["diagnose", target], { permissions });
  assertEquals(result.stderr, "", "neither a crash nor a prompt");
  return result;
}

Deno.test("`faultline` without any permission says which it needs", async () => {
  const { code, stdout } = await permitted(["--no-remote"]);
  assertEquals(code, 9);
  assertStringIncludes(stdout, "[not-permitted]");
  assertStringIncludes(stdout, "tcp: needs --allow-net=127.0.0.1:");
});

Deno.test("`faultline` without --allow-net says nothing of the target", async () => {
  const { code, stdout } = await permitted(["--allow-run=ip"]);
  assertEquals(code, 9);
  assertStringIncludes(stdout, "[not-permitted]");
  assertStringIncludes(stdout, "needs --allow-net=127.0.0.1:");
});

Deno.test("`faultline` without --allow-run is less sure and says why", async () => {
  const { code, stdout } = await permitted(["--allow-net=127.0.0.1"]);
  assertEquals(code, 6);
  assertStringIncludes(
    stdout,
    "? Cannot tell which of 2 it is [server-stopped, or firewall-blocked]\n",
  );
  assertStringIncludes(stdout, "- link, network: needs --allow-run=ip\n");
  assertStringIncludes(stdout, "- firewall: needs --allow-run=nstat\n");
});

Deno.test("`faultline` without --allow-read still knows this machine's name", async () => {
  const { code, stdout } = await permitted(
    ["--allow-net=127.0.0.1,[::1],localhost", "--allow-run=ip"],
    "localhost",
  );
  assertEquals(code, 6);
  assertStringIncludes(stdout, "server-stopped");
});

Deno.test("`faultline` without --allow-env keeps to ASCII", async () => {
  const target = `127.0.0.1:${closedPort()}`;
  const { code, stdout, stderr } = await faultline(["diagnose", target], {
    permissions: ["--allow-net=127.0.0.1"],
    env: { LC_ALL: "C.UTF-8" },
  });
  assertEquals([code, stderr], [6, ""]);
  assertEquals(/^[\n -~]*$/.test(stdout), true);
});
