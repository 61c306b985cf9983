import {
  bits,
  concat,
  der,
  integer,
  oid,
  pem,
  sequence,
  text,
  time,
} from "./der.ts";

/** A certificate and its key, in PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

/** A certificate authority of one test. */
export interface Authority {
  /** Its own certificate in PEM, to be trusted. */
  readonly cert: string;
  /** Makes a server's certificate. */
  issue(options: IssueOptions): Promise<Certificate>;
}

/** What a certificate says. */
export interface IssueOptions {
  /** DNS names and IPv4 addresses. */
  readonly names: readonly string[];
  /** @default ten years before 2026 */
  readonly validFrom?: Date;
  /** @default the end of 2099 */
  readonly validTo?: Date;
}

interface Signer {
  readonly name: string;
  readonly keys: CryptoKeyPair;
}

const CURVE = { name: "ECDSA", namedCurve: "P-256" } as const;
const ECDSA_WITH_SHA256 = sequence(oid("1.2.840.10045.4.3.2"));
const DEFAULT_FROM = new Date("2016-01-01T00:00:00Z");
const DEFAULT_TO = new Date("2099-12-31T00:00:00Z");

/** Makes a certificate authority, without any program or file. */
export async function makeAuthority(name = "Test CA"): Promise<Authority> {
  const signer = { name, keys: await makeKeys() };
  const cert = await sign(signer, signer, { names: [] }, true);
  return {
    cert,
    async issue(options) {
      const keys = await makeKeys();
      const subject = { name: options.names[0] ?? "nameless", keys };
      return {
        cert: await sign(signer, subject, options, false),
        key: await keyPem(keys),
      };
    },
  };
}

/** Makes a certificate that is signed by itself. */
export async function makeSelfSigned(
  options: IssueOptions,
): Promise<Certificate> {
  const keys = await makeKeys();
  const self = { name: options.names[0] ?? "nameless", keys };
  return {
    cert: await sign(self, self, options, false),
    key: await keyPem(keys),
  };
}

function makeKeys(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(CURVE, true, ["sign", "verify"]);
}

async function keyPem(keys: CryptoKeyPair): Promise<string> {
  const bytes = await crypto.subtle.exportKey("pkcs8", keys.privateKey);
  return pem("PRIVATE KEY", new Uint8Array(bytes));
}

async function sign(
  issuer: Signer,
  subject: Signer,
  options: IssueOptions,
  isAuthority: boolean,
): Promise<string> {
  const spki = await crypto.subtle.exportKey("spki", subject.keys.publicKey);
  const body = new Uint8Array(sequence(
    der(0xa0, integer(new Uint8Array([2]))),
    integer(crypto.getRandomValues(new Uint8Array(8))),
    ECDSA_WITH_SHA256,
    nameOf(issuer.name),
    sequence(
      time(options.validFrom ?? DEFAULT_FROM),
      time(options.validTo ?? DEFAULT_TO),
    ),
    nameOf(subject.name),
    new Uint8Array(spki),
    der(0xa3, sequence(...extensions(options.names, isAuthority))),
  ));
  const raw = await crypto.subtle.sign(
    { name: "ECDSA", hash: "SHA-256" },
    issuer.keys.privateKey,
    body,
  );
  const signature = new Uint8Array(raw);
  const pair = sequence(
    integer(signature.subarray(0, 32)),
    integer(signature.subarray(32)),
  );
  return pem("CERTIFICATE", sequence(body, ECDSA_WITH_SHA256, bits(pair)));
}

function nameOf(commonName: string): Uint8Array {
  return sequence(der(0x31, sequence(oid("2.5.4.3"), text(commonName))));
}

function extensions(
  names: readonly string[],
  isAuthority: boolean,
): Uint8Array[] {
  const yes = der(0x01, new Uint8Array([0xff]));
  const constraints = sequence(
    oid("2.5.29.19"),
    yes,
    der(0x04, isAuthority ? sequence(yes) : sequence()),
  );
  if (names.length === 0) return [constraints];
  const alternatives = sequence(...names.map(alternativeName));
  return [constraints, sequence(oid("2.5.29.17"), der(0x04, alternatives))];
}

function alternativeName(name: string): Uint8Array {
  return /^[\d.]+$/.test(name)
    ? der(0x87, concat([new Uint8Array(name.split(".").map(Number))]))
    : text(name, 0x82);
}
