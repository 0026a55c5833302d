const CATCH_UP_SECONDS = 2;

/** What is due at a rate. After a pause, at most two seconds of it are caught up: more would change the load. */
export class Due {
  pieces = 0;
  #then: number;

  constructor(readonly rate: number, began: number) {
    this.#then = began;
  }

  update(now: number): void {
    this.pieces = Math.min(this.pieces + this.rate * (now - this.#then) / 1_000, this.rate * CATCH_UP_SECONDS);
    this.#then = now;
  }
}
