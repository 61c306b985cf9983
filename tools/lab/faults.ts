import type { Fault } from "./fault.ts";
import { AGENT_FAULTS } from "./faults/agent.ts";
import { CLIENT_FAULTS } from "./faults/client.ts";
import { CLIENT_FIREWALL_FAULTS } from "./faults/client_firewall.ts";
import { FAMILY_FAULTS } from "./faults/family.ts";
import { GATEWAY_FAULTS } from "./faults/gateway.ts";
import { HEALTHY } from "./faults/healthy.ts";
import { HEALTHY_PROXIED } from "./faults/healthy_proxied.ts";
import { MACHINE_FAULTS } from "./faults/machines.ts";
import { MTU_FAULTS } from "./faults/mtu.ts";
import { NAME_FAULTS } from "./faults/names.ts";
import { OBSERVER_FAULTS } from "./faults/observer.ts";
import { PORTAL_FAULTS } from "./faults/portal.ts";
import { PROCESS_FAULTS } from "./faults/processes.ts";
import { PROXY_FAULTS } from "./faults/proxy.ts";
import { QUALITY_FAULTS } from "./faults/quality.ts";
import { SERVER_FAULTS } from "./faults/server.ts";
import { SESSION_FAULTS } from "./faults/session.ts";
import { TLS_FAULTS } from "./faults/tls.ts";
import { UPSTREAM_FAULTS } from "./faults/upstream.ts";

/** Every fault that a client can meet before it connects, near to far. */
export const FAULTS: readonly Fault[] = [
  ...HEALTHY,
  ...HEALTHY_PROXIED,
  ...OBSERVER_FAULTS,
  ...CLIENT_FAULTS,
  ...CLIENT_FIREWALL_FAULTS,
  ...GATEWAY_FAULTS,
  ...PORTAL_FAULTS,
  ...MTU_FAULTS,
  ...NAME_FAULTS,
  ...PROXY_FAULTS,
  ...UPSTREAM_FAULTS,
  ...SERVER_FAULTS,
  ...MACHINE_FAULTS,
  ...PROCESS_FAULTS,
  ...AGENT_FAULTS,
  ...FAMILY_FAULTS,
  ...TLS_FAULTS,
  ...SESSION_FAULTS,
  ...QUALITY_FAULTS,
];
