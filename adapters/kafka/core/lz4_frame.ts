const MAGIC = 0x184d2204;
const SKIPPABLE = 0x184d2a50;
const SHORTEST_MATCH = 4;

/**
 * LZ4's frames, also several, linked blocks, and with block checksums, which lz4js reads as data. Checksums are left to
 * Kafka's own. Throws for what is damaged, and beyond `limit` bytes.
 * https://github.com/lz4/lz4/blob/dev/doc/lz4_Frame_format.md
 */
export function decompressLz4(packed: Uint8Array, limit: number): Uint8Array {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  const out = new Output(limit);
  for (let at = 0; at < packed.length;) {
    const magic = view.getUint32(at, true);
    if ((magic & 0xfffffff0) >>> 0 === SKIPPABLE) {
      at += 8 + view.getUint32(at + 4, true);
    } else if (magic === MAGIC) {
      at = frameAt(packed, view, at + 4, out);
    } else {
      throw new Error("Cannot decompress by LZ4: this is no frame");
    }
  }
  return out.bytes();
}

function frameAt(packed: Uint8Array, view: DataView, start: number, out: Output): number {
  const flags = view.getUint8(start);
  const has = (bit: number) => (flags >> bit) & 1;
  const [blockSum, contentSize, contentSum, dictionary] = [has(4), has(3), has(2), has(0)];
  let at = start + 2 + contentSize * 8 + dictionary * 4 + 1;
  for (;;) {
    const size = view.getUint32(at, true);
    at += 4;
    if (size === 0) return at + contentSum * 4;
    const length = size & 0x7fffffff;
    const block = packed.subarray(at, at + length);
    if (block.length < length) throw new Error("Cannot decompress by LZ4: a block is cut");
    if (size >>> 31) out.append(block);
    else appendBlock(block, out);
    at += length + blockSum * 4;
  }
}

function appendBlock(block: Uint8Array, out: Output): void {
  let at = 0;
  const lengthOf = (start: number) => {
    if (start !== 15) return start;
    for (let length = start;;) {
      const more = block[at++];
      if (more === undefined) throw new Error("Cannot decompress by LZ4: a block is cut");
      length += more;
      if (more !== 255) return length;
    }
  };
  while (at < block.length) {
    const token = block[at++]!;
    const literals = lengthOf(token >> 4);
    if (at + literals > block.length) throw new Error("Cannot decompress by LZ4: a block is cut");
    out.append(block.subarray(at, at += literals));
    if (at === block.length) return;
    const distance = block[at]! | (block[at + 1] ?? 0) << 8;
    at += 2;
    out.repeat(distance, lengthOf(token & 15) + SHORTEST_MATCH);
  }
}

class Output {
  #held = new Uint8Array(65_536);
  #length = 0;

  constructor(private readonly limit: number) {}

  append(bytes: Uint8Array): void {
    const at = this.#grow(bytes.length);
    this.#held.set(bytes, at);
  }

  repeat(distance: number, length: number): void {
    if (distance === 0 || distance > this.#length) {
      throw new Error("Cannot decompress by LZ4: a match lies before the data");
    }
    const at = this.#grow(length);
    // It may overlap itself.
    for (let nth = 0; nth < length; nth++) this.#held[at + nth] = this.#held[at + nth - distance]!;
  }

  bytes(): Uint8Array {
    return this.#held.subarray(0, this.#length);
  }

  #grow(by: number): number {
    const at = this.#length;
    this.#length += by;
    if (this.#length > this.limit) throw new Error(`Cannot decompress by LZ4: it is more than ${this.limit} bytes`);
    if (this.#length > this.#held.length) {
      const larger = new Uint8Array(Math.min(this.limit, Math.max(2 * this.#held.length, this.#length)));
      larger.set(this.#held.subarray(0, at));
      this.#held = larger;
    }
    return at;
  }
}
