import { setImmediate, setTimeout } from "node:timers";
import { wholeBetween } from "../../domain/shared/random.ts";
import { World } from "./world.ts";

const LONGEST_TURNS = 3;

/** Nobody decides who is next, so that what is simulated runs in the contract suites of the real engines. */
export class FreeWorld extends World {
  readonly #began = super.now - Date.now();

  override get now(): number {
    return this.#began + Date.now();
  }

  override async turn(): Promise<void> {
    const turns = wholeBetween(this.random, 1, LONGEST_TURNS);
    for (let nth = 0; nth < turns; nth++) await new Promise<void>((resolve) => setImmediate(resolve));
  }

  override async sleep(): Promise<void> {
    await new Promise<void>((resolve) => setTimeout(resolve, 1));
  }

  override say(): void {}
}
