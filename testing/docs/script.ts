/** A script of a page, run by bash in a process group of its own. Disposing of it ends the group. */
export class Script implements AsyncDisposable {
  readonly #child: Deno.ChildProcess;
  readonly #output = { stdout: "", stderr: "" };
  readonly #watchers = new Set<() => void>();
  /** The exit status. */
  readonly ended: Promise<number>;
  isRunning = true;

  /** @param env all of it; nothing is inherited */
  constructor(script: string, { cwd, env }: { readonly cwd: string; readonly env: Readonly<Record<string, string>> }) {
    // Job control gives the script a group, so that all that it started can be ended with it.
    const wrapper = 'set -m; bash -e -o pipefail -c "$SCRIPT" & trap "kill -TERM -- -$!" TERM; wait $!; ' +
      "status=$?; while kill -0 $! 2> /dev/null; do wait $!; status=$?; done; exit $status";
    this.#child = new Deno.Command("bash", {
      args: ["-c", wrapper],
      cwd,
      clearEnv: true,
      env: { ...env, SCRIPT: script },
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    this.ended = this.#untilEnd();
  }

  get stdout(): string {
    return this.#output.stdout;
  }

  get stderr(): string {
    return this.#output.stderr;
  }

  /** Resolves when the outputs so far meet the condition, or the script has ended; gives whether they do. */
  async until(isMet: () => boolean, withinMs: number): Promise<boolean> {
    const end = Date.now() + withinMs;
    while (!isMet() && this.isRunning && Date.now() < end) {
      const more = Promise.withResolvers<void>();
      this.#watchers.add(more.resolve);
      const timer = setTimeout(more.resolve, end - Date.now());
      await more.promise;
      clearTimeout(timer);
      this.#watchers.delete(more.resolve);
    }
    return isMet();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.isRunning) this.#child.kill("SIGTERM");
    await this.ended;
  }

  async #untilEnd(): Promise<number> {
    await Promise.all([this.#collect("stdout"), this.#collect("stderr")]);
    const { code } = await this.#child.status;
    this.isRunning = false;
    this.#watchers.forEach((wake) => wake());
    return code;
  }

  async #collect(name: "stdout" | "stderr"): Promise<void> {
    for await (const text of this.#child[name].pipeThrough(new TextDecoderStream())) {
      this.#output[name] += text;
      this.#watchers.forEach((wake) => wake());
    }
  }
}
