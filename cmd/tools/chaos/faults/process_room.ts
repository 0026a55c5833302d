import { sleep } from "../../../../adapters/system/sleep.ts";
import { RunningProcess } from "../../../../testing/engines/running_process.ts";
import { FENCED_LINE } from "../../../wiring/process/observe_stream.ts";

export interface ProcessPlan {
  readonly name: string;
  readonly kind: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Output allowed when it exits by itself, for an external cause. */
  readonly mayEndWith?: RegExp;
}

interface Member {
  readonly plan: ProcessPlan;
  readonly clockFile: string;
  process: RunningProcess | null;
  frozen: boolean;
  address: string | null;
}

interface RoomOptions {
  readonly say: (line: string) => void;
  readonly logs: string | null;
}

const RESTART_PAUSE_MS = 1_000;
const ADDRESS = /API and page at (http:\/\/[^\s"]+)|is open at (http:\/\/[^\s"]+)/;

/** Runs real processes and restarts each when it exits, as a supervisor would. */
export class ProcessRoom implements AsyncDisposable {
  readonly #members: readonly Member[];
  readonly #say: RoomOptions["say"];
  readonly #logs: string | null;
  readonly #folder: string;
  readonly #stop = new AbortController();
  readonly kills: Record<string, number> = {};
  /** How often a consumer found its offset advanced by another one. */
  fenced = 0;
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

  addresses(kind: string): string[] {
    return this.#members.filter(({ plan }) => plan.kind === kind).flatMap(({ address }) => address ?? []);
  }

  pids(): { readonly name: string; readonly kind: string; readonly pid: number }[] {
    return this.#members.flatMap(({ plan: { name, kind }, process }) => (
      process?.isRunning ? [{ name, kind, pid: process.pid }] : []
    ));
  }

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

  /** Shifts the clock of a process, and of its restarts, for `downMs`. */
  async jumpClock(name: string, byMs: number, downMs: number, signal: AbortSignal): Promise<boolean> {
    const { clockFile } = this.#members.find(({ plan }) => plan.name === name)!;
    await Deno.writeTextFile(clockFile, String(byMs));
    await sleep(downMs, signal);
    await Deno.writeTextFile(clockFile, "0");
    return true;
  }

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
      // Gracefully, so that they leave their groups and these can be deleted.
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
