/**
 * Why a wait ended that nobody needs any more. One for all: to make an error
 * with its stack for each costs a tenth of a healthy diagnosis (measured).
 */
const ENDED = new DOMException("ended", "AbortError");

/**
 * Ends with another signal, or by itself before. `AbortSignal.any()` says the
 * same with weak references, whose collection cost a healthy diagnosis a fifth
 * of its time (measured); this one must be let go instead.
 */
export class LinkedAbort {
  readonly #controller = new AbortController();
  readonly #parent: AbortSignal;
  readonly #follow = () => this.end(this.#parent.reason);

  /** Begins to follow a signal, until it is ended or released. */
  constructor(parent: AbortSignal) {
    this.#parent = parent;
    if (parent.aborted) this.#follow();
    else parent.addEventListener("abort", this.#follow, { once: true });
  }

  /** Aborts with this object, or with the other signal and its reason. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Aborts, and lets the other signal go. */
  end(reason: unknown = ENDED): void {
    this.release();
    this.#controller.abort(reason);
  }

  /** Lets the other signal go, and does not abort. */
  release(): void {
    this.#parent.removeEventListener("abort", this.#follow);
  }
}
