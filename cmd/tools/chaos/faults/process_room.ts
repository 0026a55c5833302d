import { sleep } from "../../../../adapters/system/sleep.ts";
import { RunningProcess } from "../../../../testing/engines/running_process.ts";
import { FENCED_LINE } from "../../../wiring/process/observe_stream.ts";

/** A process of the product that is kept running. */
export interface ProcessPlan {
  /** Its own: `consumer-orders-2`. */
  readonly name: string;
  /** The folder in `cmd`. */
  readonly kind: string;
  readonly args: readonly string[];
  /** The settings, all of them. */
  readonly env: Readonly<Record<string, string>>;
  /** What it may say when it ends by itself: a reason that is none of its own. */
  readonly mayEndWith?: RegExp;
}

interface Member {
  readonly plan: ProcessPlan;
  readonly clockFile: string;
  process: RunningProcess | null;
  frozen: boolean;
  /** Where its API is. */
  address: string | null;
}

interface RoomOptions {
  readonly say: (line: string) => void;
  /** The folder in which a file for each process keeps what it has said; `null`: none. */
  readonly logs: string | null;
}

const RESTART_PAUSE_MS = 1_000;
const ADDRESS = /API and page at (http:\/\/[^\s"]+)|is open at (http:\/\/[^\s"]+)/;

/** Real processes, each started again when it ends, as a supervisor would: to be killed, stopped and confused. */
export class ProcessRoom implements AsyncDisposable {
  readonly #members: readonly Member[];
  readonly #say: RoomOptions["say"];
  readonly #logs: string | null;
  readonly #folder: string;
  readonly #stop = new AbortController();
  /** How often each kind of process was killed. */
  readonly kills: Record<string, number> = {};
  /** How often a reader has found that another one had moved its partition on. */
  fenced = 0;
  /** The last words of processes that ended without having been killed. */
  readonly crashes: string[] = [];

  private constructor(plans: readonly ProcessPlan[], folder: string, { say, logs }: RoomOptions) {
    this.#folder = folder;
    this.#say = say;
    this.#logs = logs;
    this.#members = plans.map((plan) => ({
      plan,
      clockFile: `${folder}/${plan.name}`,
      process: null,
      frozen: false,
      address: null,
    }));
    for (const { kind } of plans) this.kills[kind] = 0;
  }

  static async open(plans: readonly ProcessPlan[], options: RoomOptions): Promise<ProcessRoom> {
    const room = new ProcessRoom(plans, await Deno.makeTempDir({ prefix: "clocks-" }), options);
    if (options.logs !== null) await Deno.mkdir(options.logs, { recursive: true });
    await Promise.all(room.#members.map((member) => room.#start(member)));
    return room;
  }

  /** Where the APIs of a kind of process are that run now. */
  addresses(kind: string): string[] {
    return this.#members.filter(({ plan }) => plan.kind === kind).flatMap(({ address }) => address ?? []);
  }

  /** What runs now, by the process' name. */
  pids(): { readonly name: string; readonly kind: string; readonly pid: number }[] {
    return this.#members.flatMap(({ plan: { name, kind }, process }) => (
      process?.isRunning ? [{ name, kind, pid: process.pid }] : []
    ));
  }

  /** Kills a process, or the next of its kind that runs, and starts it again `downMs` later; false when none runs. */
  async kill(name: string, downMs: number, signal: AbortSignal): Promise<boolean> {
    const member = this.#running(name);
    const process = member?.process;
    if (!member || !process) return false;
    member.process = null;
    member.address = null;
    await process.stop("SIGKILL");
    this.kills[member.plan.kind]!++;
    await sleep(downMs, signal);
    await this.#start(member);
    return true;
  }

  /** Stops a process in the middle of whatever it does, and lets it go on there `downMs` later. */
  async freeze(name: string, downMs: number, signal: AbortSignal): Promise<boolean> {
    const member = this.#running(name);
    const process = member?.process;
    if (!member || !process) return false;
    member.frozen = true;
    process.signal("SIGSTOP");
    await sleep(downMs, signal);
    process.signal("SIGCONT");
    member.frozen = false;
    return true;
  }

  /** Lets the clock of a process, and of those that are started in its place meanwhile, be wrong for a time. */
  async jumpClock(name: string, byMs: number, downMs: number, signal: AbortSignal): Promise<boolean> {
    const { clockFile } = this.#members.find(({ plan }) => plan.name === name)!;
    await Deno.writeTextFile(clockFile, String(byMs));
    await sleep(downMs, signal);
    await Deno.writeTextFile(clockFile, "0");
    return true;
  }

  /** Ends a kind of process in an orderly way, for good. */
  async stop(kind: string): Promise<void> {
    await Promise.all(
      this.#members.filter(({ plan }) => plan.kind === kind).map(async (member) => {
        const { process } = member;
        member.process = null;
        member.address = null;
        process?.signal("SIGCONT");
        await process?.stop("SIGTERM");
      }),
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    await Promise.all(this.#members.map(({ process }) => {
      process?.signal("SIGCONT");
      // In an orderly way, so that they leave their groups and these can be deleted.
      return process?.stop("SIGTERM");
    }));
    await Deno.remove(this.#folder, { recursive: true });
  }

  #running(name: string): Member | undefined {
    const first = this.#members.findIndex(({ plan }) => plan.name === name);
    const { kind } = this.#members[first]!.plan;
    const turned = [...this.#members.slice(first), ...this.#members.slice(0, first)];
    return turned.find(({ plan, process, frozen }) => plan.kind === kind && process !== null && !frozen);
  }

  async #start(member: Member): Promise<void> {
    if (this.#stop.signal.aborted) return;
    const { kind, name, args, env, mayEndWith } = member.plan;
    const process = await RunningProcess.start(kind, {
      args,
      env: { ...env, CHAOS_CLOCK_FILE: member.clockFile },
      preload: new URL("./shifted_clock.ts", import.meta.url).href,
      onLine: (line) => {
        if (this.#logs !== null) Deno.writeTextFileSync(`${this.#logs}/${name}.log`, `${line}\n`, { append: true });
        if (line.includes(FENCED_LINE)) this.fenced++;
        const [, api, open] = ADDRESS.exec(line) ?? [];
        if (member.process === process) member.address = api ?? open ?? member.address;
      },
    });
    member.process = process;
    process.ended.then(async () => {
      if (member.process !== process || this.#stop.signal.aborted) return;
      const words = process.lastWords();
      if (mayEndWith?.test(words)) {
        this.#say(`${name} has ended, as it may`);
      } else {
        this.#say(`${name} has crashed`);
        this.crashes.push(`${name}:\n${words}`);
      }
      member.process = null;
      member.address = null;
      await sleep(RESTART_PAUSE_MS, this.#stop.signal);
      await this.#start(member);
    });
  }
}
