/**
 * The segments of a path, nearest to the observer first.
 *
 * A direct target has no `proxy`, an on-link one no `gateway`, a literal
 * address no `resolver`.
 */
export const SEGMENTS = [
  "link",
  "network",
  "gateway",
  "resolver",
  "proxy",
  "server",
  "session",
] as const;

/** One segment of a path. */
export type Segment = typeof SEGMENTS[number];

/**
 * What an observation can speak of: a segment of the path, or `self`, the
 * observer's own health (permissions, load, sleep), which stands beside it.
 */
export type ObservedSegment = Segment | "self";
