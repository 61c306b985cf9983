import { type Contender, CONTENDERS } from "../bench/contenders.ts";
import type { Ran } from "./command.ts";
import type { Asked } from "./fault.ts";
import type { Lab } from "./lab.ts";

/** What another program said of a fault, and when. */
export interface OtherWord {
  /** The program. */
  readonly program: string;
  /** Its words, in one line; empty where it said nothing. */
  readonly says: string;
  /** Exit code; `null` where it had to be stopped. */
  readonly code: number | null;
  /** When it ended, in milliseconds. */
  readonly tookMs: number;
}

/** Longest wait for each, in seconds: more than any verdict here takes. */
export const OTHERS_SECONDS = 10;

/** As `timeout` tells that it stopped a program; 137 where it had to kill. */
const STOPPED: readonly number[] = [124, 137];

/** Whatever asks the program itself is no other program. */
const OTHERS = CONTENDERS.filter(({ name }) => name !== "Faultline");

/**
 * Lets other programs look at a fault, in the lab in which it stands.
 *
 * @param lab The lab.
 * @param fault What is asked.
 * @returns Their words, side by side.
 */
export function askOthers(lab: Lab, fault: Asked): Promise<OtherWord[]> {
  return Promise.all(
    OTHERS.filter((one) => canAsk(one, fault)).map(async (one) => {
      // ping tells what it has seen when it is interrupted.
      const bound = ["timeout", "-s", "INT", "-k", "1", `${OTHERS_SECONDS}`];
      const ran = await lab.run("client", [...bound, ...one.command(fault)], {
        env: fault.observer?.trusts
          ? { CURL_CA_BUNDLE: `${lab.folder}/authority.pem` }
          : {},
      });
      return wordOf(one, fault, ran);
    }),
  );
}

/** curl speaks HTTP here, the others know of nothing but the connection. */
function canAsk({ name }: Contender, { target }: Asked): boolean {
  return name !== "curl" || /^https?:/.test(target);
}

function wordOf(one: Contender, fault: Asked, ran: Ran): OtherWord {
  const { code, tookMs } = ran;
  const isStopped = STOPPED.includes(code);
  return {
    program: one.name,
    says: one.says(ran, fault),
    code: isStopped ? null : code,
    tookMs,
  };
}
