/** Options of the protocols that carry application data. */
export interface MessageLimitOptions {
  /** Most bytes of one message. A longer one ends its connection. */
  readonly maxMessageBytes?: number;
}

/**
 * The limit of one message, checked.
 *
 * @param options What the caller asks for.
 * @param defaultBytes What the protocol does unless told otherwise.
 * @returns The limit, in bytes.
 * @throws {RangeError} The limit is no whole number above 0.
 */
export function messageLimit(
  options: MessageLimitOptions,
  defaultBytes: number,
): number {
  const { maxMessageBytes = defaultBytes } = options;
  if (Number.isSafeInteger(maxMessageBytes) && maxMessageBytes > 0) {
    return maxMessageBytes;
  }
  throw new RangeError(
    "Cannot use a message limit as a whole number of bytes above 0: " +
      `current value is ${maxMessageBytes}`,
  );
}
