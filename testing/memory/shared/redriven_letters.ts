import type { LetterPlace, RedrivenLetter, RedrivenLetters } from "../../../application/shared/redriven_letters.ts";

export class MemoryRedrivenLetters implements RedrivenLetters {
  readonly #letters = new Map<string, RedrivenLetter>();

  among(places: readonly LetterPlace[]): Promise<RedrivenLetter[]> {
    return Promise.resolve(places.flatMap((place) => this.#letters.get(keyOf(place)) ?? []));
  }

  add(letters: readonly RedrivenLetter[]): Promise<void> {
    for (const letter of letters) {
      if (!this.#letters.has(keyOf(letter))) this.#letters.set(keyOf(letter), letter);
    }
    return Promise.resolve();
  }
}

function keyOf({ topic, partition, offset, logId }: LetterPlace): string {
  return JSON.stringify([topic, partition, offset, logId]);
}
