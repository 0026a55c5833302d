import { sleep } from "../../adapters/system/sleep.ts";
import type { Stream } from "../../domain/commerce/commerce_event.ts";
import { RunningProcess } from "../../testing/running_process.ts";
import { FENCED_LINE } from "../wiring/observe_stream.ts";

interface Member {
  readonly stream: Stream;
  process: RunningProcess | null;
  frozen: boolean;
}

const RESTART_PAUSE_MS = 1_000;

/** Real consumer processes, to be killed and started again. */
export class Consumers implements AsyncDisposable {
  readonly #members: readonly Member[];
  readonly #env: Readonly<Record<string, string>>;
  readonly #say: (line: string) => void;
  readonly #stop = new AbortController();
  /** How often a consumer has found that another one had moved its partition on. */
  fenced = 0;
  /** The last words of consumers that ended without having been killed; they are started again, as a supervisor would. */
  readonly crashes: string[] = [];

  /** @param env the settings of the installation that they work for */
  constructor(streams: readonly Stream[], env: Readonly<Record<string, string>>, say: (line: string) => void) {
    this.#members = streams.map((stream) => ({ stream, process: null, frozen: false }));
    this.#env = env;
    this.#say = say;
  }

  async start(): Promise<void> {
    await Promise.all(this.#members.map((member) => this.#start(member)));
  }

  /** Kills a consumer, or the next one that runs, and starts it again `downMs` later; false when none runs. */
  async kill(index: number, downMs: number, signal: AbortSignal): Promise<boolean> {
    const member = this.#running(index);
    const process = member?.process;
    if (!member || !process) return false;
    member.process = null;
    await process.stop("SIGKILL");
    await sleep(downMs, signal);
    await this.#start(member);
    return true;
  }

  /** Stops a consumer in the middle of whatever it does, and lets it go on there `downMs` later. */
  async freeze(index: number, downMs: number, signal: AbortSignal): Promise<boolean> {
    const member = this.#running(index);
    const process = member?.process;
    if (!member || !process) return false;
    member.frozen = true;
    process.signal("SIGSTOP");
    await sleep(downMs, signal);
    process.signal("SIGCONT");
    member.frozen = false;
    return true;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    await Promise.all(this.#members.map(({ process }) => {
      process?.signal("SIGCONT");
      // In an orderly way, so that they leave their groups and these can be deleted.
      return process?.stop("SIGTERM");
    }));
  }

  #running(index: number): Member | undefined {
    const turned = [...this.#members.slice(index), ...this.#members.slice(0, index)];
    return turned.find(({ process, frozen }) => process !== null && !frozen);
  }

  async #start(member: Member): Promise<void> {
    if (this.#stop.signal.aborted) return;
    const process = await RunningProcess.start("consumer", {
      args: ["--topic", member.stream],
      env: this.#env,
      onLine: (line) => {
        if (line.includes(FENCED_LINE)) this.fenced++;
      },
    });
    member.process = process;
    process.ended.then(async () => {
      if (member.process !== process || this.#stop.signal.aborted) return;
      this.#say(`a consumer of ${member.stream} has crashed`);
      this.crashes.push(`consumer of ${member.stream}:\n${process.lastWords()}`);
      member.process = null;
      await sleep(RESTART_PAUSE_MS, this.#stop.signal);
      await this.#start(member);
    });
  }
}
