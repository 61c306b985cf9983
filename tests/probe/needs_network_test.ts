import { assertEquals } from "@std/assert/equals";
import { needsNetwork } from "../../src/probe/needs_network.ts";
import { FakeIo } from "../io/fake_io.ts";
import { hostFiles } from "./fake_names.ts";

const OUTSIDE = [{ address: "198.51.100.53", port: 53 }];
const HOSTS = "127.0.0.1 localhost\n10.0.0.7 known.test\n";
const FILES = hostFiles("", HOSTS);

Deno.test("`needsNetwork()` says so when no source of this host knows the name", async () => {
  const io = new FakeIo({ files: FILES });
  assertEquals(await needsNetwork("a.test", OUTSIDE, io), true);
});

for (const name of ["known.test", "localhost", "me.localhost", "bare"]) {
  Deno.test(`\`needsNetwork()\` denies it when this host may know ${name}`, async () => {
    const io = new FakeIo({ files: FILES });
    assertEquals(await needsNetwork(name, OUTSIDE, io), false);
  });
}

Deno.test("`needsNetwork()` denies it when a name server is on this host", async () => {
  const io = new FakeIo({ files: FILES });
  const servers = [...OUTSIDE, { address: "127.0.0.53", port: 53 }];
  assertEquals(await needsNetwork("a.test", servers, io), false);
});
