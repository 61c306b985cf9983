/** Most self-doubt: the limit of Lifeguard (memberlist awareness.go, 8 − 1). */
const MAX_DOUBT = 7;

/** After how long without a new sign one grade of doubt passes, in ms. */
const CLEAN_MS = 10_000;

/** How far this process can trust its own timers. */
export interface LocalHealth {
  /** Grade of self-doubt, 0 to 7: deadlines are stretched by `1 + doubt`. */
  readonly doubt: number;
  /** Since when no new sign came. */
  readonly sinceMs: number;
}

/** A process that has shown nothing to doubt. */
export const HEALTHY: LocalHealth = { doubt: 0, sinceMs: 0 };

/** Notes a sign that this process was held up. */
export function doubtMore(health: LocalHealth, atMs: number): LocalHealth {
  return { doubt: Math.min(MAX_DOUBT, health.doubt + 1), sinceMs: atMs };
}

/** Lets doubt pass with time. */
export function doubtLess(health: LocalHealth, atMs: number): LocalHealth {
  if (health.doubt === 0) return health;
  const passed = Math.floor((atMs - health.sinceMs) / CLEAN_MS);
  if (passed < 1) return health;
  return {
    doubt: Math.max(0, health.doubt - passed),
    sinceMs: health.sinceMs + passed * CLEAN_MS,
  };
}
