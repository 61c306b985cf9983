import { assertEquals } from "@std/assert/equals";
import { probeResolver } from "../../src/probe/resolver.ts";
import {
  type FakeNames,
  fakeNames,
  type FakeReply,
  hostFiles,
} from "./fake_names.ts";

const NXDOMAIN: FakeReply = { rcode: 3 };
const SERVFAIL: FakeReply = { rcode: 2 };
const FOUND: FakeReply = { addresses: ["192.0.2.1"] };

/** Servers that know some names: `name` or `server name`. */
function serversOf(
  known: Readonly<Record<string, FakeReply>>,
  count: number,
  conf = "search a.test b.test\n",
): FakeNames {
  const servers = [1, 2, 3].slice(0, count)
    .map((n) => `nameserver 192.0.2.${n}\n`);
  return fakeNames(
    ({ server, name }) =>
      known[`${server.slice(-1)} ${name}`] ?? known[name] ?? NXDOMAIN,
    { files: hostFiles(servers.join("") + conf) },
  );
}

async function look(
  { io }: FakeNames,
  name: string,
): Promise<readonly string[]> {
  const { signal } = new AbortController();
  const context = { io, signal, timeoutMs: 2000 };
  const { observations } = await io.clock.run(probeResolver({ name }, context));
  assertEquals(io.clock.sleeping, 0);
  return observations.map(({ detail, outcome }) =>
    `${detail.address?.slice(-1)} ${outcome} ${detail.name}`
  );
}

Deno.test("`probeResolver()` finds a short name under a later suffix", async () => {
  const world = serversOf({ "db.b.test": FOUND }, 1);
  assertEquals(await look(world, "db"), ["1 resolved db.b.test"]);
  assertEquals(world.questions.map(({ record, name }) => `${record} ${name}`), [
    "A db.a.test",
    "AAAA db.a.test",
    "A db.b.test",
    "AAAA db.b.test",
  ]);
});

Deno.test("`probeResolver()` denies a short name after the whole list", async () => {
  const world = serversOf({}, 1);
  assertEquals(await look(world, "db"), ["1 name-not-found db"]);
  assertEquals(world.questions.length, 4);
});

Deno.test("`probeResolver()` goes through the list at one server only", async () => {
  const world = serversOf({}, 3);
  assertEquals(await look(world, "db"), [
    "1 name-not-found db",
    "2 name-not-found db.a.test",
    "3 name-not-found db.a.test",
  ]);
  // Both families once, and two further names.
  assertEquals(world.questions.length, 2 + 1 + 1 + 2);
});

Deno.test("`probeResolver()` goes through the list where one server is dead", async () => {
  const world = serversOf({ "1 db.a.test": "silent", "db.b.test": FOUND }, 2);
  assertEquals(await look(world, "db"), ["2 resolved db.b.test"]);
});

Deno.test("`probeResolver()` tries the other names where all servers fail", async () => {
  const world = serversOf({ "db.a.test": SERVFAIL, "db": FOUND }, 2);
  assertEquals(await look(world, "db"), [
    "1 resolved db",
    "2 server-failure db.a.test",
  ]);
});

Deno.test("`probeResolver()` denies no short name for which a server failed", async () => {
  const world = serversOf({ "db.b.test": SERVFAIL }, 2);
  assertEquals(await look(world, "db"), ["1 server-failure db.b.test"]);
  const silent = serversOf({ "db.b.test": "silent" }, 2);
  assertEquals(await look(silent, "db"), ["1 resolver-refused db.b.test"]);
});

Deno.test("`probeResolver()` prefers a name without address to none", async () => {
  const world = serversOf({ "db.a.test": {}, "db.b.test": SERVFAIL }, 1);
  assertEquals(await look(world, "db"), ["1 no-records db"]);
});

Deno.test("`probeResolver()` holds a long name for what it is first", async () => {
  const found = serversOf({ "db.x.b.test": FOUND }, 1);
  assertEquals(await look(found, "db.x"), ["1 resolved db.x.b.test"]);
  // What a suffix yields does not outweigh that the name itself is denied.
  const failing = serversOf({ "db.x.a.test": SERVFAIL }, 1);
  assertEquals(await look(failing, "db.x"), ["1 name-not-found db.x"]);
});

Deno.test("`probeResolver()` minds how many dots are many", async () => {
  const conf = "search svc.test\noptions ndots:5\n";
  const world = serversOf({ "db.app.svc.test": FOUND }, 1, conf);
  assertEquals(await look(world, "db.app"), ["1 resolved db.app.svc.test"]);
  assertEquals(world.questions.length, 2);
});
