/** How long nothing was stored although something was there to be stored. Fed with observations, it knows no clock. */
export class StallWatch {
  #progress = -1;
  #since: number | null = null;
  #upSince: number | null = null;
  longestMs = 0;
  /** Counting anew whenever Postgres answers again. */
  longestWhileUpMs = 0;

  /**
   * Gives the length of the stall that ends with this observation, 0 where none does.
   *
   * @param progress records stored so far; `null` when the store did not answer
   * @param due records to be stored
   */
  observe(atMs: number, progress: number | null, due: number): number {
    const moved = progress !== null && (progress > this.#progress || progress >= due);
    const endedMs = moved ? atMs - (this.#since ?? atMs) : 0;
    if (moved) this.#progress = progress;
    this.#since = moved ? atMs : this.#since ?? atMs;
    this.#upSince = moved || progress === null ? atMs : this.#upSince ?? atMs;
    this.longestMs = Math.max(this.longestMs, atMs - this.#since);
    this.longestWhileUpMs = Math.max(this.longestWhileUpMs, atMs - this.#upSince);
    return endedMs;
  }
}
