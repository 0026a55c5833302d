import { z } from "zod";
import { STREAMS } from "../../domain/commerce/commerce_event.ts";
import { strictObject } from "../../domain/shared/strict_object.ts";

const MOST_LETTERS = 1_000;

/** What a caller asks to be sent again: some letters by their places, those of a reason, or all. */
export const redriveRequestSchema = strictObject("redrive", {
  stream: z.enum(STREAMS),
  dryRun: z.boolean().default(false).describe("Say what would become of each, and send nothing"),
  letters: z.array(strictObject("letter", {
    partition: z.int().min(0).max(999_999),
    offset: z.int().min(0).max(999_999_999_999_999),
    value: z.string().optional().describe("Sent in place of its own"),
  })).min(1).max(MOST_LETTERS).optional().describe("These; left out, all of the stream that were not sent again yet"),
  code: z.string().min(1).max(100).optional().describe("Without letters: those of this reason"),
});
