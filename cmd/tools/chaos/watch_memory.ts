import { repeat } from "../../../adapters/system/repeat.ts";

/** What a process held in memory at most, in megabytes. */
export interface MemoryFindings {
  /** By kind of process. */
  readonly mostMb: Readonly<Record<string, number>>;
  readonly limitMb: number;
  readonly problems: readonly string[];
}

interface MemoryWatch extends AsyncDisposable {
  findings(): MemoryFindings;
}

interface Watched {
  readonly name: string;
  readonly kind: string;
  readonly pid: number;
}

const SAMPLE_EVERY_MS = 1_000;

/** Looks at how much memory processes really have (resident, not reserved), once a second, until it is disposed of. */
export function watchMemory(processes: () => readonly Watched[], limitMbOf: (kind: string) => number): MemoryWatch {
  const most = new MemoryMost(limitMbOf);
  const stop = new AbortController();
  const running = repeat(
    async () => {
      for (const process of processes()) {
        const mb = await residentMb(process.pid);
        if (mb !== null) most.add(process, mb);
      }
    },
    SAMPLE_EVERY_MS,
    stop.signal,
    () => {},
  );
  return {
    findings: () => most.findings(),
    async [Symbol.asyncDispose]() {
      stop.abort();
      await running;
    },
  };
}

/** The largest of what it is fed with, and who was over the limit. */
export class MemoryMost {
  readonly #limitMbOf: (kind: string) => number;
  readonly #most = new Map<string, { readonly name: string; readonly mb: number }>();

  constructor(limitMbOf: (kind: string) => number) {
    this.#limitMbOf = limitMbOf;
  }

  add({ name, kind }: Pick<Watched, "name" | "kind">, mb: number): void {
    if (mb > (this.#most.get(kind)?.mb ?? 0)) this.#most.set(kind, { name, mb });
  }

  findings(): MemoryFindings {
    const kinds = [...this.#most];
    return {
      mostMb: Object.fromEntries(kinds.map(([kind, { mb }]) => [kind, Math.round(mb)])),
      limitMb: Math.max(0, ...kinds.map(([kind]) => this.#limitMbOf(kind))),
      problems: kinds.flatMap(([kind, { name, mb }]) => {
        const limit = this.#limitMbOf(kind);
        return mb <= limit ? [] : [`memory: ${name} held ${Math.round(mb)} MB, at most ${limit} MB are right`];
      }),
    };
  }
}

/** As the kernel of Linux or `ps` elsewhere says; `null` of a process that is gone. */
async function residentMb(pid: number): Promise<number | null> {
  try {
    if (Deno.build.os === "linux") {
      const kb = /^VmRSS:\s+(\d+) kB$/m.exec(await Deno.readTextFile(`/proc/${pid}/status`))?.[1];
      return kb === undefined ? null : Number(kb) / 1_024;
    }
    const { stdout } = await new Deno.Command("ps", { args: ["-o", "rss=", "-p", String(pid)], stderr: "null" })
      .output();
    return Number(new TextDecoder().decode(stdout)) / 1_024 || null;
  } catch {
    return null;
  }
}
