import { assertEquals } from "@std/assert/equals";
import { probeResolver } from "../../src/probe/resolver.ts";
import type { Io } from "../../src/io/io.ts";
import { never } from "../io/fake_channel.ts";
import { FakeIo, finished, ioError } from "../io/fake_io.ts";
import {
  type FakeNames,
  fakeNames,
  type FakeReply,
  hostFiles,
} from "./fake_names.ts";

const ONE = "nameserver 192.0.2.53\n";
const SERVER = { address: "192.0.2.53", port: 53 };
const NXDOMAIN: FakeReply = { rcode: 3 };
const FOUND: Io["lookup"] = () => Promise.resolve(["192.0.2.1"]);
const DENIED: Io["lookup"] = () =>
  Promise.reject(ioError("failed", { code: "ENOTFOUND" }));
const OPEN: Io["lookup"] = () =>
  Promise.reject(ioError("failed", { code: "EAI_AGAIN" }));
const FORBIDDEN: Io["lookup"] = (name) =>
  Promise.reject(
    ioError("not-permitted", { permission: `--allow-net=${name}` }),
  );

interface LookOptions {
  readonly name?: string;
  readonly own?: boolean;
  /** Files that a permission is missing for. */
  readonly forbidden?: readonly string[];
}

async function look(
  { io }: FakeNames,
  options: LookOptions = {},
): Promise<readonly string[]> {
  const { name = "db.test", own = false, forbidden = [] } = options;
  const readText = io.readText.bind(io);
  io.readText = (path) =>
    forbidden.includes(path)
      ? Promise.reject(
        ioError("not-permitted", { permission: `--allow-read=${path}` }),
      )
      : readText(path);
  const { signal } = new AbortController();
  const { observations } = await io.clock.run(probeResolver(
    { name, ...(own && { nameServers: [SERVER] }) },
    { io, signal, timeoutMs: 2000 },
  ));
  assertEquals(io.clock.sleeping, 0);
  return observations.map(({ outcome, detail }) =>
    [outcome, detail.source, detail.permission].filter((it) => it).join(" ")
  );
}

function withSources(sources: string): Readonly<Record<string, string>> {
  return { ...hostFiles(ONE), "/etc/nsswitch.conf": `hosts: ${sources}\n` };
}

Deno.test("`probeResolver()` asks the system where it may know more", async () => {
  const world = fakeNames(() => NXDOMAIN, {
    files: withSources("files mdns4_minimal [NOTFOUND=return] dns"),
    lookup: FOUND,
  });
  assertEquals(await look(world), ["name-not-found dns", "resolved system"]);
});

Deno.test("`probeResolver()` spares the system where it cannot", async () => {
  const world = fakeNames(() => NXDOMAIN, { files: withSources("files dns") });
  assertEquals(await look(world), ["name-not-found dns"]);
});

Deno.test("`probeResolver()` asks the system for a name without a suffix", async () => {
  const world = fakeNames(() => NXDOMAIN, {
    files: withSources("files dns"),
    lookup: FOUND,
  });
  assertEquals(await look(world, { name: "db" }), [
    "name-not-found dns",
    "resolved system",
  ]);
});

Deno.test("`probeResolver()` asks the system when servers are silent", async () => {
  const world = fakeNames(() => "silent", {
    files: withSources("files nis dns"),
    lookup: FOUND,
  });
  assertEquals(await look(world), ["resolved system"]);
  assertEquals(world.io.clock.monotonicMs(), 700);
});

Deno.test("`probeResolver()` keeps what servers say where the system denies", async () => {
  const files = withSources("files nis dns");
  const failing = fakeNames(() => ({ rcode: 2 }), { files, lookup: DENIED });
  assertEquals(await look(failing), ["server-failure dns"]);
  const denying = fakeNames(() => NXDOMAIN, { files, lookup: DENIED });
  assertEquals(await look(denying), [
    "name-not-found dns",
    "name-not-found system",
  ]);
});

for (const path of ["/etc/hosts", "/etc/resolv.conf"]) {
  const lost = `not-permitted --allow-read=${path}`;
  const files = hostFiles(ONE);
  const forbidden = [path];

  Deno.test(`\`probeResolver()\` asks the system when it may not read ${path}`, async () => {
    const world = fakeNames(() => NXDOMAIN, { files, lookup: FOUND });
    const seen = await look(world, { forbidden });
    assertEquals(seen.at(-1), "resolved system");
    assertEquals(world.questions, []);
  });

  Deno.test(`\`probeResolver()\` says nothing without ${path} and the system`, async () => {
    const world = fakeNames(() => NXDOMAIN, { files, lookup: FORBIDDEN });
    const seen = await look(world, { forbidden });
    assertEquals(
      [...seen].sort(),
      [
        lost,
        "not-permitted --allow-net=db.test",
      ].sort(),
    );
  });

  Deno.test(`\`probeResolver()\` denies nothing on its own without ${path}`, async () => {
    const world = fakeNames(() => NXDOMAIN);
    const seen = await look(world, { forbidden: [path], own: true });
    assertEquals(seen, [lost]);
    const found = fakeNames(() => ({ addresses: ["192.0.2.1"] }));
    assertEquals(await look(found, { forbidden: [path], own: true }), [
      lost,
      "resolved dns",
    ]);
  });
}

Deno.test("`probeResolver()` believes silence where the system is at a loss", async () => {
  for (const lookup of [OPEN, (_: string, s: AbortSignal) => never(s)]) {
    const world = fakeNames(() => "silent", { files: hostFiles(ONE), lookup });
    assertEquals(await look(world, { forbidden: ["/etc/hosts"] }), [
      "not-permitted --allow-read=/etc/hosts",
      "resolver-refused dns",
    ]);
  }
});

Deno.test("`probeResolver()` asks the system where it may ask no server", async () => {
  const permission = "--allow-net=192.0.2.53:53";
  const error = ioError("not-permitted", { permission });
  const world = fakeNames(() => error, {
    files: hostFiles(ONE),
    lookup: FOUND,
  });
  assertEquals(await look(world), [
    `not-permitted dns ${permission}`,
    "resolved system",
  ]);
});

Deno.test("`probeResolver()` asks the system first on Windows", async () => {
  const hosts = "C:\\Windows\\System32\\drivers\\etc\\hosts";
  const json = { nameServers: [{ ServerAddresses: ["192.0.2.53"] }] };
  const script = {
    platform: "windows",
    files: { [hosts]: "" },
    spawn: () => Promise.resolve(finished(JSON.stringify(json))),
  } as const;
  const found = fakeNames(() => "silent", { ...script, lookup: FOUND });
  assertEquals(await look(found), ["resolved system"]);
  assertEquals(found.io.calls.length, 2);
  const denied = fakeNames(() => NXDOMAIN, { ...script, lookup: DENIED });
  assertEquals(await look(denied), [
    "name-not-found system",
    "name-not-found dns",
  ]);
  const open = fakeNames(() => NXDOMAIN, { ...script, lookup: OPEN });
  assertEquals(await look(open), ["not-supported"]);
});

Deno.test("`probeResolver()` asks scutil on macOS without a resolv.conf", async () => {
  const text = "DNS configuration\n\nresolver #1\n" +
    "  nameserver[0] : 192.0.2.53\n";
  const world = fakeNames(() => ({ addresses: ["192.0.2.1"] }), {
    platform: "darwin",
    spawn: () => Promise.resolve(finished(text)),
  });
  assertEquals(await look(world), ["resolved dns"]);
  assertEquals(world.io.calls.includes("spawn scutil --dns"), true);
  const missing = fakeNames(() => "silent", {
    platform: "darwin",
    spawn: () => Promise.reject(ioError("not-found")),
    lookup: DENIED,
  });
  assertEquals(await look(missing), [
    "name-not-found system",
    "program-missing",
  ]);
});

Deno.test("`probeResolver()` is never empty", async () => {
  const io = new FakeIo({ files: hostFiles(ONE, ""), lookup: OPEN });
  assertEquals(await look({ io, questions: [] }, { name: "localhost" }), [
    "not-supported",
  ]);
});
