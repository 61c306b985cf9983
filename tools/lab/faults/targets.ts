import { NAMES, PROXY_PORT, SERVER_PORT } from "../services.ts";
import { ADDRESSES, ADDRESSES6 } from "../topology.ts";

/** The server, behind the gateway. */
export const DIRECT = `http://${ADDRESSES.server}:${SERVER_PORT}`;

/** The same by IPv6. */
export const DIRECT6 = `http://[${ADDRESSES6.server}]:${SERVER_PORT}`;

/** The same, of which no answer is expected. */
export const PLAIN = `tcp://${ADDRESSES.server}:${SERVER_PORT}`;

/** The same by HTTPS. */
export const SECURE = `https://${ADDRESSES.server}:${SERVER_PORT}`;

/** The same by its name. */
export const NAMED = `http://${NAMES.four}:${SERVER_PORT}`;

/** The same by a name with addresses of both families. */
export const BOTH = `http://${NAMES.both}:${SERVER_PORT}`;

/** A server on the client's own link. */
export const NEAR = `http://${ADDRESSES.proxy}:${SERVER_PORT}`;

/** The CONNECT proxy. */
export const PROXY = `http://${ADDRESSES.proxy}:${PROXY_PORT}`;

/** The SOCKS5 proxy. */
export const SOCKS = `socks5://${ADDRESSES.proxy}:${PROXY_PORT}`;

/** The CONNECT proxy where it stands behind the gateway. */
export const FAR_PROXY = `http://${ADDRESSES.names}:${PROXY_PORT}`;

/** A host beyond the gateway that is expected to be alive. */
export const REFERENCE = ["--reference", ADDRESSES.names];
