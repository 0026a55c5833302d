import { z } from "zod";
import {
  dayInSeoul,
  daySchema,
  kindSchema,
  type ManualId,
  manualIdSchema,
} from "../../../domain/store/manuals/manual.ts";
import { strictObject } from "../../../domain/shared/strict_object.ts";
import { type InvalidInput, parseAs } from "../../../domain/shared/parse.ts";
import { accepted, type Refusal, refused, type Result } from "../../../domain/shared/result.ts";
import { storeIdSchema } from "../../../domain/shared/store_id.ts";
import type { Manuals, StoredVersion, VersionSummary } from "../ports/manuals.ts";

export interface UnknownManual extends Refusal {
  readonly code: "unknown_manual";
  readonly id: string;
}

export interface ReadManualsDeps {
  readonly manuals: Manuals;
  readonly clock: () => Date;
}

/** A page, and one more that tells whether another follows. */
const MOST_LISTED = 1_001;

export const manualListSchema = strictObject("list", {
  store: storeIdSchema.optional().describe("Only what concerns this store or all stores"),
  kind: kindSchema.optional(),
  on: daySchema.optional().describe("What held on this day; today in Seoul when left out"),
  after: z.string().max(100).optional().describe("The last id of the page before"),
  limit: z.coerce.number().int().min(1).max(MOST_LISTED).default(50),
});

export const onDaySchema = strictObject("question", {
  on: daySchema.optional().describe("The text that held on this day; today in Seoul when left out"),
});

export async function readManual(
  { manuals, clock }: ReadManualsDeps,
  id: string,
  raw: unknown = {},
): Promise<Result<Omit<StoredVersion, "fingerprint">, InvalidInput | UnknownManual>> {
  const parsed = parseAs(onDaySchema, raw, "question");
  if (!parsed.ok) return parsed;
  const on = parsed.value.on ?? dayInSeoul(clock());
  const manualId = possibleManualId(id);
  const found = manualId && await manuals.find(manualId, on);
  if (!found) return refused(unknownManual(id, `read the manual as of ${on}`));
  const { fingerprint: _, ...version } = found;
  return accepted(version);
}

export async function listVersions(
  { manuals }: Pick<ReadManualsDeps, "manuals">,
  id: string,
): Promise<Result<VersionSummary[], UnknownManual>> {
  const manualId = possibleManualId(id);
  const versions = manualId ? await manuals.versions(manualId) : [];
  return versions.length > 0 ? accepted(versions) : refused(unknownManual(id, "list the versions"));
}

export async function listManuals(
  { manuals, clock }: ReadManualsDeps,
  raw: unknown = {},
): Promise<Result<VersionSummary[], InvalidInput>> {
  const parsed = parseAs(manualListSchema, raw, "list");
  if (!parsed.ok) return parsed;
  const { store = null, kind = null, on = dayInSeoul(clock()), after = null, limit } = parsed.value;
  return accepted(await manuals.list({ on, kind, store }, { after, limit }));
}

export function possibleManualId(id: string): ManualId | null {
  return manualIdSchema.safeParse(id).data ?? null;
}

export function unknownManual(id: string, act: string): UnknownManual {
  return { code: "unknown_manual", message: `Cannot ${act}: there is no manual ${id.slice(0, 100)}`, id };
}
