import type { WatchTransition } from "../model/watch_transition.ts";

/**
 * Tells the moves of one watch that say a person nothing new: in an outage
 * each attempt leaves `offline` and comes back to it. The first attempt of an
 * outage is news, and so is every change of its cause.
 */
export class RepeatedMoves {
  #outage: number | undefined;
  #words = "";
  #hasRetried = false;

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
      this.#hasRetried = false;
    }
    if (outage === undefined) return false;
    if (to === "connecting") return this.#takeRetry();
    return to === "offline" && this.#takeWords(transition);
  }

  #takeRetry(): boolean {
    const isRepeated = this.#hasRetried;
    this.#hasRetried = true;
    return isRepeated;
  }

  #takeWords({ verdict, flapping }: WatchTransition): boolean {
    const { mode, certain, candidates } = verdict ?? {};
    const words = JSON.stringify([mode, certain, candidates, flapping]);
    const isRepeated = words === this.#words;
    this.#words = words;
    return isRepeated;
  }
}
