import { assertEquals } from "@std/assert/equals";
import { assertRejects } from "@std/assert/rejects";
import { assertThrows } from "@std/assert/throws";
import { discoverWith } from "../../src/app/discover.ts";
import type {
  DatagramAnswer,
  DiscoveryIo,
  LocalNetwork,
} from "../../src/io/discovery_io.ts";
import { type ExchangeOptions, IoError } from "../../src/io/io.ts";
import type { Discovered } from "../../src/model/discovered.ts";
import { answerDiscovery } from "../../src/wire/heartbeat/discovery.ts";
import { never } from "../io/fake_channel.ts";
import { FakeIo, ioError } from "../io/fake_io.ts";

const ANSWER = answerDiscovery(new Uint8Array(1)) ?? new Uint8Array(0);

/** Who answers to an address, and after how many milliseconds. */
type Hosts = Readonly<Record<string, readonly (readonly [string, number])[]>>;

/** A network of scripted hosts in virtual time. */
class FakeNetwork extends FakeIo implements DiscoveryIo {
  readonly #hosts: Hosts;
  readonly #networks: readonly LocalNetwork[] | IoError;

  constructor(hosts: Hosts, networks: readonly LocalNetwork[] | IoError = []) {
    super();
    this.#hosts = hosts;
    this.#networks = networks;
  }

  localNetworks(): readonly LocalNetwork[] {
    if (this.#networks instanceof IoError) throw this.#networks;
    return this.#networks;
  }

  async *ask(
    _query: Uint8Array,
    { address, port, signal }: ExchangeOptions,
  ): AsyncIterable<DatagramAnswer> {
    this.calls.push(`ask ${address} ${port} at ${this.clock.monotonicMs()}`);
    const hosts = this.#hosts[address];
    if (hosts === undefined) throw ioError("failed", { code: "UNKNOWN" });
    let passedMs = 0;
    for (const [host, tookMs] of hosts) {
      await this.clock.sleep(tookMs - passedMs, signal);
      passedMs = tookMs;
      const bytes = host === "stranger" ? Uint8Array.of(1) : ANSWER;
      yield { address: host, port, bytes, tookMs };
    }
    await never(signal);
  }
}

async function all(found: AsyncIterable<Discovered>): Promise<Discovered[]> {
  const list: Discovered[] = [];
  for await (const one of found) list.push(one);
  return list;
}

Deno.test("`discover()` tells each server once, with its time", async () => {
  const io = new FakeNetwork({
    "192.0.2.255": [["192.0.2.2", 1.23456], ["stranger", 2], ["192.0.2.3", 5]],
    "192.0.2.3": [["192.0.2.3", 9]],
  });
  const addresses = ["192.0.2.255", "192.0.2.3"];
  const found = await io.clock.run(
    all(discoverWith(io, { addresses, port: 7, forMs: 1000 })),
  );
  assertEquals(
    found.map(({ address, roundTripMs, via }) => [address, roundTripMs, via]),
    [["192.0.2.2", 1.235, "192.0.2.255"], ["192.0.2.3", 5, "192.0.2.255"]],
  );
  assertEquals(io.clock.monotonicMs(), 1000);
  assertEquals(io.clock.sleeping, 0);
  assertEquals(io.calls.filter((call) => call.includes("192.0.2.255")), [
    "ask 192.0.2.255 7 at 0",
    "ask 192.0.2.255 7 at 250",
    "ask 192.0.2.255 7 at 500",
  ]);
});

Deno.test("`discover()` asks every local network unless told whom", async () => {
  const networks = [
    { address: "127.0.0.1", netmask: "255.0.0.0" },
    { address: "192.0.2.7", netmask: "255.255.255.0" },
    { address: "192.0.2.8", netmask: "255.255.255.0" },
    { address: "198.51.100.1", netmask: "255.255.255.255" },
  ];
  const cases = [
    [networks, ["255.255.255.255", "192.0.2.255"], 0],
    [networks.slice(0, 1), ["127.255.255.255"], 1],
    [[], ["255.255.255.255"], 0],
    [
      ioError("not-permitted", { permission: "--allow-sys" }),
      ["255.255.255.255"],
      1,
    ],
  ] as const;
  for (const [known, expected, told] of cases) {
    const hosts = Object.fromEntries(expected.map((address) => [address, []]));
    const io = new FakeNetwork(hosts, known);
    const problems: string[] = [];
    const onProblem = (problem: string) => problems.push(problem);
    await io.clock.run(all(discoverWith(io, { onProblem })));
    const asked = new Set(io.calls.map((call) => call.split(" ")[1]));
    assertEquals([...asked], [...expected]);
    assertEquals(problems.length, told);
  }
});

Deno.test("`discover()` goes on where one address cannot be asked", async () => {
  const io = new FakeNetwork({ "192.0.2.2": [["192.0.2.2", 1]] });
  const problems: string[] = [];
  const found = await io.clock.run(all(discoverWith(io, {
    addresses: ["192.0.2.255", "192.0.2.2"],
    onProblem: (problem) => problems.push(problem),
  })));
  assertEquals(found.length, 1);
  assertEquals(problems, [
    "Cannot ask 192.0.2.255: no network leads there, or a rule of this " +
    "machine forbids it",
  ]);
  assertEquals(io.calls.length, 4);
});

Deno.test("`discover()` is quiet on a broadcast that others stand in for", async () => {
  const networks = [{ address: "192.0.2.7", netmask: "255.255.255.0" }];
  const io = new FakeNetwork({ "192.0.2.255": [["192.0.2.2", 1]] }, networks);
  const problems: string[] = [];
  const onProblem = (problem: string) => problems.push(problem);
  const found = await io.clock.run(all(discoverWith(io, { onProblem })));
  assertEquals([found.length, problems], [1, []]);
  const cut = new FakeNetwork({}, networks);
  await assertRejects(
    () => cut.clock.run(all(discoverWith(cut, { onProblem }))),
    IoError,
  );
  assertEquals(problems.length, 2);
});

Deno.test("`discover()` throws when nobody can be asked, at once", async () => {
  const io = new FakeNetwork({});
  const addresses = ["192.0.2.255"];
  await assertRejects(
    () => io.clock.run(all(discoverWith(io, { addresses }))),
    IoError,
  );
  assertEquals(io.clock.sleeping, 0);
});

Deno.test("`discover()` ends with its signal and with its reader", async () => {
  const io = new FakeNetwork({ "192.0.2.2": [["192.0.2.2", 1]] });
  const addresses = ["192.0.2.2"];
  const stop = new AbortController();
  const found = all(discoverWith(io, { addresses, signal: stop.signal }));
  await io.clock.advance(100);
  stop.abort();
  assertEquals((await found).length, 1);
  const first = async () => {
    for await (const one of discoverWith(io, { addresses })) return one;
    return undefined;
  };
  const work = first();
  await io.clock.advance(10);
  assertEquals((await work)?.address, "192.0.2.2");
  assertEquals(io.clock.sleeping, 0);
});

Deno.test("`discover()` refuses what it cannot use", () => {
  const io = new FakeNetwork({});
  for (
    const options of [
      { addresses: ["localhost"] },
      { addresses: new Array(65).fill("192.0.2.1") },
      { port: 0 },
      { forMs: 1 },
    ]
  ) {
    assertThrows(() => discoverWith(io, options));
  }
});
