import { showsLoss } from "../core/classify/loss.ts";
import type { Observation, Outcome } from "../model/observation.ts";
import { probeLoss } from "../probe/loss.ts";
import { answersPing } from "./answers_ping.ts";
import { spareEchoes } from "./packet_plan.ts";
import { resolvedAddresses } from "./resolved_addresses.ts";
import { contrast, type Run } from "./run.ts";
import { annotate, type Way } from "./way.ts";

/** Whose silence is in question. */
export interface LossLookOptions {
  /** Which segment the first machine is. */
  readonly segment: "proxy" | "server";
  /** The way to it. */
  readonly way: Way;
  /** How many references are asked. */
  readonly references: number;
}

/** When a look for loss begins. */
export interface LossLookStart {
  /** How much of the time-out has passed, in milliseconds. */
  readonly spentMs: number;
  /** How many packets may be spent at the same time. @default {0} */
  readonly packetsBeside?: number;
}

/** What a machine that was pinged says where more pings would say the same. */
const FRUITLESS: readonly Outcome[] = [
  "echo-unreachable",
  "echo-prohibited",
  "echo-not-sent",
];

/** A ping that is silent sends a second request. */
const SILENT_PING_PACKETS = 1;

/**
 * Looks whether the path loses packets while a connection is silent, once,
 * where nothing shows it yet. A machine that answers no ping may never answer
 * one, or both requests were lost: a row of them tells.
 */
export class LossLook {
  readonly #run: Run;
  readonly #options: LossLookOptions;
  #isStarted = false;

  /** Prepares; nothing is sent yet. */
  constructor(run: Run, options: LossLookOptions) {
    this.#run = run;
    this.#options = options;
  }

  /** Begins it, where it is of use and packets are left for it. */
  start({ spentMs, packetsBeside = 0 }: LossLookStart): void {
    const { segment, way } = this.#options;
    const { address } = way;
    const { observations } = this.#run;
    if (this.#isStarted || way.loopback || showsLoss(observations)) return;
    if (observations.some(isFruitless)) return;
    const isAnswered = answersPing(observations, address);
    const silentPackets = isAnswered ? 0 : SILENT_PING_PACKETS;
    const requests = this.#spareEchoes(packetsBeside + silentPackets);
    if (requests === 0) return;
    this.#isStarted = true;
    const what = `a row of pings of ${address}`;
    this.#run.start(contrast(segment, what), async () => {
      await this.#run.look(
        probeLoss,
        { segment, role: "target", address, requests, isAnswered },
        { annotate: (observation) => annotate(observation, way), spentMs },
      );
    });
  }

  #spareEchoes(packetsBeside: number): number {
    const { observations } = this.#run;
    return spareEchoes({
      references: this.#options.references,
      silentServers: observations.filter(isSilentServer).length,
      addresses: resolvedAddresses(observations).length,
      ownAnswers: observations.filter(isOwnAnswer).length,
      packetsBeside,
    });
  }
}

/** Whether it tells of a name server that another one had to answer for. */
function isSilentServer({ segment, outcome }: Observation): boolean {
  return segment === "resolver" && outcome !== "resolved";
}

/** Whether it tells that pinging the machine is of no use. */
function isFruitless({ outcome, detail }: Observation): boolean {
  return detail.lost === "ping" ||
    (detail.role === "target" && FRUITLESS.includes(outcome));
}

function isOwnAnswer({ outcome }: Observation): boolean {
  return outcome === "proxy-alive";
}
