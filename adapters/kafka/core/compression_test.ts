import { Buffer } from "node:buffer";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { assert, assertEquals, assertThrows } from "@std/assert";
import lz4 from "lz4js";
import { MOST_BYTES, unpackers } from "./compression.ts";

const TEXT = new TextEncoder().encode(Array.from({ length: 9_000 }, (_, n) => `${n} 김서연 ${n % 7}`).join());

/** The blocks of lz4js' frame, whose header has seven bytes. */
function blocksOf(raw: Uint8Array): { readonly size: number; readonly bytes: Uint8Array }[] {
  const packed = Buffer.from(lz4.compress(raw));
  const blocks = [];
  for (let at = 7;;) {
    const size = packed.readUInt32LE(at);
    at += 4;
    if (size === 0) return blocks;
    const length = size & 0x7fffffff;
    blocks.push({ size, bytes: packed.subarray(at, at += length) });
  }
}

interface Frame {
  readonly blockSum?: boolean;
  readonly contentSum?: boolean;
  readonly contentSize?: boolean;
}

function frame(raw: Uint8Array, { blockSum = false, contentSum = false, contentSize = false }: Frame = {}): Buffer {
  const flags = 0x60 | Number(blockSum) << 4 | Number(contentSize) << 3 | Number(contentSum) << 2;
  return Buffer.concat([
    Buffer.from([0x04, 0x22, 0x4d, 0x18, flags, 0x70]),
    Buffer.alloc(contentSize ? 8 : 0),
    Buffer.from([0]),
    ...blocksOf(raw).map(({ size, bytes }) => {
      const header = Buffer.alloc(4);
      header.writeUInt32LE(size);
      return Buffer.concat([header, bytes, Buffer.alloc(blockSum ? 4 : 0, 0xab)]);
    }),
    Buffer.alloc(4),
    Buffer.alloc(contentSum ? 4 : 0, 0xcd),
  ]);
}

function skippable(length: number): Buffer {
  return Buffer.concat([Buffer.from([0x53, 0x2a, 0x4d, 0x18, length, 0, 0, 0]), Buffer.alloc(length, 7)]);
}

const same = (found: Uint8Array, wanted: Uint8Array) =>
  assert(Buffer.from(found).equals(wanted), `${found.length} bytes`);

Deno.test("LZ4 frames are read with and without each kind of checksum, and several of them", () => {
  for (const blockSum of [false, true]) {
    for (const contentSum of [false, true]) {
      for (const contentSize of [false, true]) {
        const one = frame(TEXT, { blockSum, contentSum, contentSize });
        same(unpackers.lz4(one), TEXT);
        same(unpackers.lz4(Buffer.concat([one, skippable(9), one])), Buffer.concat([TEXT, TEXT]));
      }
    }
  }
  const noise = crypto.getRandomValues(new Uint8Array(50_000));
  same(unpackers.lz4(frame(noise, { blockSum: true })), noise);
  same(unpackers.lz4(frame(new Uint8Array())), new Uint8Array());
});

Deno.test("LZ4 blocks may refer to what lies before them", () => {
  // Four literals, then a block that is nothing but a match of 8 bytes at a distance of 4, and its last literal.
  const block = (bytes: number[]) => [bytes.length, 0, 0, 0, ...bytes];
  const packed = [
    ...[0x04, 0x22, 0x4d, 0x18, 0x40, 0x70, 0],
    ...block([0x40, 1, 2, 3, 4]),
    ...block([0x04, 4, 0, 0x10, 9]),
    ...[0, 0, 0, 0],
  ];
  assertEquals([...unpackers.lz4(Buffer.from(packed))], [1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4, 9]);
});

Deno.test("Zstandard's frames are all read, and those between them skipped", () => {
  const one = zstdCompressSync(TEXT);
  const noise = crypto.getRandomValues(new Uint8Array(60_000));
  const zeros = new Uint8Array(400_000);
  const all = [one, skippable(3), zstdCompressSync(noise), zstdCompressSync(zeros), zstdCompressSync(new Uint8Array())];
  same(unpackers.zstd(Buffer.concat(all)), Buffer.concat([TEXT, noise, zeros]));
  same(unpackers.zstd(one), TEXT);
});

Deno.test("nothing is unpacked beyond the limit, whatever a few bytes promise", () => {
  const zeros = new Uint8Array(MOST_BYTES + 1);
  // A length of 1.7 GB, and nothing behind it.
  const snappy = Buffer.from([0x80, 0x80, 0x80, 0xb0, 0x06, 0, 0]);
  const half = zeros.subarray(0, MOST_BYTES / 2 + 1);
  const bombs: [keyof typeof unpackers, Buffer][] = [
    ["gzip", gzipSync(zeros)],
    ["zstd", zstdCompressSync(zeros)],
    ["zstd", Buffer.concat([zstdCompressSync(half), zstdCompressSync(half)])],
    ["lz4", Buffer.concat(new Array<Buffer>(65).fill(frame(zeros.subarray(0, 1_048_576))))],
    ["snappy", snappy],
  ];
  for (const [name, bomb] of bombs) {
    const error = assertThrows(() => unpackers[name](bomb), Error);
    assert(/larger than|more than|too big/i.test(error.message), `${name}: ${error.message}`);
  }
  same(unpackers.gzip(gzipSync(TEXT)), TEXT);
});

Deno.test("damaged and cut LZ4 and Zstandard is refused, not read as something else", () => {
  const whole = { lz4: frame(TEXT), zstd: zstdCompressSync(TEXT) };
  for (const name of ["lz4", "zstd"] as const) {
    for (const length of [1, 6, 20, whole[name].length - 8]) {
      assertThrows(() => unpackers[name](whole[name].subarray(0, length)), Error);
    }
    assertThrows(() => unpackers[name](Buffer.from("no frame at all")), Error);
  }
});
