import {
  type Authority,
  type Certificate,
  makeAuthority,
  makeSelfSigned,
} from "../../tests/faults/certificate.ts";
import { ADDRESSES } from "./topology.ts";

/** The certificates of the lab, made anew for each run. */
export interface Certificates {
  /** The authority's own one, for whoever shall trust it. */
  readonly authority: string;
  /** What is wrong with each, if anything. */
  readonly good: Certificate;
  readonly expired: Certificate;
  readonly future: Certificate;
  readonly otherName: Certificate;
  readonly selfSigned: Certificate;
  /** Good, and larger than a packet. */
  readonly large: Certificate;
}

const NAMES = [ADDRESSES.server, "web.lab.test"];

/** Names enough for two packets. */
const MANY_NAMES = Array.from(
  { length: 120 },
  (_, index) => `one-of-the-many-names-${index}.lab.test`,
);

/** Makes all of them by one authority. */
export async function makeCertificates(): Promise<Certificates> {
  const authority: Authority = await makeAuthority("Lab CA");
  const issue = (options: { validFrom?: Date; validTo?: Date } = {}) =>
    authority.issue({ names: NAMES, ...options });
  return {
    authority: authority.cert,
    good: await issue(),
    expired: await issue({ validTo: new Date("2020-01-01T00:00:00Z") }),
    future: await issue({ validFrom: new Date("2098-01-01T00:00:00Z") }),
    otherName: await authority.issue({ names: ["other.lab.test"] }),
    selfSigned: await makeSelfSigned({ names: NAMES }),
    large: await authority.issue({ names: [...NAMES, ...MANY_NAMES] }),
  };
}

/** Made once: all trials of a run trust the same authority. */
export const CERTIFICATES: Certificates = await makeCertificates();
