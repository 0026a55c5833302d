import { fileURLToPath } from "node:url";
import { textLines } from "../../adapters/files/text_lines.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
/**
 * What a program needs to run at all, without settings of the product: a developer's `DATABASE_URL` must never be used.
 */
const PASSED_ON = /^(PATH|HOME|USERPROFILE|SYSTEMROOT|TMPDIR|TEMP|TMP|LANG|DENO_.*|NPM_.*|XDG_.*|.*_PROXY)$/i;
const LINES_KEPT = 2_000;
const LINES_TOLD = 30;
const STOP_WITHIN_MS = 15_000;

interface ProcessOptions {
  readonly args?: readonly string[];
  /** All of its settings. */
  readonly env?: Readonly<Record<string, string>>;
  /** The working directory; default: a temporary one, so that no `.env` is read. */
  readonly cwd?: string;
  /** A module that is run before it. */
  readonly preload?: string;
  /** Called with each line of both outputs. */
  readonly onLine?: (line: string) => void;
}

/** This process's variables that a program needs to run at all, without settings of the product. */
export function inheritedEnvironment(): Record<string, string> {
  return Object.fromEntries(Object.entries(Deno.env.toObject()).filter(([variable]) => PASSED_ON.test(variable)));
}

interface Ended {
  readonly code: number;
  readonly signal: Deno.Signal | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * A process (`cmd/<name>/main.ts`) or tool (`tools/<name>`) of the product as an operating system process. Disposing
 * stops it.
 */
export class RunningProcess implements AsyncDisposable {
  readonly #name: string;
  readonly #child: Deno.ChildProcess;
  readonly #folder: string | null;
  readonly #outputs = { stdout: [] as string[], stderr: [] as string[] };
  readonly #watchers = new Set<(line: string) => void>();
  readonly ended: Promise<Ended>;
  isRunning = true;

  private constructor(name: string, child: Deno.ChildProcess, folder: string | null, onLine?: (line: string) => void) {
    this.#name = name;
    this.#child = child;
    this.#folder = folder;
    if (onLine) this.#watchers.add(onLine);
    this.ended = this.#untilEnd();
  }

  static async start(
    name: string,
    { args = [], env = {}, cwd, preload, onLine }: ProcessOptions = {},
  ): Promise<RunningProcess> {
    const folder = cwd === undefined ? await Deno.makeTempDir({ prefix: `${name.replaceAll("/", "-")}-` }) : null;
    const child = new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        "-A",
        "--no-prompt",
        ...(preload ? ["--preload", preload] : []),
        `${ROOT}cmd/${name}/main.ts`,
        ...args,
      ],
      cwd: cwd ?? folder!,
      clearEnv: true,
      env: { ...inheritedEnvironment(), NO_COLOR: "1", ...env },
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    return new RunningProcess(name, child, folder, onLine);
  }

  get pid(): number {
    return this.#child.pid;
  }

  /** Returns the first line, past or future, that matches. Rejects when the process ends without one. */
  async line(pattern: RegExp, withinMs = 30_000): Promise<RegExpExecArray> {
    for (const line of [...this.#outputs.stdout, ...this.#outputs.stderr]) {
      const match = pattern.exec(line);
      if (match) return match;
    }
    const found = Promise.withResolvers<RegExpExecArray>();
    const watcher = (line: string) => {
      const match = pattern.exec(line);
      if (match) found.resolve(match);
    };
    this.#watchers.add(watcher);
    const timer = setTimeout(() => found.reject(this.#complaint(`no line ${pattern} within ${withinMs} ms`)), withinMs);
    this.ended.then(({ code }) => found.reject(this.#complaint(`it ended with ${code} before a line ${pattern}`)));
    try {
      return await found.promise;
    } finally {
      clearTimeout(timer);
      this.#watchers.delete(watcher);
    }
  }

  /** The address of health, readiness and metrics, once the process has logged it. */
  async probes(): Promise<string> {
    return (await this.line(/health and metrics at (http:\/\/[^\s"]+)/))[1]!;
  }

  /** Sends a signal; does nothing if the process has ended. */
  signal(name: Deno.Signal): void {
    if (!this.isRunning) return;
    try {
      this.#child.kill(name);
    } catch (error) {
      // It has just ended, and its outputs are still being read.
      if (!(error instanceof TypeError || error instanceof Deno.errors.NotFound)) throw error;
    }
  }

  /** Stops the process and returns how it ended and how long that took. Kills a process that does not stop. */
  async stop(name: Deno.Signal = "SIGTERM"): Promise<Ended & { readonly ms: number }> {
    const began = performance.now();
    this.signal(name);
    const timer = setTimeout(() => this.signal("SIGKILL"), STOP_WITHIN_MS);
    const ended = await this.ended;
    clearTimeout(timer);
    return { ...ended, ms: performance.now() - began };
  }

  lastWords(): string {
    const { stdout, stderr } = this.#outputs;
    return [...stdout, ...stderr].slice(-LINES_TOLD).join("\n");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop("SIGKILL");
  }

  #complaint(what: string): Error {
    return new Error(`${this.#name}: ${what}; its last words:\n${this.lastWords()}`);
  }

  async #untilEnd(): Promise<Ended> {
    const [status] = await Promise.all([this.#child.status, this.#read("stdout"), this.#read("stderr")]);
    this.isRunning = false;
    if (this.#folder) await Deno.remove(this.#folder, { recursive: true });
    const text = (lines: string[]) => lines.map((line) => `${line}\n`).join("");
    const { stdout, stderr } = this.#outputs;
    return { code: status.code, signal: status.signal, stdout: text(stdout), stderr: text(stderr) };
  }

  async #read(output: "stdout" | "stderr"): Promise<void> {
    const lines = this.#outputs[output];
    for await (const batch of textLines(this.#child[output])) {
      for (const { text } of batch) {
        lines.push(text);
        if (lines.length > LINES_KEPT) lines.shift();
        for (const watcher of this.#watchers) watcher(text);
      }
    }
  }
}

/** Runs a process that ends by itself. */
export async function runProcessToEnd(name: string, options: ProcessOptions = {}): Promise<Ended> {
  await using process = await RunningProcess.start(name, options);
  return await process.ended;
}
