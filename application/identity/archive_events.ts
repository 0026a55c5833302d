import type { CustomerId } from "../../domain/identity/customer.ts";
import { dayOf, EVENTS_KEPT_YEARS, yearsBefore } from "../../domain/identity/retention.ts";
import type { ArchiveCatalogue, Archived, ArchivePlan, EventArchive, EventRecord, OldEvents } from "./ports/events.ts";
import type { Digest } from "../../domain/shared/digest.ts";

interface ArchiveEventsDeps {
  readonly record: EventRecord & OldEvents;
  readonly archive: EventArchive;
  readonly catalogue: ArchiveCatalogue;
  /** SHA-256, hexadecimal. */
  readonly digestOf: Digest;
}

interface ArchiveOptions {
  readonly asOf: Date;
  readonly dryRun: boolean;
  readonly signal: AbortSignal;
  readonly onProgress?: (events: number) => void;
}

export interface EventsArchived {
  /** Exclusive. */
  readonly before: string;
  readonly days: number;
  readonly objects: number;
  /** In a dry run: to be archived. */
  readonly events: number;
  /** Of erased customers: removed, not archived. */
  readonly dropped: number;
  readonly bytes: number;
  /** False if aborted. */
  readonly complete: boolean;
}

/** Bounds memory to a few megabytes and an object to about one. */
const EVENTS_AN_OBJECT = 10_000;

/**
 * Order: plan stored, object written and verified, events removed, plan finished. The next run continues an unfinished
 * plan, so no event is lost or archived twice.
 */
export async function archiveEvents(deps: ArchiveEventsDeps, options: ArchiveOptions): Promise<EventsArchived> {
  const { asOf, dryRun, signal, onProgress } = options;
  const cutoff = yearsBefore(asOf, EVENTS_KEPT_YEARS);
  const total = { days: 0, objects: 0, events: 0, dropped: 0, bytes: 0 };
  const done = (complete: boolean): EventsArchived => ({ before: dayOf(cutoff), ...total, complete });
  const carryAndCount = async (plan: ArchivePlan) => {
    const archived = await carry(deps, plan, asOf);
    total.objects += archived ? 1 : 0;
    total.events += archived?.events ?? 0;
    total.dropped += plan.events.length - (archived?.events ?? 0);
    total.bytes += archived?.bytes ?? 0;
    onProgress?.(total.events);
  };

  if (!dryRun) await carryUnfinished(deps, carryAndCount);
  for await (const day of deps.record.days(cutoff)) {
    total.days++;
    if (dryRun) {
      total.events += (await deps.record.ofDay(day, Infinity)).length;
      onProgress?.(total.events);
      if (signal.aborted) return done(false);
      continue;
    }
    for (;;) {
      if (signal.aborted) return done(false);
      const events = await deps.record.ofDay(day, EVENTS_AN_OBJECT);
      if (events.length === 0) break;
      const keys = events.map(({ identity: { customerId, detectedAt } }) => ({ customerId, detectedAt }));
      const digest = deps.digestOf(events.map(({ eventId }) => eventId).sort().join("\n"));
      const plan = { name: `events/${day.replaceAll("-", "/")}/${digest}.jsonl.gz`, day, events: keys };
      if (await deps.catalogue.plan(plan, asOf) === "busy") await carryUnfinished(deps, carryAndCount);
      else await carryAndCount(plan);
    }
  }
  return done(true);
}

async function carryUnfinished({ catalogue }: ArchiveEventsDeps, carry: (plan: ArchivePlan) => Promise<void>) {
  const plan = await catalogue.unfinished();
  if (plan) await carry(plan);
}

async function carry(deps: ArchiveEventsDeps, plan: ArchivePlan, at: Date): Promise<Archived | null> {
  const archived = await deps.archive.find(plan.name) ?? await write(deps, plan);
  await deps.record.remove(plan.events);
  await deps.catalogue.finish(plan.name, archived, at);
  return archived;
}

/** `null` when no event is left, or all are of erased customers. */
async function write({ record, archive, catalogue }: ArchiveEventsDeps, plan: ArchivePlan): Promise<Archived | null> {
  const customers = new Set<CustomerId>(plan.events.map(({ customerId }) => customerId));
  const events = await record.still(plan.events);
  const keys = await catalogue.keysOf([...customers]);
  const lines = events.flatMap((event) => {
    const key = keys.get(event.identity.customerId);
    return key ? [{ ...key, event }] : [];
  });
  return lines.length > 0 ? await archive.put(plan.name, lines) : null;
}
