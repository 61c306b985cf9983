import type { WatchTransition } from "../model/watch_transition.ts";

/**
 * Tells the moves of one watch that say a person nothing new: in an outage
 * each attempt leaves `offline` and comes back to it. Attempts are no news, so
 * that the last that is told of an outage is `offline`; every change of its
 * cause is.
 */
export class RepeatedMoves {
  #outage: number | undefined;
  #words = "";

  /**
   * Takes the next move.
   *
   * @param transition The move.
   * @returns Whether it only repeats what was said of the outage.
   */
  take(transition: WatchTransition): boolean {
    const { to, outage } = transition;
    if (outage !== this.#outage) {
      this.#outage = outage;
      this.#words = "";
    }
    if (outage === undefined) return false;
    if (to === "connecting") return true;
    return to === "offline" && this.#takeWords(transition);
  }

  #takeWords({ verdict, flapping }: WatchTransition): boolean {
    const { mode, certain, candidates } = verdict ?? {};
    const words = JSON.stringify([mode, certain, candidates, flapping]);
    const isRepeated = words === this.#words;
    this.#words = words;
    return isRepeated;
  }
}
