import { freePort, type Product, startProduct } from "./product.ts";

/** Where Debian keeps squid's helpers. */
const FAKE_AUTH = "/usr/lib/squid/basic_fake_auth";

/** Options of {@linkcode startSquid}. */
export interface SquidOptions {
  /** Whether it demands a user name; any password will do. */
  readonly demandsUser?: boolean;
}

/**
 * Starts squid without a cache or files of its own. Port 9 is denied. Its name
 * server is a loopback address where none is, so that it asks nobody.
 */
export function startSquid(options: SquidOptions = {}): Promise<Product> {
  const auth = options.demandsUser
    ? [
      `auth_param basic program ${FAKE_AUTH}`,
      "auth_param basic children 1",
      "acl users proxy_auth REQUIRED",
      "http_access deny !users",
    ]
    : [];
  const port = freePort();
  return startProduct({
    port,
    program: "squid",
    // A name of its own: squids of one name share memory.
    args: ["-N", "-n", `test${port}`, "-d", "1", "-f", "/dev/stdin"],
    ready: "Accepting HTTP Socket connections",
    config: [
      `http_port 127.0.0.1:${port}`,
      "visible_hostname squid.test",
      "pid_filename none",
      "cache deny all",
      "cache_mem 1 MB",
      "access_log none",
      "cache_log /dev/null",
      "coredump_dir none",
      "netdb_filename none",
      "pinger_enable off",
      "dns_nameservers 127.255.255.254",
      "connect_timeout 1 second",
      "forward_max_tries 1",
      "shutdown_lifetime 0 seconds",
      "acl denied port 9",
      "http_access deny denied",
      ...auth,
      "http_access allow all",
    ],
  });
}
