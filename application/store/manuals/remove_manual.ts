import { z } from "zod";
import { dayInSeoul, daySchema } from "../../../domain/store/manuals/manual.ts";
import { strictObject } from "../../../domain/shared/strict_object.ts";
import { type InvalidInput, parseAs } from "../../../domain/shared/parse.ts";
import { accepted, refused, type Result } from "../../../domain/shared/result.ts";
import { possibleManualId, type ReadManualsDeps, type UnknownManual, unknownManual } from "./read_manuals.ts";

export const removalSchema = strictObject("removal", {
  from: daySchema.optional().describe("The first day on which it no longer holds; today in Seoul when left out"),
  erase: z.enum(["true", "false"], { error: "expected true or false" }).default("false")
    .describe("true removes the manual with all its versions, as if it had never been"),
}).refine(({ from, erase }) => from === undefined || erase === "false", {
  error: "from and erase contradict each other: erasing takes away every day",
});

interface RemovedManual {
  readonly manualId: string;
  /** "unchanged": no version held on that day. */
  readonly outcome: "withdrawn" | "unchanged" | "erased";
  readonly from: string | null;
}

/** Withdrawn, its past can still be read. */
export async function removeManual(
  { manuals, clock }: ReadManualsDeps,
  id: string,
  raw: unknown = {},
): Promise<Result<RemovedManual, InvalidInput | UnknownManual>> {
  const parsed = parseAs(removalSchema, raw, "removal");
  if (!parsed.ok) return parsed;
  const now = clock();
  const manualId = possibleManualId(id);
  if (!manualId) return refused(unknownManual(id, "remove the manual"));
  const erases = parsed.value.erase === "true";
  const from = erases ? null : parsed.value.from ?? dayInSeoul(now);
  const outcome = from === null ? await manuals.erase(manualId) : await manuals.withdraw(manualId, from, now);
  if (outcome === "unknown") return refused(unknownManual(id, "remove the manual"));
  return accepted({ manualId, outcome, from });
}
