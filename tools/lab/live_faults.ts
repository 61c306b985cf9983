import type { LiveFault } from "./live_fault.ts";
import { LIVE_AGENT_FAULTS } from "./live_faults/agent.ts";
import { LIVE_CLIENT_FAULTS } from "./live_faults/client.ts";
import { EARLIER_FAULTS } from "./live_faults/earlier.ts";
import { LIVE_GATEWAY_FAULTS } from "./live_faults/gateway.ts";
import { LIVE_OBSERVER_FAULTS } from "./live_faults/observer.ts";
import { LIVE_PROXY_FAULTS } from "./live_faults/proxy.ts";
import { LIVE_SERVER_FAULTS } from "./live_faults/server.ts";
import { LIVE_SESSION_FAULTS } from "./live_faults/session.ts";

/** Every fault that a session which stands can meet. */
export const LIVE_FAULTS: readonly LiveFault[] = [
  ...LIVE_CLIENT_FAULTS,
  ...LIVE_GATEWAY_FAULTS,
  ...LIVE_PROXY_FAULTS,
  ...LIVE_AGENT_FAULTS,
  ...LIVE_SERVER_FAULTS,
  ...LIVE_SESSION_FAULTS,
  ...LIVE_OBSERVER_FAULTS,
  ...EARLIER_FAULTS,
];
