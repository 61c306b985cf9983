/** Programs that a diagnosis asks, by name. */
export const PROGRAMS = "--allow-run=ip,ping,nstat";

/** Files of the system that a diagnosis reads. */
export const FILES =
  "--allow-read=/etc/hosts,/etc/resolv.conf,/etc/nsswitch.conf";

/** What decides on colour and on characters beyond ASCII. */
export const ENVIRONMENT = "--allow-env=TERM,LC_ALL,LC_CTYPE,LANG";

/** What looks at the path of a target need. */
export const PATH_PERMISSIONS: readonly string[] = [
  "--allow-net=<target>,<proxy>,<name server>:53,0.0.0.0:0",
  PROGRAMS,
  FILES,
  ENVIRONMENT,
];

/** What a page and a token need, where they are asked for. */
export const OUTPUT_AND_AGENT_PERMISSIONS: readonly string[] = [
  "--allow-read=FOLDER --allow-write=FOLDER (with --output)",
  "--allow-read=<token file> (with --agent, which --allow-net names too)",
];

/** What becomes of a diagnosis that may not do all. */
export const LEFT_OUT =
  "A look whose permission is missing is left out, and named.";
