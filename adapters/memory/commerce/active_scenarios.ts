import type { ActiveScenarios, RunningScenario } from "../../../application/commerce/ports/active_scenarios.ts";

/** The running scenarios, for an installation of one process. */
export class MemoryActiveScenarios implements ActiveScenarios {
  readonly #until = new Map<string, Date>();

  running(now: Date): Promise<RunningScenario[]> {
    for (const [name, until] of this.#until) if (until <= now) this.#until.delete(name);
    const running = [...this.#until].map(([name, until]) => ({ name, until }));
    return Promise.resolve(running.sort((a, b) => (a.name < b.name ? -1 : 1)));
  }

  start({ name, until }: RunningScenario): Promise<void> {
    this.#until.set(name, until);
    return Promise.resolve();
  }

  stop(name: string, now: Date): Promise<"stopped" | "idle"> {
    const until = this.#until.get(name);
    this.#until.delete(name);
    return Promise.resolve(until !== undefined && until > now ? "stopped" : "idle");
  }
}
