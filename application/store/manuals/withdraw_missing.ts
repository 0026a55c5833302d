import { isDoubtful } from "../../../domain/shared/missing_share.ts";
import { dayInSeoul, type ManualId } from "../../../domain/store/manuals/manual.ts";
import type { Manuals, VersionSummary } from "../ports/manuals.ts";

interface WithdrawMissingDeps {
  readonly manuals: Pick<Manuals, "list" | "withdraw">;
  readonly clock: () => Date;
}

export interface Missing {
  /** What a folder is the whole of: manuals of one kind, of the same stores, or all. */
  readonly kind?: string;
  readonly stores?: readonly string[];
  /** Share of those manuals; one is always withdrawn. */
  readonly mostMissing: number;
}

export interface WithdrawnMissing {
  /** "refused": more are missing than allowed, and none was withdrawn. */
  readonly outcome: "withdrawn" | "refused";
  /** How many manuals held today that the folder is the whole of. */
  readonly held: number;
  readonly missing: readonly ManualId[];
}

const PAGE = 1_000;

/** Withdraws from today on what holds and is not present. What was withdrawn can still be read as of its days. */
export async function withdrawMissing(
  { manuals, clock }: WithdrawMissingDeps,
  present: ReadonlySet<string>,
  { kind, stores, mostMissing }: Missing,
): Promise<WithdrawnMissing> {
  const now = clock();
  const on = dayInSeoul(now);
  const filter = { on, kind: kind ?? null, store: null };
  const wanted = stores && JSON.stringify([...new Set(stores)].sort());
  const held: VersionSummary[] = [];
  for (let after: string | null = null;;) {
    const page: VersionSummary[] = await manuals.list(filter, { after, limit: PAGE });
    held.push(...page.filter((version) => wanted === undefined || JSON.stringify(version.stores) === wanted));
    if (page.length < PAGE) break;
    after = page.at(-1)!.manualId;
  }
  const missing = held.map(({ manualId }) => manualId).filter((id) => !present.has(id));
  if (isDoubtful({ missing: missing.length, known: held.length, most: mostMissing })) {
    return { outcome: "refused", held: held.length, missing };
  }
  for (const id of missing) await manuals.withdraw(id, on, now);
  return { outcome: "withdrawn", held: held.length, missing };
}
