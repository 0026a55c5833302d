import { Buffer } from "node:buffer";
import { gunzipSync, gzipSync, zstdCompressSync, zstdDecompressSync } from "node:zlib";
import kafkajs from "kafkajs";
import snappy from "snappyjs";
import { decompressLz4 } from "./lz4_frame.ts";
import { zstdFrames } from "./zstd_frames.ts";

const { CompressionCodecs, CompressionTypes } = kafkajs;

/** Header of the Java clients' Snappy blocks; two version numbers follow, then blocks with their lengths. */
const XERIAL = Buffer.from([0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0]);
const XERIAL_HEADER_BYTES = 16;
/** Of one batch: many times what producers send, and what a process can hold. A few bytes may stand for gigabytes. */
export const MOST_BYTES = 67_108_864;

/** Without them kafkajs stops at the first batch that is not gzip, which would block a topic for good. */
export function teachCompression(): void {
  CompressionCodecs[CompressionTypes.GZIP] = codec(gzipSync, unpackers.gzip);
  CompressionCodecs[CompressionTypes.ZSTD] = codec(zstdCompressSync, unpackers.zstd);
  CompressionCodecs[CompressionTypes.Snappy] = codec((raw) => snappy.compress(raw), unpackers.snappy);
  CompressionCodecs[CompressionTypes.LZ4] = codec(writesNoLz4, unpackers.lz4);
}

/** Each throws beyond `MOST_BYTES`. */
export const unpackers = {
  gzip: (packed: Buffer): Uint8Array => gunzipSync(packed, { maxOutputLength: MOST_BYTES }),
  zstd: unpackZstd,
  snappy: unpackSnappy,
  lz4: (packed: Buffer): Uint8Array => decompressLz4(packed, MOST_BYTES),
} as const;

function codec(pack: (raw: Buffer) => Uint8Array, unpack: (packed: Buffer) => Uint8Array) {
  return () => ({
    compress: ({ buffer }: { readonly buffer: Buffer }) => Promise.resolve(Buffer.from(pack(buffer))),
    decompress: (packed: Buffer) => Promise.try(() => Buffer.from(unpack(packed))),
  });
}

/** Nothing here writes it. */
function writesNoLz4(): never {
  throw new Error("Cannot compress by LZ4: choose another compression");
}

function unpackZstd(packed: Buffer): Uint8Array {
  let left = MOST_BYTES;
  return Buffer.concat([...zstdFrames(packed)].map((frame) => {
    const raw = zstdDecompressSync(frame, { maxOutputLength: Math.max(1, left) });
    left -= raw.length;
    return raw;
  }));
}

function unpackSnappy(packed: Buffer): Uint8Array {
  if (!packed.subarray(0, XERIAL.length).equals(XERIAL)) return snappy.uncompress(packed, MOST_BYTES);
  const blocks: Uint8Array[] = [];
  let left = MOST_BYTES;
  for (let at = XERIAL_HEADER_BYTES; at < packed.length;) {
    const length = packed.readUInt32BE(at);
    const block = snappy.uncompress(packed.subarray(at + 4, at + 4 + length), left);
    left -= block.length;
    blocks.push(block);
    at += 4 + length;
  }
  return Buffer.concat(blocks);
}
