/**
 * Which part of an interval a beat of the peer may be overdue before it counts
 * as missed: at its very due time each beat is "missing".
 */
export const OVERDUE = 0.5;

/** Part of an interval that sums of fractional times may be wrong by. */
export const ROUNDING = 1e-6;
