/**
 * Time between two beats where the protocol names none, in milliseconds: that
 * of ping(8), so that a host which falls silent is named within 3 s.
 */
export const DEFAULT_INTERVAL_MS = 1000;

/**
 * Beats without an answer that are the end where the protocol names none. One
 * or two are lost on a Wi-Fi in every hour.
 */
export const DEFAULT_MISSES = 3;
