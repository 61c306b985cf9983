import { assertEquals } from "@std/assert/equals";
import { createDenoIo } from "../../src/io/deno.ts";
import type { Io } from "../../src/io/io.ts";
import type { Observation } from "../../src/model/observation.ts";
import type { NameServerAddress } from "../../src/model/name_server.ts";
import { probeResolver } from "../../src/probe/resolver.ts";
import {
  type NameServerMode,
  type NameServerOptions,
  startNameServer,
} from "../faults/name_server.ts";
import { hostFiles } from "./fake_names.ts";

const ADDRESSES = ["192.0.2.1", "2001:db8::1"];
const ZONE = { "db.test": ADDRESSES };

/** The real world, but for this machine's own settings. */
const FILES = hostFiles("search lab.test\n");
const IO: Io = {
  ...createDenoIo(),
  readText: (path) => Promise.resolve(FILES[path] ?? ""),
  lookup: () => Promise.reject(new Error("Cannot look up: it is forbidden")),
};

async function look(
  nameServers: readonly NameServerAddress[],
  options: { name?: string; timeoutMs?: number } = {},
): Promise<readonly Observation[]> {
  const { name = "db.test", timeoutMs = 2000 } = options;
  const { signal } = new AbortController();
  const context = { io: IO, signal, timeoutMs };
  return (await probeResolver({ name, nameServers }, context)).observations;
}

/** Outcomes of a server of each kind, and what it was asked. */
const CASES: readonly {
  readonly mode: NameServerMode;
  readonly outcome: string;
  readonly options?: Partial<NameServerOptions>;
  readonly asked?: readonly string[];
}[] = [
  { mode: "answer", outcome: "resolved", asked: ["udp A", "udp AAAA"] },
  { mode: "nxdomain", outcome: "name-not-found" },
  { mode: "answer", outcome: "name-not-found", options: { zone: {} } },
  { mode: "nodata", outcome: "no-records" },
  { mode: "servfail", outcome: "server-failure" },
  { mode: "refused", outcome: "query-refused" },
  { mode: "referral", outcome: "server-failure" },
  { mode: "garbage", outcome: "resolver-garbled" },
  { mode: "cut", outcome: "resolver-garbled" },
  { mode: "wrong-id-first", outcome: "resolved" },
  {
    mode: "truncated",
    outcome: "resolved",
    asked: ["tcp A", "tcp AAAA", "udp A", "udp AAAA"],
  },
  {
    mode: "truncated",
    outcome: "server-failure",
    options: { tcp: false },
  },
];

for (const { mode, outcome, options, asked } of CASES) {
  const with_ = options === undefined ? "" : ` ${Object.keys(options)}`;
  const name = `probeResolver() sees ${outcome} at a server: ${mode}${with_}`;
  Deno.test(name, async () => {
    await using server = await startNameServer({
      mode,
      zone: ZONE,
      ...options,
    });
    const [seen, ...more] = await look([server]);
    assertEquals(more, []);
    assertEquals(seen?.outcome, outcome);
    assertEquals(
      seen?.detail.addresses,
      outcome === "resolved" ? ADDRESSES : undefined,
    );
    if (asked !== undefined) {
      const full = asked.map((kind) => `${kind} db.test`);
      assertEquals(server.questions.toSorted(), full);
    }
  });
}

Deno.test("`probeResolver()` tells a closed port from a silent server", async () => {
  await using closed = await startNameServer({ mode: "silent", tcp: false });
  await using silent = await startNameServer({ mode: "silent" });
  const seen = await look([closed, silent], { timeoutMs: 400 });
  assertEquals(seen.map(({ outcome }) => outcome), [
    "resolver-refused",
    "resolver-silent",
  ]);
  assertEquals(seen[0]?.detail.code, "ECONNREFUSED");
  assertEquals(closed.questions.length, 2);
  assertEquals(silent.questions, ["udp A db.test", "tcp A db.test"]);
});

Deno.test("`probeResolver()` takes a slow answer, by whichever way", async () => {
  await using server = await startNameServer({
    mode: "slow",
    zone: ZONE,
    slowMs: 280,
    tcp: false,
  });
  const [seen] = await look([server]);
  assertEquals(seen?.detail.addresses, ADDRESSES);
});

Deno.test("`probeResolver()` asks several servers, each by itself", async () => {
  await using failing = await startNameServer({ mode: "servfail" });
  await using working = await startNameServer({ mode: "answer", zone: ZONE });
  const seen = await look([failing, working]);
  assertEquals(seen.map(({ outcome }) => outcome), [
    "server-failure",
    "resolved",
  ]);
  assertEquals(seen[1]?.detail.addresses, ADDRESSES);
});

Deno.test("`probeResolver()` finds a short name under its suffix", async () => {
  const zone = { "web.lab.test": ["192.0.2.80"] };
  await using server = await startNameServer({ mode: "answer", zone });
  const [seen] = await look([server], { name: "web" });
  assertEquals(seen?.detail.name, "web.lab.test");
  const [denied] = await look([server], { name: "nosuch" });
  assertEquals(denied?.outcome, "name-not-found");
  assertEquals(denied?.detail.name, "nosuch");
});
