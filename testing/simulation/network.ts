import { Outage } from "../../application/shared/fault.ts";
import type { Process, World } from "./world.ts";

/** Engines as processes see them: a call may find them away, or lose their answer. */
export class Network {
  readonly #world: World;
  readonly #away = new Map<string, number>();
  readonly #armed: { readonly whom: string; readonly kind: "unreachable" | "unanswered" }[] = [];

  constructor(world: World) {
    this.#world = world;
  }

  cut(engine: string, ms: number): void {
    this.#away.set(engine, this.#world.now + ms);
  }

  /** The process' next call fails. */
  arm(whom: string, kind: "unreachable" | "unanswered"): void {
    this.#armed.push({ whom, kind });
  }

  heal(): void {
    this.#away.clear();
    this.#armed.length = 0;
  }

  /** `work` takes effect where it stands; the caller may never learn of it. Throws `Outage`. */
  call<T>(process: Process, engine: string, what: string, work: () => T | Promise<T>): Promise<T> {
    return this.once(process, engine, what, async () => {
      const answer = await work();
      await this.#world.turn(process, `hears from ${engine}: ${what}`);
      return answer;
    });
  }

  /** Nothing happens between the effect and its answer, as where the end of a transaction is what counts. */
  async once<T>(process: Process, engine: string, what: string, work: () => T | Promise<T>): Promise<T> {
    await this.#world.turn(process, `asks ${engine}: ${what}`);
    const armed = this.#takeArmed(process.name);
    if (armed === "unreachable" || (this.#away.get(engine) ?? 0) > this.#world.now) {
      this.#world.say(`${process.name} can't reach ${engine}`);
      throw new Outage(engine, "unreachable");
    }
    const answer = await work();
    if (armed !== "unanswered") return answer;
    this.#world.say(`${process.name} never hears the answer of ${engine}`);
    throw new Outage(engine, "no answer");
  }

  #takeArmed(name: string) {
    const nth = this.#armed.findIndex(({ whom }) => whom === name);
    return nth < 0 ? null : this.#armed.splice(nth, 1)[0]!.kind;
  }
}
