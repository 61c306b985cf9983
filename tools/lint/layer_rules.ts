/** One folder of `src/` and what its files may reach. */
export interface Layer {
  /** Folders of `src/` that it may import, besides itself. */
  readonly imports: readonly string[];
  /** Packages that it may import: exact names or prefixes ending in `/`. */
  readonly packages: readonly string[];
  /** Whether it is free of I/O, clocks, randomness and timers. */
  readonly pure: boolean;
}

const LOW = ["io", "wire", "model"] as const;

/**
 * The direction of imports: cli → app → (probe, session, report | core) →
 * (io, wire) → model. Folders beside each other never import each other, so
 * that facts (probe, session), judgement (core) and rendering (report) meet
 * in app alone.
 */
export const LAYERS: Readonly<Record<string, Layer>> = {
  model: { imports: [], packages: [], pure: true },
  wire: {
    imports: ["model"],
    packages: ["@valibot/to-json-schema", "dns-packet", "js-yaml", "valibot"],
    pure: true,
  },
  core: { imports: ["wire", "model"], packages: [], pure: true },
  io: {
    imports: ["model"],
    packages: ["@std/async/", "node:", "websocket-driver"],
    pure: false,
  },
  probe: { imports: LOW, packages: ["@std/async/"], pure: false },
  session: { imports: LOW, packages: ["@std/async/"], pure: false },
  report: { imports: LOW, packages: [], pure: false },
  app: {
    imports: ["core", "probe", "session", "report", ...LOW],
    packages: ["@std/async/"],
    pure: false,
  },
  cli: {
    imports: ["app", "core", "probe", "session", "report", ...LOW],
    packages: ["@std/cli/", "@std/async/"],
    pure: false,
  },
};

/** Files that implement the `Io` record, the one door to the outside. */
export const IO_IMPLEMENTATION = /^src\/io\/deno[a-z_]*\.ts$/;

/**
 * What the command line may ask of Deno: its arguments, its terminal and how
 * it ends. Everything else goes through `Io`.
 */
export const CLI_DENO: ReadonlySet<string> = new Set([
  "addSignalListener",
  "args",
  "build",
  "consoleSize",
  "env",
  "exit",
  "exitCode",
  "noColor",
  "removeSignalListener",
  "stderr",
  "stdin",
  "stdout",
  "version",
]);

/** Names that reach outside, with what to use instead and why. */
export const OUTSIDE: ReadonlyMap<string, string> = new Map([
  ["Deno", "only src/io/deno*.ts touches Deno, so that tests replace it all"],
  ["process", "only src/io/deno*.ts asks the process"],
  ["Buffer", "bytes are Uint8Array everywhere"],
  ["fetch", "requests go through Io, so that they are counted and bounded"],
  ["WebSocket", "sockets are opened through Io"],
  ["WebSocketStream", "sockets are opened through Io"],
  ["Worker", "there is one thread"],
  ["crypto", "randomness is given by Io, so that a seed replays a run"],
  ["performance", "the clock is given by Io, so that tests own the time"],
  ["setTimeout", "waits go through Io, so that each can be cancelled"],
  ["setInterval", "waits go through Io, so that each can be cancelled"],
  ["setImmediate", "waits go through Io, so that each can be cancelled"],
  ["alert", "nothing asks the user"],
  ["confirm", "nothing asks the user"],
  ["prompt", "nothing asks the user"],
  ["localStorage", "nothing is remembered behind the caller's back"],
  ["globalThis", "a global reached by another name is still a global"],
]);

/** Members that reach outside although their object does not. */
export const OUTSIDE_MEMBERS: ReadonlyMap<string, string> = new Map([
  ["Date.now", "the clock is given by Io, so that tests own the time"],
  ["Math.random", "randomness is given by Io, so that a seed replays a run"],
  ["AbortSignal.timeout", "a timer in disguise: waits go through Io"],
]);
