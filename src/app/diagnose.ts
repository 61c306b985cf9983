import { classify } from "../core/classify/classify.ts";
import { pathOf } from "../core/classify/path.ts";
import { closingEvent } from "../core/machine/judgement.ts";
import { step } from "../core/machine/step.ts";
import { boundedIo } from "../io/bounded.ts";
import { createDenoIo } from "../io/deno.ts";
import type { Io } from "../io/io.ts";
import {
  type Diagnosis,
  DIAGNOSIS_SCHEMA,
  type DiagnosisTransition,
} from "../model/diagnosis.ts";
import type { AgentAccess } from "../model/agent.ts";
import type { Observation } from "../model/observation.ts";
import { DEFAULT_POLICY } from "../model/policy.ts";
import { INITIAL_STATE } from "../model/state.ts";
import type { ProxyTarget, Target } from "../model/target.ts";
import type { Verdict } from "../model/verdict.ts";
import type { AgentInput } from "../probe/agent.ts";
import { LinkedAbort } from "../probe/linked_abort.ts";
import { createHostReader } from "../probe/host_reader.ts";
import { probeSelf } from "../probe/self.ts";
import { agentEvidence, parseAccess } from "./agent_evidence.ts";
import { parseQuestion, type Question } from "./question.ts";
import { reapingIo } from "./reaping_io.ts";
import { secretsOf } from "./redact.ts";
import { Run } from "./run.ts";
import type { LookSharing } from "./shared_looks.ts";
import { Walk } from "./walk.ts";

/** Options of {@linkcode diagnose}. */
export interface DiagnoseOptions {
  /** The proxy between this machine and the target. @default none */
  readonly proxy?: string | ProxyTarget;
  /**
   * The longest that one probe may wait for an answer, in milliseconds, 10 to
   * 600000.
   *
   * @default {2000}
   */
  readonly timeoutMs?: number;
  /**
   * Hosts expected to be alive, at most 3: they tell a broken path from a dead
   * target.
   *
   * @default {[]}
   */
  readonly references?: readonly string[];
  /**
   * Name servers to ask instead of the configured ones, at most 3, as
   * `address` or `address:port`.
   *
   * @default the system's
   */
  readonly nameServers?: readonly string[];
  /**
   * The agent on the proxy machine, asked where that machine is silent.
   * @default none
   */
  readonly agent?: AgentAccess;
  /** Ends the diagnosis; it then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Is told of each fact as it comes in. */
  readonly onObservation?: (observation: Observation) => void;
  /** Is told what is being waited for, whenever that changes. */
  readonly onWaiting?: (what: readonly string[]) => void;
}

/**
 * Finds out where the path to a target is broken, and why: one cold look.
 *
 * It contacts the target, the proxy, the references, the agent, and this
 * machine's own gateway and name servers, and nobody else; it sends at most 20 packets and
 * starts at most 12 subprocesses.
 *
 * @param target The target: `host:port`, a URL, or one that was parsed.
 * @param options Where to look from, and how long.
 * @returns What is broken, with all that was seen.
 * @throws {SyntaxError} If target, proxy, reference or name server cannot be
 * read.
 * @throws {RangeError} If a port, the time-out or a count is out of range.
 *
 * @example Name what is wrong with a port that nobody serves
 * ```ts
 * import { diagnose } from "@faultline/faultline";
 * import { assertEquals } from "@std/assert/equals";
 *
 * const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
 * const { port } = listener.addr;
 * listener.close();
 *
 * const { verdict } = await diagnose(`tcp://127.0.0.1:${port}`);
 * assertEquals(verdict?.mode, "server-stopped");
 * ```
 */
export function diagnose(
  target: string | Target,
  options: DiagnoseOptions = {},
): Promise<Diagnosis> {
  return diagnoseWith(createDenoIo(), target, options);
}

/** Does the same in another world. */
export async function diagnoseWith(
  world: Io,
  target: string | Target,
  options: DiagnoseOptions = {},
): Promise<Diagnosis> {
  const agent = parseAccess(options.agent);
  const question = parseQuestion(target, options);
  return await answerQuestion(world, question, { ...options, agent });
}

/** Who follows a diagnosis, and how it ends. */
export interface DiagnosisListener
  extends Pick<DiagnoseOptions, "signal" | "onObservation" | "onWaiting"> {
  /** When all probes have had their time, on the monotonic clock. */
  readonly endsAtMs?: number;
  /** The agent on the proxy machine, if there is one to ask. */
  readonly agent?: AgentInput | undefined;
  /** What other diagnoses look at as well. @default nothing */
  readonly shared?: LookSharing;
}

/** Does the same for a question that was checked. */
export async function answerQuestion(
  world: Io,
  question: Question,
  options: DiagnosisListener = {},
): Promise<Diagnosis> {
  const signal = options.signal ?? new AbortController().signal;
  signal.throwIfAborted();
  const { io, reaped } = reapingIo(boundedIo(world));
  const startedAt = new Date(io.clock.wallMs()).toISOString();
  const startMs = io.clock.monotonicMs();
  const observations = await gather(io, question, options, signal)
    .finally(reaped);
  const elapsedMs = io.clock.monotonicMs() - startMs;
  return diagnosisOf(question, observations, { startedAt, elapsedMs });
}

/** When a diagnosis was made. */
type DiagnosisTimes = Pick<Diagnosis, "startedAt" | "elapsedMs">;

/**
 * Judges what was seen.
 *
 * @param question What was asked.
 * @param observations All that was seen.
 * @param times When.
 * @returns The diagnosis.
 */
export function diagnosisOf(
  question: Pick<Question, "target" | "proxy">,
  observations: readonly Observation[],
  { startedAt, elapsedMs }: DiagnosisTimes,
): Diagnosis {
  const verdict = classify(observations);
  return {
    schema: DIAGNOSIS_SCHEMA,
    target: question.target.url,
    proxy: question.proxy?.url ?? null,
    phase: "before-connect",
    healthy: verdict === null,
    ...runThroughMachine(verdict, elapsedMs),
    verdict,
    path: pathOf(observations, { ...question, verdict }),
    observations,
    startedAt,
    elapsedMs: Math.round(elapsedMs * 1000) / 1000,
  };
}

/** Looks until the verdict stands; the observer itself is watched beside. */
async function gather(
  io: Io,
  question: Question,
  options: DiagnosisListener,
  signal: AbortSignal,
): Promise<readonly Observation[]> {
  const { onObservation, onWaiting, endsAtMs, agent, shared } = options;
  const ended = new LinkedAbort(signal);
  const { timeoutMs, target, proxy } = question;
  const secrets = [target, proxy].flatMap((one) => secretsOf(one?.credentials));
  const told = { onObservation, onWaiting, endsAtMs, shared };
  const run = new Run({ io, timeoutMs, signal, secrets, ...told });
  const host = shared?.host ?? createHostReader(io, run.signal);
  new Walk({ ...question, run, host }).start();
  // After the first packets: its timer is the first one, which costs 5 ms.
  const self = probeSelf({}, { io, signal: ended.signal, timeoutMs });
  try {
    await run.finish();
  } finally {
    ended.end();
  }
  const { observations } = await self;
  const seen = [...run.observations, ...observations];
  if (agent !== undefined) onWaiting?.([`agent ${agent.agent.authority}`]);
  const context = { io, signal, timeoutMs };
  const journals = await agentEvidence(seen, agent, context);
  for (const one of [...observations, ...journals]) onObservation?.(one);
  return [...seen, ...journals];
}

/** Runs the result through the machine that a watch lives in. */
function runThroughMachine(verdict: Verdict | null, elapsedMs: number) {
  const started = step(
    INITIAL_STATE,
    { kind: "start", atMs: 0, seed: 0 },
    DEFAULT_POLICY,
  );
  const { state, transitions } = step(
    started.state,
    closingEvent(verdict, { epoch: started.state.epoch, atMs: elapsedMs }),
    DEFAULT_POLICY,
  );
  return {
    state: state.name,
    transitions: [...started.transitions, ...transitions].map(
      ({ from, to, cause, sinceMs }): DiagnosisTransition => ({
        from,
        to,
        cause,
        sinceMs: Math.round(sinceMs * 1000) / 1000,
      }),
    ),
  };
}
