import { RETRANSMITTED_MS } from "../core/detect/round_trip.ts";
import type { Observation } from "../model/observation.ts";

/**
 * How many sessions in a row have to open freely to show that no chance loss
 * of packets keeps the old one silent. Each takes five packets at least: where
 * 30 % are lost, three in a row go free in one case of two hundred.
 */
const FREE_SESSIONS = 3;

/**
 * The sessions that opened beside a silent one. The first says that the path
 * works; only some in a row say that it loses no packets, as the silent one
 * may have lost its own.
 */
export class FreshSessions {
  #free = 0;
  #isHeldUp = false;

  /** Whether one opened, freely or not. */
  get anyWorks(): boolean {
    return this.#free > 0 || this.#isHeldUp;
  }

  /** Whether so many opened freely that losses can be ruled out. */
  get areSteady(): boolean {
    return !this.#isHeldUp && this.#free >= FREE_SESSIONS;
  }

  /** Whether one more would tell more. */
  get isUndecided(): boolean {
    return this.anyWorks && !this.areSteady && !this.#isHeldUp;
  }

  /** Begins anew: another silence. */
  forget(): void {
    this.#free = 0;
    this.#isHeldUp = false;
  }

  /**
   * Notes a look at the path.
   *
   * @param works Whether a session opened in it.
   * @param observations What was seen.
   * @param typicalMs What an answer takes, in milliseconds. @default {0}
   */
  note(
    works: boolean,
    observations: readonly Observation[],
    typicalMs = 0,
  ): void {
    const longestMs = typicalMs + RETRANSMITTED_MS;
    const isFree = works &&
      observations.every(({ segment, tookMs }) =>
        !ON_THE_WAY.includes(segment) || tookMs < longestMs
      );
    if (isFree) this.#free++;
    else this.#isHeldUp = true;
  }
}

/** What a session crosses; a look at this host or a name says nothing here. */
const ON_THE_WAY: readonly string[] = ["proxy", "server", "session"];
