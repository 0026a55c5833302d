const FIRST_CAPACITY = 1_024;
const MOST_COUNTED = 65_535;

/** Counts equal digests in 10 to 20 bytes each: an import meets as many as its file has lines. */
export class DigestCounter {
  #capacity = FIRST_CAPACITY;
  /** The first 64 bits of a digest, halves side by side; 0 and 0 is an empty place. */
  #keys = new Uint32Array(2 * FIRST_CAPACITY);
  #counts = new Uint16Array(FIRST_CAPACITY);
  #size = 0;

  /** How many there are. */
  get size(): number {
    return this.#size;
  }

  /** How often this digest has been added, this time included. @param digest hexadecimal, at least 16 digits */
  add(digest: string): number {
    if (this.#size * 3 >= this.#capacity * 2) this.#grow();
    const high = parseInt(digest.slice(0, 8), 16);
    const low = parseInt(digest.slice(8, 16), 16) || 1;
    const place = this.#placeOf(high, low);
    if (this.#counts[place] === 0) {
      this.#keys[2 * place] = high;
      this.#keys[2 * place + 1] = low;
      this.#size++;
    }
    if (this.#counts[place]! < MOST_COUNTED) this.#counts[place]!++;
    return this.#counts[place]!;
  }

  #placeOf(high: number, low: number): number {
    let place = low % this.#capacity;
    while (this.#counts[place] !== 0 && (this.#keys[2 * place] !== high || this.#keys[2 * place + 1] !== low)) {
      place = (place + 1) % this.#capacity;
    }
    return place;
  }

  #grow(): void {
    const [keys, counts] = [this.#keys, this.#counts];
    this.#capacity *= 2;
    this.#keys = new Uint32Array(2 * this.#capacity);
    this.#counts = new Uint16Array(this.#capacity);
    for (let old = 0; old < counts.length; old++) {
      if (counts[old] === 0) continue;
      const place = this.#placeOf(keys[2 * old]!, keys[2 * old + 1]!);
      this.#keys[2 * place] = keys[2 * old]!;
      this.#keys[2 * place + 1] = keys[2 * old + 1]!;
      this.#counts[place] = counts[old]!;
    }
  }
}
