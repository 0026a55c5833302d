import {
  ANSWER_KEPT_MS,
  type IdempotentAnswers,
  type StoredAnswer,
  UNDER_WAY_MS,
} from "../../../application/shared/idempotent_answers.ts";

interface Known {
  readonly request: string;
  readonly at: Date;
  readonly answer: StoredAnswer | null;
}

export class MemoryIdempotentAnswers implements IdempotentAnswers {
  readonly #known = new Map<string, Known>();

  begin(key: string, request: string, at: Date): ReturnType<IdempotentAnswers["begin"]> {
    const known = this.#known.get(key);
    const age = known ? at.getTime() - known.at.getTime() : Infinity;
    if (!known || age > ANSWER_KEPT_MS || (known.answer === null && age > UNDER_WAY_MS)) {
      this.#known.set(key, { request, at, answer: null });
      return Promise.resolve("begun");
    }
    if (known.request !== request) return Promise.resolve("differs");
    return Promise.resolve(known.answer ?? "under_way");
  }

  finish(key: string, begunAt: Date, answer: StoredAnswer): Promise<void> {
    const known = this.#underWay(key, begunAt);
    if (known) this.#known.set(key, { ...known, answer });
    return Promise.resolve();
  }

  release(key: string, begunAt: Date): Promise<void> {
    if (this.#underWay(key, begunAt)) this.#known.delete(key);
    return Promise.resolve();
  }

  sweep(now: Date): Promise<number> {
    const old = [...this.#known].filter(([, { at }]) => now.getTime() - at.getTime() > ANSWER_KEPT_MS);
    for (const [key] of old) this.#known.delete(key);
    return Promise.resolve(old.length);
  }

  #underWay(key: string, begunAt: Date): Known | null {
    const known = this.#known.get(key);
    return known?.answer === null && +known.at === +begunAt ? known : null;
  }
}
