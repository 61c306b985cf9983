import { assertEquals } from "@std/assert/equals";
import { AgentAsks } from "../../src/app/agent_asks.ts";
import { AgentInquiry } from "../../src/app/agent_inquiry.ts";
import type { FailureMode } from "../../src/model/failure_modes.ts";
import { parseAgent } from "../../src/model/agent.ts";
import type { JournalFact, JournalRecord } from "../../src/model/journal.ts";
import type { Transition } from "../../src/model/transition.ts";
import { parseProxy } from "../../src/model/target.ts";
import { encodeJournalAnswer } from "../../src/wire/agent/journal_answer.ts";
import { FakeIo, ioError } from "../io/fake_io.ts";
import { PROXY_SILENT, verdictOf } from "../core/machine/samples.ts";

const INPUT = {
  agent: parseAgent("http://10.9.9.3"),
  token: "abcdefghijklmnop",
};

/** An inquiry in virtual time, with an agent that can be silent. */
class Scene {
  readonly causes: string[] = [];
  readonly problems: string[] = [];
  /** What the agent answers; nobody is there while it is undefined. */
  answer: ((io: FakeIo) => string) | undefined;
  readonly io: FakeIo = new FakeIo({ dial: () => this.#dial() });
  readonly world = { io: this.io, agents: new AgentAsks(this.io) };
  readonly #ended = new AbortController();
  readonly inquiries: AgentInquiry[] = [];

  begin(): AgentInquiry {
    const inquiry = new AgentInquiry({
      world: this.world,
      input: INPUT,
      proxy: parseProxy("http://10.9.0.3:3128"),
      timeoutMs: 500,
      onCause: (outage, { mode, certain }) =>
        this.causes.push(`${outage} ${mode} ${certain}`),
      onProblem: (words) => this.problems.push(words),
    }, this.#ended.signal);
    this.inquiries.push(inquiry);
    return inquiry;
  }

  get asked(): number {
    return this.io.calls.length;
  }

  async end(): Promise<void> {
    this.#ended.abort();
    const all = this.inquiries.map((inquiry) => inquiry.ended());
    await this.io.clock.run(Promise.all(all));
    assertEquals(this.io.clock.sleeping, 0);
  }

  #dial() {
    const { answer } = this;
    if (answer === undefined) {
      return Promise.reject(ioError("failed", { code: "EHOSTUNREACH" }));
    }
    const text = answer(this.io);
    return Promise.resolve(this.io.channel({
      steps: [{ asked: true }, text, null],
    }));
  }
}

/** A move now. */
function move(io: FakeIo, facts: Partial<Transition>): Transition {
  return {
    from: "suspect",
    to: "offline",
    cause: "verdict",
    phase: "after-connect",
    verdict: PROXY_SILENT,
    outage: 1,
    flapping: false,
    atMs: io.clock.monotonicMs(),
    sinceMs: 2000,
    ...facts,
  };
}

/** A journal in which the interface stands so since some second. */
function journal(atS: number, state: "up" | "no-carrier") {
  return (io: FakeIo): string => {
    const zeroMs = io.clock.wallMs() - io.clock.monotonicMs();
    const time = (ms: number) => ({
      at: new Date(zeroMs + ms).toISOString(),
      upMs: 1_000_000 + ms,
    });
    const facts: readonly (readonly [number, JournalFact])[] = [
      [-9, {
        kind: "start",
        bootId: "one",
        lastAliveAt: null,
        continued: false,
      }],
      [-9, { kind: "link", device: "eth0", state: "up" }],
      [atS, { kind: "link", device: "eth0", state }],
    ];
    const records = facts.map(([atS, fact], index): JournalRecord => ({
      n: index + 1,
      ...time(atS * 1000),
      ...fact,
    }));
    const now = { ...time(io.clock.monotonicMs()), bootId: "one" };
    const body = encodeJournalAnswer({ now, damaged: 0, records });
    return `HTTP/1.1 200 OK\r\n\r\n${body}`;
  };
}

const CABLE = "1 proxy-cable-unplugged true";

Deno.test("`AgentInquiry` tells the cause at once when the agent answers", async () => {
  const scene = new Scene();
  const inquiry = scene.begin();
  await scene.io.clock.advance(60_000);
  scene.answer = journal(58.5, "no-carrier");
  inquiry.hear(move(scene.io, {}));
  await scene.io.clock.advance(10);
  assertEquals(scene.causes, [CABLE]);
  await scene.io.clock.advance(600_000);
  inquiry.hear(move(scene.io, { cause: "refined" }));
  await scene.end();
  assertEquals([scene.asked, scene.problems], [1, []]);
});

Deno.test("`AgentInquiry` asks ever more seldom while nobody answers, and at once when the target is back", async () => {
  const scene = new Scene();
  const inquiry = scene.begin();
  await scene.io.clock.advance(60_000);
  inquiry.hear(move(scene.io, {}));
  await scene.io.clock.advance(16_000);
  assertEquals(scene.asked, 5);
  await scene.io.clock.advance(3_600_000);
  assertEquals(scene.asked, 5 + 120);
  scene.answer = journal(58.5, "no-carrier");
  inquiry.hear(move(scene.io, { to: "online", verdict: null }));
  await scene.io.clock.advance(10);
  assertEquals(scene.causes, [CABLE]);
  await scene.end();
});

Deno.test("`AgentInquiry` gives up some time after the target is back", async () => {
  const scene = new Scene();
  const inquiry = scene.begin();
  await scene.io.clock.advance(60_000);
  inquiry.hear(move(scene.io, {}));
  await scene.io.clock.advance(1500);
  inquiry.hear(move(scene.io, { to: "online", verdict: null }));
  const before = scene.asked;
  await scene.io.clock.advance(3_600_000);
  assertEquals(scene.asked - before, 8);
  assertEquals(scene.io.clock.sleeping, 0);
  await scene.end();
});

Deno.test("`AgentInquiry` says nothing when the journal shows nothing amiss", async () => {
  const scene = new Scene();
  const inquiry = scene.begin();
  await scene.io.clock.advance(60_000);
  scene.answer = journal(20, "no-carrier");
  inquiry.hear(move(scene.io, {}));
  await scene.io.clock.advance(1500);
  inquiry.hear(move(scene.io, { to: "online", verdict: null }));
  await scene.io.clock.advance(10);
  const { asked } = scene;
  await scene.io.clock.advance(600_000);
  assertEquals([scene.asked, scene.causes], [asked, []]);
  await scene.end();
});

Deno.test("`AgentInquiry` tells the cause when this machine's clock was set", async () => {
  const scene = new Scene();
  const inquiry = scene.begin();
  await scene.io.clock.advance(60_000);
  inquiry.hear(move(scene.io, {}));
  await scene.io.clock.advance(500);
  scene.io.clock.jumpWall(-3_600_000);
  scene.answer = journal(58.5, "no-carrier");
  await scene.io.clock.advance(1000);
  assertEquals(scene.causes, [CABLE]);
  await scene.end();
});

Deno.test("`AgentInquiry` asks nobody when only others could know", async () => {
  const modes: readonly (FailureMode | null)[] = [
    null,
    "proxy-stopped",
    "proxy-cable-unplugged",
  ];
  const scene = new Scene();
  const inquiry = scene.begin();
  for (const mode of modes) {
    inquiry.hear(move(scene.io, { verdict: mode && verdictOf(mode) }));
  }
  const { outage: _outage, ...doubt } = move(scene.io, { to: "suspect" });
  inquiry.hear(doubt);
  await scene.end();
  assertEquals(scene.asked, 0);
});

Deno.test("`AgentInquiry` says so and asks no more when the token is refused", async () => {
  const scene = new Scene();
  scene.answer = () => "HTTP/1.1 401 Unauthorized\r\n\r\n";
  const inquiry = scene.begin();
  inquiry.hear(move(scene.io, {}));
  await scene.io.clock.advance(600_000);
  assertEquals(scene.asked, 1);
  assertEquals(scene.problems, [
    "the agent at 10.9.9.3:4579 demands another token",
  ]);
  await scene.end();
});

Deno.test("`AgentInquiry` asks once for all watches that fall silent together", async () => {
  const scene = new Scene();
  const inquiries = Array.from({ length: 100 }, () => scene.begin());
  await scene.io.clock.advance(60_000);
  scene.answer = journal(58.5, "no-carrier");
  for (const inquiry of inquiries) inquiry.hear(move(scene.io, {}));
  await scene.io.clock.advance(10);
  assertEquals(scene.causes, inquiries.map(() => CABLE));
  assertEquals(scene.asked, 1);
  await scene.end();
});

Deno.test("`AgentInquiry` lets the oldest outages go when there are many", async () => {
  const scene = new Scene();
  const inquiry = scene.begin();
  for (let outage = 1; outage <= 10; outage++) {
    inquiry.hear(move(scene.io, { outage }));
    await scene.io.clock.advance(10);
    inquiry.hear(move(scene.io, { outage, to: "online", verdict: null }));
  }
  await scene.io.clock.advance(10);
  assertEquals(scene.io.clock.sleeping, 4);
  await scene.end();
});
