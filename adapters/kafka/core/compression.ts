import { Buffer } from "node:buffer";
import { zstdCompressSync, zstdDecompressSync } from "node:zlib";
import kafkajs from "kafkajs";
import lz4 from "lz4js";
import snappy from "snappyjs";

const { CompressionCodecs, CompressionTypes } = kafkajs;

/** Header of the Java clients' Snappy blocks; two version numbers follow, then blocks with their lengths. */
const XERIAL = Buffer.from([0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0]);
const XERIAL_HEADER_BYTES = 16;

/** Without them kafkajs stops at the first batch that is not gzip, which would block a topic for good. */
export function teachCompression(): void {
  CompressionCodecs[CompressionTypes.ZSTD] = codec(zstdCompressSync, zstdDecompressSync);
  CompressionCodecs[CompressionTypes.Snappy] = codec((raw) => snappy.compress(raw), unpackSnappy);
  CompressionCodecs[CompressionTypes.LZ4] = codec(writesNoLz4, (packed) => lz4.decompress(packed));
}

function codec(pack: (raw: Buffer) => Uint8Array, unpack: (packed: Buffer) => Uint8Array) {
  return () => ({
    compress: ({ buffer }: { readonly buffer: Buffer }) => Promise.resolve(Buffer.from(pack(buffer))),
    decompress: (packed: Buffer) => Promise.resolve(Buffer.from(unpack(packed))),
  });
}

/** The library writes linked blocks, which brokers refuse. */
function writesNoLz4(): never {
  throw new Error("Cannot compress by LZ4: choose another compression");
}

function unpackSnappy(packed: Buffer): Uint8Array {
  if (!packed.subarray(0, XERIAL.length).equals(XERIAL)) return snappy.uncompress(packed);
  const blocks: Uint8Array[] = [];
  for (let at = XERIAL_HEADER_BYTES; at < packed.length;) {
    const length = packed.readUInt32BE(at);
    blocks.push(snappy.uncompress(packed.subarray(at + 4, at + 4 + length)));
    at += 4 + length;
  }
  return Buffer.concat(blocks);
}
