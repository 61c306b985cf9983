import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import { assertMatch } from "@std/assert/match";
import { assertRejects } from "@std/assert/rejects";
import { agentWith } from "../../src/app/agent.ts";
import { IoError } from "../../src/io/io.ts";
import type { JournalRecord } from "../../src/model/journal.ts";
import {
  encodeJournalLine,
  readJournalText,
} from "../../src/wire/agent/journal_file.ts";
import { FakeAgentIo } from "./fake_agent_io.ts";

const TOKEN = "abcdefghijklmnop";

/** An agent in virtual time. */
class Scene {
  readonly io = new FakeAgentIo();
  readonly problems: string[] = [];
  readonly #interfaces: readonly string[];

  constructor(interfaces: readonly string[] = []) {
    this.#interfaces = interfaces;
  }

  async begin() {
    return await this.io.clock.run(agentWith(this.io, {
      journal: "journal",
      token: TOKEN,
      interfaces: this.#interfaces,
      onProblem: (words) => this.problems.push(words),
    }));
  }

  /** The records in the newer file, without their times. */
  written(): string[] {
    const { records, damaged } = readJournalText(this.io.file.newer);
    assertEquals(damaged, 0);
    return records.map(wordsOf);
  }

  /** Asks with a request, and gives the answer. */
  async ask(request: string): Promise<string> {
    const channel = this.io.channel({ steps: [request] });
    this.io.connect(channel);
    await this.io.clock.advance(1);
    return channel.writtenText;
  }
}

function wordsOf(record: JournalRecord): string {
  const { n, at: _at, upMs: _upMs, ...fact } = record;
  return [n, ...Object.values(fact)].join(" ");
}

const BEGUN = [
  "1 start 6ee238a2-2899-415b-9cf2-9196cd9411dd  false",
  "2 link eth0 up",
  "3 address eth0 10.9.0.3 true",
];

Deno.test("`agentWith()` writes how all stands, then each change, and its end", async () => {
  const scene = new Scene();
  const { io } = scene;
  const agent = await scene.begin();
  const nic = io.nics.get("eth0");
  assert(nic);
  nic.up = false;
  await io.clock.advance(200);
  io.say("3: eth0: <BROADCAST,MULTICAST> mtu 1500 qdisc noqueue state DOWN");
  await io.clock.advance(200);
  nic.up = true;
  nic.carrier = false;
  nic.addresses = [];
  // Nobody tells; it is found with the next sign of life.
  await io.clock.advance(5000);
  assertEquals(scene.written().slice(3), [
    "4 link eth0 disabled",
    "5 link eth0 no-carrier",
    "6 address eth0 10.9.0.3 false",
  ]);
  await io.clock.run(agent.close());
  await agent.closed;
  assertEquals(scene.written().slice(0, 3), BEGUN);
  assertEquals(scene.written().slice(6), ["7 stop"]);
  assertEquals([io.file.closed, io.running], [true, 0]);
  assertEquals(io.clock.sleeping, 0);
  assertEquals(scene.problems, []);
});

Deno.test("`agentWith()` keeps to the interfaces that are named", async () => {
  const scene = new Scene(["eth1", "eth9"]);
  const nic = { up: true, carrier: false, addresses: [] };
  scene.io.nics.set("eth1", nic);
  await scene.io.clock.run((await scene.begin()).close());
  assertEquals(scene.written().slice(1), ["2 link eth1 no-carrier", "3 stop"]);
  assertEquals(scene.problems, ['there is no interface "eth9" yet']);
});

Deno.test("`agentWith()` gives a sign of life every five seconds", async () => {
  const scene = new Scene();
  const agent = await scene.begin();
  await scene.io.clock.advance(150);
  const first = scene.io.file.mark;
  await scene.io.clock.advance(5000);
  assert(scene.io.file.mark !== first);
  await scene.io.clock.run(agent.close());
});

Deno.test("`agentWith()` says that it was blind, and then how all stands", async () => {
  const scene = new Scene();
  const agent = await scene.begin();
  await scene.io.clock.advance(150);
  scene.io.isBlind = true;
  await scene.io.clock.advance(12_000);
  scene.io.isBlind = false;
  await scene.io.clock.advance(6000);
  await scene.io.clock.run(agent.close());
  assertEquals(scene.written().slice(3), [
    "4 blind",
    "5 link eth0 up",
    "6 address eth0 10.9.0.3 true",
    "7 stop",
  ]);
  assertEquals(scene.problems.length, 1);
});

Deno.test("`agentWith()` begins a file with how all stands when one is full", async () => {
  const scene = new Scene();
  scene.io.file.newer = Array.from({ length: 2200 }, (_, index) => ({
    n: index + 1,
    at: "2026-01-01T00:00:00.000Z",
    upMs: null,
    kind: "link" as const,
    device: "eth1",
    state: "up" as const,
  })).map(encodeJournalLine).join("");
  assert(scene.io.file.newer.length < 262_144);
  const agent = await scene.begin();
  const nic = scene.io.nics.get("eth0");
  assert(nic);
  while (scene.io.file.older === "") {
    nic.carrier = !nic.carrier;
    scene.io.say("3: eth0: <NO-CARRIER,BROADCAST,UP> mtu 1500 state DOWN");
    await scene.io.clock.advance(150);
  }
  const { older, newer } = scene.io.file;
  assert(older.length <= 262_144 && newer.length <= 262_144);
  const [start = "", link, address] = scene.written();
  assertMatch(start, /^\d+ start \S+ {2}true$/);
  assertMatch(`${link} ${address}`, /eth0 (up|no-carrier) .*10.9.0.3 true$/);
  const numbers = readJournalText(older + newer).records.map(({ n }) => n);
  assertEquals(numbers, numbers.map((_, index) => index + 1));
  const answer = await scene.ask(request());
  const { records } = JSON.parse(answer.split("\r\n\r\n")[1] ?? "");
  assertEquals(records.length, numbers.length);
  await scene.io.clock.run(agent.close());
});

Deno.test("`agentWith()` goes on when the disk is full, and begins a file later", async () => {
  const scene = new Scene();
  const agent = await scene.begin();
  const { io } = scene;
  const nic = io.nics.get("eth0");
  assert(nic);
  await io.clock.advance(150);
  io.file.failing = 2;
  nic.carrier = false;
  await io.clock.advance(5000);
  const answer = await scene.ask(request());
  assertMatch(answer, /"device":"eth0","state":"no-carrier"/);
  nic.carrier = true;
  await io.clock.advance(5000);
  await io.clock.run(agent.close());
  assertMatch(scene.written()[0] ?? "", /^5 start \S+ {2}true$/);
  assertEquals(scene.written().at(-1)?.split(" ")[1], "stop");
  assertEquals(scene.problems, ["journal: ENOSPC"]);
});

Deno.test("`agentWith()` goes on where the agent before it ended", async () => {
  const scene = new Scene();
  await scene.io.clock.run((await scene.begin()).close());
  scene.io.file.closed = false;
  scene.io.bootId = "00000000-2899-415b-9cf2-9196cd9411dd";
  await scene.io.clock.run((await scene.begin()).close());
  const [, , , , again = ""] = scene.written();
  assertMatch(again, /^5 start 00000000-\S+ 2026-01-02T03:04:\S+Z false$/);
});

function request(token = TOKEN, path = "/journal"): string {
  return `GET ${path} HTTP/1.1\r\nAuthorization: Bearer ${token}\r\n\r\n`;
}

Deno.test("`agentWith()` hands the journal over to whoever shows the token", async () => {
  const scene = new Scene();
  const agent = await scene.begin();
  const answer = await scene.ask(request());
  const [head = "", body = ""] = answer.split("\r\n\r\n");
  assertMatch(head, /^HTTP\/1.1 200 OK\r\n/);
  assertMatch(head, new RegExp(`Content-Length: ${body.length}\r\n`));
  const { schema, now, records } = JSON.parse(body);
  assertEquals([schema, now.bootId, records.length], [
    "faultline/journal@1",
    scene.io.bootId,
    3,
  ]);
  const later = await scene.ask(
    request(TOKEN, "/journal?since=2027-01-01T00:00:00Z"),
  );
  assertMatch(later, /"records":\[\]/);
  await scene.io.clock.run(agent.close());
});

Deno.test("`agentWith()` refuses everybody else, and ends in time", async () => {
  const scene = new Scene();
  const agent = await scene.begin();
  const rows = [
    [request("abcdefghijklmnoq"), 401],
    [request(""), 401],
    ["GET /journal HTTP/1.1\r\n\r\n", 401],
    [request(TOKEN, "/"), 404],
    [`POST /journal HTTP/1.1\r\n\r\n`, 405],
    ["\x16\x03\x01\r\n\r\n", 400],
    ["x".repeat(9000), 400],
  ] as const;
  for (const [text, status] of rows) {
    const answer = await scene.ask(text);
    assertMatch(answer, new RegExp(`^HTTP/1.1 ${status} `));
    assert(!answer.includes(TOKEN) && !answer.includes("eth0"));
  }
  const silent = scene.io.channel();
  scene.io.connect(silent);
  await scene.io.clock.advance(6000);
  assertEquals([silent.closed, silent.writtenText], [true, ""]);
  await scene.io.clock.run(agent.close());
});

Deno.test("`agentWith()` turns a crowd away", async () => {
  const scene = new Scene();
  const agent = await scene.begin();
  const crowd = Array.from({ length: 200 }, () => scene.io.channel());
  for (const channel of crowd) scene.io.connect(channel);
  await scene.io.clock.advance(1);
  const answers = crowd.map((channel) => channel.writtenText.slice(9, 12));
  const kinds = ["", "503"].map((kind) =>
    answers.filter((answer) => answer === kind).length
  );
  assertEquals(kinds[0], 64);
  assertEquals(kinds[1], 136);
  await scene.io.clock.run(agent.close());
  assert(crowd.every((channel) => channel.closed));
});

Deno.test("`agentWith()` refuses to begin when it could not see", async () => {
  const scene = new Scene();
  scene.io.isBlind = true;
  await assertRejects(() => scene.begin(), IoError, "Cannot watch this");
  assertEquals(scene.io.file.closed, true);
});

Deno.test("`agentWith()` refuses a file that holds something else", async () => {
  const scene = new Scene();
  scene.io.file.newer = "root:x:0:0:root:/root:/bin/bash\n";
  await assertRejects(() => scene.begin(), IoError, "something else");
  assertEquals(scene.io.file.newer, "root:x:0:0:root:/root:/bin/bash\n");
});
