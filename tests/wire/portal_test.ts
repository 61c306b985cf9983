import { assertEquals } from "@std/assert/equals";
import { type PortalEvidence, portalSign } from "../../src/wire/portal.ts";

function isPortal(evidence: Partial<PortalEvidence>): boolean {
  const plain = { status: 200, body: "", host: "a.test" };
  return portalSign({ ...plain, ...evidence }) !== undefined;
}

function redirects(location: string, evidence: Partial<PortalEvidence> = {}) {
  const address = "203.0.113.9";
  return isPortal({ status: 302, location, address, ...evidence });
}

Deno.test("`portalSign()` finds nothing in an ordinary answer", () => {
  assertEquals(isPortal({}), false);
  assertEquals(isPortal({ status: 503, body: "<html>busy</html>" }), false);
  assertEquals(redirects("https://a.test/"), false);
  assertEquals(redirects("/login"), false);
  assertEquals(redirects("https://203.0.113.9/"), false);
  assertEquals(redirects("https://198.51.100.7/"), false);
});

Deno.test("`portalSign()` knows status 511 and WISPr", () => {
  assertEquals(isPortal({ status: 511 }), true);
  const body = "<html><!-- <WISPAccessGatewayParam> --></html>";
  assertEquals(isPortal({ body }), true);
});

Deno.test("`portalSign()` knows a redirect to the gateway", () => {
  const gateway = "192.168.1.1";
  const lan = { gateway, host: "10.0.0.5" };
  assertEquals(redirects("http://192.168.1.1:8080/login?x=1", lan), true);
  assertEquals(redirects("//u:p@192.168.1.1/", lan), true);
  assertEquals(redirects("http://192.168.1.10/", lan), false);
  const six = { gateway: "fe80::1", host: "2001:db8::5" };
  assertEquals(redirects("http://[fe80:0::1]/", six), true);
});

Deno.test("`portalSign()` lets the gateway redirect to itself when it is the target", () => {
  const gateway = "192.168.1.1";
  const self = { gateway, host: gateway, address: gateway };
  assertEquals(redirects("https://192.168.1.1/login", self), false);
  const named = { gateway, host: "router.lan", address: gateway };
  assertEquals(redirects("https://192.168.1.1/login", named), false);
});

Deno.test("`portalSign()` knows a redirect from a public address to a private one", () => {
  for (
    const to of [
      "10.1.2.3",
      "172.16.0.1",
      "172.31.0.1",
      "192.168.0.1",
      "169.254.1.1",
      "100.64.0.1",
      "127.0.0.1",
      "[fd00::1]",
      "[fe80::1]",
      "[::1]",
    ]
  ) assertEquals(redirects(`http://${to}/`), true, to);
  for (const to of ["172.32.0.1", "100.128.0.1", "[2001:db8::1]"]) {
    assertEquals(redirects(`http://${to}/`), false, to);
  }
});

Deno.test("`portalSign()` takes private redirects of a private network for granted", () => {
  assertEquals(redirects("http://10.0.0.6/", { host: "10.0.0.5" }), false);
  assertEquals(
    redirects("http://10.0.0.6/", { host: "a.lan", address: "10.0.0.5" }),
    false,
  );
});

Deno.test("`portalSign()` judges no redirect of whom it does not know", () => {
  const evidence = { status: 302, location: "http://10.0.0.1/" };
  assertEquals(isPortal(evidence), false);
  assertEquals(isPortal({ ...evidence, gateway: "10.0.0.1" }), true);
});
