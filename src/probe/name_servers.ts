import type { Observation } from "../model/observation.ts";
import type { NameServerAddress } from "../model/name_server.ts";
import { lostLook } from "./lost.ts";
import {
  isDenial,
  type NameAnswer,
  serverDetail,
  serverSubject,
} from "./name_answer.ts";
import { type AskContext, askNameServer } from "./name_server.ts";
import { pause } from "./pause.ts";
import { type Look, startLook } from "./record.ts";

/** A name to look up at several servers. */
export interface NameSearch {
  /** The name as a person wrote it. */
  readonly name: string;
  /** The full names that it may stand for, in the order tried. */
  readonly names: readonly string[];
  /** The servers, in the order that the system asks them. */
  readonly servers: readonly NameServerAddress[];
}

/** Where and until when to ask. */
export interface SearchContext extends AskContext {
  /** Whether the whole time has passed, so that silence counts. */
  readonly hasExpired: () => boolean;
}

/**
 * How long other servers are waited for once one has decided, in milliseconds:
 * twice as long as that one took and a little, since they were asked together,
 * and no longer than a person would notice.
 */
const OTHERS_GRACE_MS = { least: 10, most: 50 } as const;

/**
 * Asks every server by itself, all at once, so that each says what it is like.
 *
 * The first server is asked for both families, the others for IPv4 unless more
 * is needed, to save packets. All are asked for the first full name; the rest
 * of the list is gone through by one, the first that denies: as the system
 * does, which asks another server only where one fails.
 *
 * @param search What is asked of whom.
 * @param context The world and the end of the wait.
 * @returns One observation a server, without those that had not answered yet
 * when another had decided, or the look was ended early. Addresses decide at
 * once; a denial decides unless a server before it in the order has more to say,
 * since the system believes the first that answers.
 */
export function askNameServers(
  search: NameSearch,
  context: SearchContext,
): Promise<readonly Observation[]> {
  return new Round(search, context).run();
}

/** What is known of one server. */
interface Seen {
  readonly index: number;
  readonly look: Look;
  readonly answer: NameAnswer;
  readonly observation: Observation;
}

class Round {
  readonly #search: NameSearch;
  readonly #context: SearchContext;
  /** Ends what is under way at each server. */
  readonly #ends: readonly AbortController[];
  /** The server that goes through the rest of the list. */
  #leader: number | undefined;
  /** What runs on after a server has decided. */
  readonly #graces: Promise<void>[] = [];
  #isFound = false;
  #firstHasBoth = false;

  constructor(search: NameSearch, context: SearchContext) {
    this.#search = search;
    this.#context = context;
    this.#ends = search.servers.map(() => new AbortController());
  }

  async run(): Promise<readonly Observation[]> {
    const { servers } = this.#search;
    let all = await Promise.all(servers.map((_, index) => this.#ask(index)));
    // Where all fail at the first name, the system still tries the others.
    const failed = all.find(({ answer }) => hasFailed(answer));
    if (failed !== undefined && this.#mayLead()) {
      const answer = await this.#goOn(failed.index, failed.answer);
      const again = this.#seen(failed.index, failed.look, answer);
      all = all.map((seen) => seen === failed ? again : seen);
    }
    this.#ends.forEach((end) => end.abort());
    await Promise.all(this.#graces);
    const isLate = this.#context.hasExpired();
    return this.#withoutUnproven(all)
      .filter(({ answer }) => isLate || !answer.isOpen)
      .map(({ observation }) => observation);
  }

  async #ask(index: number): Promise<Seen> {
    const subject = serverSubject(this.#serverAt(index));
    const look = startLook(
      { probe: "resolver", segment: "resolver", subject },
      this.#context.io,
    );
    const [name = this.#search.name] = this.#search.names;
    let answer = await this.#askFor(name, index, index === 0);
    if (index === 0) this.#firstHasBoth = answer.outcome === "resolved";
    if (isDenial(answer.outcome)) {
      if (this.#mayLead()) answer = await this.#goOn(index, answer);
      const isWhole = this.#search.names.length === 1 || this.#leader === index;
      if (isWhole && isDenial(answer.outcome)) this.#end(answer, index + 1);
    }
    return this.#seen(index, look, answer);
  }

  async #askFor(
    name: string,
    index: number,
    atOnce = false,
  ): Promise<NameAnswer> {
    const { io, signal } = this.#context;
    const server = this.#serverAt(index);
    const wantsBoth = () => index === this.#leader || !this.#firstHasBoth;
    const answer = await askNameServer(
      { server, name, atOnce, wantsBoth },
      { io, signal: AbortSignal.any([signal, this.#endOf(index)]) },
    );
    if (answer.outcome === "resolved") {
      this.#isFound = true;
      this.#end(answer, 0);
    }
    return answer;
  }

  /** Ends the servers from one on, after a while. */
  #end(answer: NameAnswer, fromIndex: number): void {
    const { least, most } = OTHERS_GRACE_MS;
    const durationMs = Math.min(2 * (answer.detail.rttMs ?? 0) + least, most);
    const last = this.#ends.at(-1)?.signal ?? this.#context.signal;
    const signal = AbortSignal.any([this.#context.signal, last]);
    this.#graces.push(
      pause(this.#context.io, durationMs, signal).then(() =>
        this.#ends.slice(fromIndex).forEach((end) => end.abort())
      ),
    );
  }

  #serverAt(index: number): NameServerAddress {
    const server = this.#search.servers[index];
    if (server !== undefined) return server;
    throw new RangeError(`Cannot ask a server as number ${index}: none`);
  }

  #endOf(index: number): AbortSignal {
    return this.#ends[index]?.signal ?? this.#context.signal;
  }

  #mayLead(): boolean {
    return this.#leader === undefined && !this.#isFound &&
      this.#search.names.length > 1 && !this.#context.signal.aborted;
  }

  /** Goes through the rest of the list at one server. */
  async #goOn(index: number, first: NameAnswer): Promise<NameAnswer> {
    this.#leader = index;
    const answers = [first];
    for (const name of this.#search.names.slice(1)) {
      if (this.#isFound || this.#endOf(index).aborted) break;
      const answer = await this.#askFor(name, index);
      if (answer.outcome === "resolved") return answer;
      answers.push(answer);
      if (!isDenial(answer.outcome) && !hasFailed(answer)) break;
    }
    return this.#conclude(answers);
  }

  /** As res_nsearch(3) of glibc weighs the answers for several names. */
  #conclude(answers: readonly NameAnswer[]): NameAnswer {
    const [first] = answers as readonly [NameAnswer];
    const { name, names } = this.#search;
    if (names[0] === name) return first;
    const last = answers.find(({ outcome }) => outcome === "no-records") ??
      answers.find(({ outcome }) => !isDenial(outcome)) ?? first;
    return isDenial(last.outcome)
      ? { ...last, detail: { ...last.detail, name } }
      : last;
  }

  /**
   * A server that denied one name of several has not denied them all; where
   * the list could not be gone through, its answer says nothing of the name.
   */
  #withoutUnproven(all: readonly Seen[]): readonly Seen[] {
    const { name, names } = this.#search;
    const leader = all.find(({ index }) => index === this.#leader);
    if (leader === undefined || names[0] === name) return all;
    const { outcome } = leader.answer;
    if (outcome === "resolved" || isDenial(outcome)) return all;
    return all.filter(({ answer }) => !isDenial(answer.outcome));
  }

  #seen(index: number, look: Look, answer: NameAnswer): Seen {
    const lost = answer.lost &&
      lostLook(answer.lost, "resolver", this.#context.io);
    const asked = serverDetail(this.#serverAt(index));
    const observation = lost === undefined
      ? look.end(answer.outcome, answer.detail)
      : { ...lost, detail: { ...lost.detail, ...asked } };
    return { index, look, answer, observation };
  }
}

/** Whether the server answered with an error. */
function hasFailed({ outcome }: NameAnswer): boolean {
  return outcome === "server-failure" || outcome === "query-refused";
}
