const MAGIC = 0xfd2fb528;
const SKIPPABLE = 0x184d2a50;
const RLE = 1;
const DICTIONARY_BYTES = [0, 1, 2, 4] as const;

/** Node's function ends after the first one. https://www.rfc-editor.org/rfc/rfc8878#section-3 */
export function* zstdFrames(packed: Uint8Array): Generator<Uint8Array> {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  for (let at = 0; at < packed.length;) {
    const magic = view.getUint32(at, true);
    if ((magic & 0xfffffff0) >>> 0 === SKIPPABLE) {
      at += 8 + view.getUint32(at + 4, true);
      continue;
    }
    if (magic !== MAGIC) throw new Error("Cannot decompress by Zstandard: this is no frame");
    const end = endOfFrame(view, at);
    if (end > packed.length) throw new Error("Cannot decompress by Zstandard: a frame is cut");
    yield packed.subarray(at, end);
    at = end;
  }
}

function endOfFrame(view: DataView, start: number): number {
  const descriptor = view.getUint8(start + 4);
  const isSingle = (descriptor >> 5) & 1;
  const sizeFlag = descriptor >> 6;
  const sizeBytes = sizeFlag === 0 ? isSingle : 1 << sizeFlag;
  let at = start + 5 + (isSingle ? 0 : 1) + DICTIONARY_BYTES[(descriptor & 3) as 0 | 1 | 2 | 3] + sizeBytes;
  for (let isLast = 0; !isLast;) {
    const header = view.getUint8(at) | view.getUint8(at + 1) << 8 | view.getUint8(at + 2) << 16;
    isLast = header & 1;
    at += 3 + (((header >> 1) & 3) === RLE ? 1 : header >> 3);
  }
  return at + ((descriptor >> 2) & 1) * 4;
}
