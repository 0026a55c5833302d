import type { Block } from "../../../domain/store/manuals/block.ts";
import type { Format } from "../../../domain/store/manuals/manual.ts";

/** The structure of a document. Whatever the text is, it has one; nothing of the text is left out. */
export type ReadBlocks = (text: string, format: Format) => Block[];
