/** Names the program in the log of a proxy, a server or an agent. */
export const USER_AGENT = "faultline";
