import type { Way } from "./way.ts";

/**
 * Chooses, of all addresses of a name, the one whose machine and gateway are
 * pinged: the first one that a route leads to, however soon the routes of the
 * others are known. What is seen there is compared with references, which are
 * mostly of the same family.
 */
export class ContrastWay {
  /** The ways in the order of the addresses, as far as they are known. */
  readonly #ways = new Map<string, Way | undefined>();
  #isChosen = false;

  /** Tells that the way to an address is being looked for. */
  expect(address: string): void {
    this.#ways.set(address, undefined);
  }

  /**
   * Takes the way to an address.
   *
   * @param way The way.
   * @returns The way that is chosen, once; `undefined` where none is, or not
   * by this, or where one more has to be known.
   */
  learn(way: Way): Way | undefined {
    this.#ways.set(way.address, way);
    const chosen = this.#isChosen ? undefined : this.#first();
    this.#isChosen ||= chosen !== undefined;
    return chosen;
  }

  #first(): Way | undefined {
    const outside = [...this.#ways.values()]
      .filter((way) => way?.loopback !== true);
    for (const way of outside) {
      if (way === undefined || way.interface !== undefined) return way;
    }
    return outside[0];
  }
}
