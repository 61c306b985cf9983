import { assertEquals } from "@std/assert/equals";
import { findingsOf } from "../../../src/core/check/findings.ts";
import {
  behindGateway,
  checked,
  diagnosed,
  fact,
  healthy,
  proxyStopped,
  silent,
  stopped,
} from "./diagnoses.ts";

const PROXY = "http://10.9.1.5:3128";

/** What a person reads first of each finding. */
function sum(findings: ReturnType<typeof findingsOf>) {
  return findings.map(({ segment, subject, verdict, victims }) =>
    [segment, subject, verdict.mode, victims.join(" ")] as const
  );
}

Deno.test("`findingsOf()` makes one finding of fifty targets behind one dead proxy", () => {
  const targets = Array.from(
    { length: 50 },
    (_, index) =>
      checked(`t${index}`, proxyStopped(`10.9.2.${index}:80`, PROXY)),
  );
  const findings = findingsOf(targets);
  assertEquals(findings.length, 1);
  assertEquals(findings[0]?.segment, "proxy");
  assertEquals(findings[0]?.subject, "10.9.1.5:3128");
  assertEquals(findings[0]?.victims, targets.map(({ name }) => name));
});

Deno.test("`findingsOf()` puts the nearest cause first, then the greatest", () => {
  const findings = findingsOf([
    checked("a", stopped("10.9.2.1:80")),
    checked("b", stopped("10.9.2.2:80")),
    checked("c", stopped("10.9.2.2:80")),
    checked("d", proxyStopped("10.9.2.3:80", PROXY)),
    checked("e", healthy("10.9.2.4:80")),
  ]);
  assertEquals(sum(findings), [
    ["proxy", "10.9.1.5:3128", "proxy-stopped", "d"],
    ["server", "10.9.2.2:80", "server-stopped", "b c"],
    ["server", "10.9.2.1:80", "server-stopped", "a"],
  ]);
});

Deno.test("`findingsOf()` tells two reasons at one place apart", () => {
  const hung = diagnosed("10.9.2.1:80", [
    fact("server", "10.9.2.1:80", "connected", { role: "target" }),
    fact("session", "10.9.2.1:80", "certificate-expired"),
  ]);
  const findings = findingsOf([
    checked("a", stopped("10.9.2.1:80")),
    checked("b", hung),
  ]);
  assertEquals(findings.map(({ victims }) => victims), [["a"], ["b"]]);
});

Deno.test("`findingsOf()` has no victim where the break was expected", () => {
  const findings = findingsOf([
    checked("a", stopped("10.9.2.1:80"), "server-stopped"),
    checked("b", stopped("10.9.2.1:80"), "server-hung"),
    checked("c", healthy("10.9.2.1:80"), "server-stopped"),
    checked("d", healthy("10.9.2.1:80"), "healthy", 10),
  ]);
  assertEquals(findings.map(({ victims }) => victims), [["b"]]);
});

Deno.test("`findingsOf()` gives what is open to the cause that is proven on its path", () => {
  const proven = diagnosed("10.9.2.1:80", [
    ...behindGateway("10.9.2.1"),
    fact("gateway", "10.9.1.1", "neighbour-silent", { role: "next-hop" }),
    fact("server", "10.9.2.1:80", "connect-timeout", {
      role: "target",
      onLink: false,
    }),
    fact("server", "10.9.2.1", "echo-silent", { role: "target" }),
    fact("server", "10.9.2.1:80", "not-filtered"),
  ]);
  assertEquals(proven.verdict?.mode, "gateway-unreachable");
  const targets = [
    checked("open", silent("10.9.3.1")),
    checked("proven", proven),
    checked("elsewhere", silent("10.9.4.1", "10.9.1.2")),
  ];
  const [first, ...others] = findingsOf(targets);
  assertEquals(first?.verdict.certain, true);
  assertEquals(first?.victims, ["open", "proven"]);
  assertEquals(others.map(({ victims }) => victims), [["elsewhere"]]);
});

Deno.test("`findingsOf()` looks for one cause where several machines behind a gateway are silent", () => {
  const [first, ...others] = findingsOf([
    checked("a", silent("10.9.2.1")),
    checked("b", silent("10.9.3.1")),
    checked("alone", silent("10.9.4.1", "10.9.1.2")),
    checked("known", stopped("10.9.5.1:80")),
  ]);
  assertEquals([first?.segment, first?.subject], ["gateway", "10.9.1.1"]);
  assertEquals(first?.victims, ["a", "b"]);
  assertEquals(first?.verdict.certain, false);
  assertEquals(first?.verdict.candidates, [
    "gateway-unreachable",
    "path-broken",
    "server-unreachable",
  ]);
  assertEquals(others.map(({ victims }) => victims), [["alone"], ["known"]]);
});

Deno.test("`findingsOf()` looks for one cause behind a gateway that works", () => {
  const pinged = (address: string) => {
    const { observations } = silent(address);
    const answer = fact("gateway", "10.9.1.1", "echo-answered", {
      role: "next-hop",
    });
    return diagnosed(`${address}:80`, [...observations, answer]);
  };
  const findings = findingsOf([
    checked("a", pinged("10.9.2.1")),
    checked("b", pinged("10.9.3.1")),
  ]);
  assertEquals(sum(findings), [
    ["gateway", "10.9.1.1", "path-broken", "a b"],
  ]);
  assertEquals(findings[0]?.verdict.candidates, [
    "path-broken",
    "server-unreachable",
  ]);
});

Deno.test("`findingsOf()` names a missing name, not the server that denied it", () => {
  const missing = (name: string) =>
    diagnosed(`${name}:80`, [
      fact("resolver", "10.9.1.53:53", "name-not-found", { name }),
    ]);
  assertEquals(
    sum(findingsOf([
      checked("a", missing("a.example")),
      checked("b", missing("b.example")),
      checked("c", missing("b.example")),
    ])),
    [
      ["resolver", "b.example", "name-not-found", "b c"],
      ["resolver", "a.example", "name-not-found", "a"],
    ],
  );
});

Deno.test("`findingsOf()` says last what nobody knows, each by itself", () => {
  const open = (url: string) => diagnosed(url, []);
  const findings = findingsOf([
    checked("a", open("10.9.2.1:80")),
    checked("b", open("10.9.2.2:80")),
    checked("c", stopped("10.9.2.3:80")),
  ]);
  assertEquals(sum(findings).map(([segment, subject]) => [segment, subject]), [
    ["server", "10.9.2.3:80"],
    [null, "tcp://10.9.2.1:80"],
    [null, "tcp://10.9.2.2:80"],
  ]);
});
