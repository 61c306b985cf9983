import { assertEquals } from "@std/assert/equals";
import { EgressFilter } from "../../src/app/egress_filter.ts";
import type { NetworkChange } from "../../src/wire/ip_monitor.ts";
import { FakeIo, finished } from "../io/fake_io.ts";

const ROUTE = JSON.stringify([{
  dst: "10.77.2.20",
  gateway: "10.77.1.1",
  dev: "eth0",
  prefsrc: "10.77.1.10",
  flags: [],
}]);

async function learnt(remote: string): Promise<EgressFilter> {
  const io = new FakeIo({ spawn: () => Promise.resolve(finished(ROUTE)) });
  const filter = new EgressFilter(io);
  const session = { local: "10.77.1.10:40000", remote };
  await io.clock.run(filter.learn(session, new AbortController().signal));
  return filter;
}

const LINK = { kind: "lost", what: "link", device: "eth0" } as const;

Deno.test("`EgressFilter` lets changes of the session's own way through", async () => {
  const filter = await learnt("10.77.2.20:4578");
  const cases: readonly (readonly [NetworkChange, boolean])[] = [
    [LINK, true],
    [{ ...LINK, device: "docker0" }, false],
    [{ ...LINK, device: "lo" }, false],
    [{ ...LINK, what: "address", address: "10.77.1.10" }, true],
    [{ ...LINK, what: "address", address: "2001:db8::7" }, false],
    [{ ...LINK, what: "route", device: "wlan0", isDefault: true }, true],
    [{ ...LINK, what: "route", device: "wlan0", isDefault: false }, false],
  ];
  for (const [change, expected] of cases) {
    assertEquals(filter.concerns(change), expected, JSON.stringify(change));
  }
});

Deno.test("`EgressFilter` takes no change for a break of loopback", async () => {
  const filter = await learnt("127.0.0.1:4578");
  assertEquals(filter.concerns(LINK), false);
});

Deno.test("`EgressFilter` takes whatever comes for a remedy while it knows no way", () => {
  const filter = new EgressFilter(new FakeIo());
  assertEquals(filter.concerns(LINK), false);
  assertEquals(filter.concerns({ ...LINK, kind: "regained" }), true);
});
