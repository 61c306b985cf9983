/**
 * Network diagnostics that name where a path is broken, and why.
 *
 * A path is an ordered list of segments: link, network, gateway, resolver,
 * proxy, server, session. {@linkcode diagnose} looks at all of them at once
 * and names the nearest one that the facts prove broken; where the facts fit
 * several causes, it lists them all and says so.
 *
 * @example Ask what is wrong with a server
 * ```ts
 * import { diagnose } from "@faultline/faultline";
 * import { assertEquals } from "@std/assert/equals";
 *
 * const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
 * const target = `tcp://127.0.0.1:${listener.addr.port}`;
 * assertEquals((await diagnose(target)).healthy, true);
 *
 * listener.close();
 * const { verdict } = await diagnose(target);
 * assertEquals(verdict?.mode, "server-stopped");
 * assertEquals(verdict?.segment, "server");
 * ```
 *
 * {@linkcode watch} holds a session and tells each change of it, {@linkcode
 * serve} is the other end of the heartbeat, {@linkcode discover} finds such
 * servers, {@linkcode wait} waits until targets are there. Beneath them lie
 * pure parts that are of use alone: {@linkcode classify} judges observations,
 * {@linkcode step} moves the state machine, and {@linkcode startDetector}
 * decides by which rule silence is the end.
 *
 * @example Hear when a server is gone
 * ```ts
 * import { serve, watch } from "@faultline/faultline";
 * import { assertEquals } from "@std/assert/equals";
 *
 * const server = await serve({ protocols: ["text:0"] });
 * const target = `text://127.0.0.1:${server.served[0]?.port}`;
 *
 * let mode: string | undefined;
 * for await (const { to, verdict } of watch(target, { until: "offline" })) {
 *   if (to === "online") await server.close();
 *   if (to === "offline") mode = verdict?.mode;
 * }
 * assertEquals(mode, "server-stopped");
 * ```
 *
 * @module
 */

export {
  agent,
  type AgentOptions,
  type RunningAgent,
} from "./src/app/agent.ts";
export { check, type CheckOptions } from "./src/app/check.ts";
export type { CheckPlanOptions } from "./src/app/check_plan.ts";
export { diagnose, type DiagnoseOptions } from "./src/app/diagnose.ts";
export { discover, type DiscoverOptions } from "./src/app/discover.ts";
export { serve, type ServeOptions, type Serving } from "./src/app/serve.ts";
export type { ServeLimits } from "./src/app/serve_limits.ts";
export type { Receivers } from "./src/app/served_client.ts";
export type { ServedName, ServedProtocol } from "./src/app/served_protocol.ts";
export { wait, type WaitOptions } from "./src/app/wait.ts";
export { watch, type WatchOptions } from "./src/app/watch.ts";
export { classify } from "./src/core/classify/classify.ts";
export {
  forgetAges,
  onAnswer,
  onBeat,
  onHeard,
  onProof,
  onTick,
  startDetector,
} from "./src/core/detect/detector.ts";
export type {
  DetectorOptions,
  DetectorRule,
  DetectorState,
  Missed,
  Tick,
} from "./src/core/detect/detector_state.ts";
export type { LocalHealth } from "./src/core/detect/local_health.ts";
export type { RoundTrip, WaitingBeat } from "./src/core/detect/round_trip.ts";
export { step, type StepResult } from "./src/core/machine/step.ts";
export {
  CHECK_SCHEMA,
  type CheckedTarget,
  type CheckFinding,
  type CheckReport,
} from "./src/model/check_report.ts";
export type { CheckTarget } from "./src/model/check_target.ts";
export {
  type Diagnosis,
  DIAGNOSIS_SCHEMA,
  type DiagnosisTransition,
} from "./src/model/diagnosis.ts";
export { type Discovered, DISCOVERED_SCHEMA } from "./src/model/discovered.ts";
export {
  FAILURE_MODES,
  type FailureMode,
  type FailureModeEntry,
} from "./src/model/failure_modes.ts";
export { type Effect, type EffectKind, EFFECTS } from "./src/model/effect.ts";
export {
  type BeatsMissedEvent,
  type ConnectedEvent,
  type EventKind,
  EVENTS,
  type MachineEvent,
  type PlainEvent,
  type PlainResult,
  type ReclassifiedEvent,
  type ResultEvent,
  type SessionEnd,
  type SessionEndedEvent,
  type StartEvent,
  type TimedEvent,
  type VerdictEvent,
} from "./src/model/event.ts";
export {
  type AddressFact,
  type DatedJournal,
  type Journal,
  JOURNAL_SCHEMA,
  type JournalFact,
  type JournalRecord,
  type JournalTime,
  LINK_STATES,
  type LinkFact,
  type LinkState,
  type PauseFact,
  type RouteFact,
  type StartFact,
} from "./src/model/journal.ts";
export type { AgentAccess } from "./src/model/agent.ts";
export type { HostName } from "./src/model/host.ts";
export {
  type HostRole,
  type Observation,
  type ObservationDetail,
  type Outcome,
  OUTCOMES,
  type ProbeName,
} from "./src/model/observation.ts";
export {
  type AcceptFailedEvent,
  type AskedEvent,
  type ClientConnectedEvent,
  type ClientDisconnectedEvent,
  type ClientEventBase,
  type ClientMessageEvent,
  DISCONNECT_REASONS,
  type DisconnectReason,
  type HeartbeatLostEvent,
  type ListeningEvent,
  REFUSED_REASONS,
  type RefusedEvent,
  type RefusedReason,
  SERVE_EVENT_SCHEMA,
  type ServeEvent,
  type ServeEventBase,
  type ServeStoppedEvent,
} from "./src/model/serve_event.ts";
export { DEFAULT_POLICY, type Policy } from "./src/model/policy.ts";
export {
  type ObservedSegment,
  type Segment,
  SEGMENTS,
} from "./src/model/segment.ts";
export {
  type Flap,
  INITIAL_STATE,
  type Outage,
  type Phase,
  type State,
  type StateName,
  STATES,
} from "./src/model/state.ts";
export {
  type Credentials,
  parseProxy,
  parseTarget,
  type ProxyTarget,
  type Target,
  TARGET_SCHEMES,
  type TargetScheme,
} from "./src/model/target.ts";
export type { Cause, Transition } from "./src/model/transition.ts";
export {
  WAIT_SCHEMA,
  type WaitedTarget,
  type WaitEnd,
  type WaitResult,
} from "./src/model/wait_result.ts";
export {
  TRANSITION_SCHEMA,
  type WatchTransition,
  type WatchVerdict,
} from "./src/model/watch_transition.ts";
export { type ClientProtocolOptions } from "./src/wire/heartbeat/protocols.ts";
export type { CustomOptions } from "./src/wire/heartbeat/custom_protocol.ts";
export type {
  HttpBeatMethod,
  HttpBeatOptions,
} from "./src/wire/heartbeat/http_protocol.ts";
export type {
  MessageLimitOptions,
} from "./src/wire/heartbeat/message_limit.ts";
export type {
  PathSegment,
  SegmentStatus,
  Verdict,
} from "./src/model/verdict.ts";
