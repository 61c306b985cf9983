import type { Fault } from "../fault.ts";
import { actor, NAMES, names, page, SERVER_PORT, web } from "../services.ts";
import { ADDRESSES } from "../topology.ts";
import { DIRECT, NAMED } from "./targets.ts";

const PORTAL_PORT = 8081;

/** A portal on the router, to which it leads all that is meant for the web. */
function portal(text: string): Pick<Fault, "services" | "make"> {
  return {
    services: [
      web(),
      names(),
      actor("router", { does: "answer", port: PORTAL_PORT, text }),
    ],
    make: (lab) =>
      lab.nft(
        "router",
        `table ip portal {
          chain prerouting {
            type nat hook prerouting priority -100
            tcp dport { 80, ${SERVER_PORT} } redirect to :${PORTAL_PORT}
          }
        }\n`,
      ),
  };
}

const WISPR = `<html><!--
<?xml version="1.0"?><WISPAccessGatewayParam><Redirect>
<LoginURL>http://login.hotel.test/</LoginURL>
</Redirect></WISPAccessGatewayParam>
--></html>`;

/** What answers in the target's place. */
export const PORTAL_FAULTS: readonly Fault[] = [
  {
    name: "captive-portal-status",
    truth: "captive-portal",
    target: DIRECT,
    ...portal(page("511 Network Authentication Required", "log in")),
  },
  {
    name: "captive-portal-redirect",
    truth: "captive-portal",
    target: NAMED,
    ...portal(page(
      `302 Found\r\nLocation: http://${ADDRESSES.gateway}:${PORTAL_PORT}/`,
      "",
    )),
  },
  {
    name: "captive-portal-page",
    truth: "captive-portal",
    target: `http://${NAMES.four}`,
    ...portal(page("200 OK", WISPR)),
  },
];
