/**
 * Whether bytes begin as a TLS record does: content type 20 to 23, then major
 * version 3 (RFC 8446 section 5.1).
 *
 * @param bytes The first bytes of a peer; one is enough to say no.
 * @returns Whether they can be TLS; `false` for no bytes at all.
 */
export function isTlsRecord(bytes: Uint8Array): boolean {
  const [type, major = 3] = bytes;
  return type !== undefined && type >= 0x14 && type <= 0x17 && major === 3;
}

/**
 * Whether bytes begin with a ServerHello: a record of type handshake (22), its
 * five bytes of header, then handshake type 2 (RFC 8446 section 4).
 *
 * @param bytes The first bytes of a peer, six at least to say yes.
 * @returns Whether the peer answered a ClientHello.
 */
export function isServerHello(bytes: Uint8Array): boolean {
  return isTlsRecord(bytes) && bytes[0] === 22 && bytes[5] === 2;
}
