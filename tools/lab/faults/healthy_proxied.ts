import { CERTIFICATES } from "../certificates.ts";
import type { Fault } from "../fault.ts";
import {
  danted,
  NAMES,
  names,
  on,
  PROXY_PORT,
  secureWeb,
  squid,
  tinyproxy,
  web,
} from "../services.ts";
import { ADDRESSES } from "../topology.ts";
import { DIRECT, FAR_PROXY, NAMED, PROXY, SECURE, SOCKS } from "./targets.ts";

const secure = secureWeb(CERTIFICATES.good);

/** Where nothing is broken, through a proxy. */
export const HEALTHY_PROXIED: readonly Fault[] = [
  {
    name: "healthy-proxied",
    truth: null,
    target: DIRECT,
    proxy: PROXY,
    services: [web(), tinyproxy()],
  },
  {
    name: "healthy-proxied-by-name",
    truth: null,
    target: NAMED,
    proxy: `http://${NAMES.proxy}:${PROXY_PORT}`,
    services: [web(), tinyproxy(), names()],
  },
  {
    name: "healthy-proxied-https",
    truth: null,
    target: SECURE,
    proxy: PROXY,
    services: [secure, tinyproxy()],
    observer: { trusts: true },
  },
  {
    name: "healthy-proxied-far",
    truth: null,
    target: DIRECT,
    proxy: FAR_PROXY,
    services: [web(), on("names", tinyproxy())],
  },
  {
    name: "healthy-squid",
    truth: null,
    target: DIRECT,
    proxy: PROXY,
    services: [web(), squid()],
  },
  {
    name: "healthy-squid-user",
    truth: null,
    target: DIRECT,
    proxy: `http://user:secret@${ADDRESSES.proxy}:${PROXY_PORT}`,
    services: [
      web(),
      squid(
        "auth_param basic program /usr/lib/squid/basic_fake_auth",
        "auth_param basic children 1",
        "acl users proxy_auth REQUIRED",
        "http_access deny !users",
      ),
    ],
  },
  {
    name: "healthy-danted",
    truth: null,
    target: DIRECT,
    proxy: SOCKS,
    services: [web(), danted()],
  },
];
