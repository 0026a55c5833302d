import type { EventsArchived } from "../../application/identity/archive_events.ts";
import type { IdentitiesExpired } from "../../application/identity/expire_identities.ts";
import { count } from "../wiring/process/table.ts";

interface RetentionReport {
  readonly asOf: Date;
  readonly dryRun: boolean;
  readonly identities: IdentitiesExpired;
  readonly events: EventsArchived & { readonly archive: string };
}

export function asJson(report: RetentionReport): string {
  return JSON.stringify(report, null, 2);
}

export function asText({ asOf, dryRun, identities, events }: RetentionReport): string {
  const would = dryRun ? "would leave" : "left";
  const rows = identities.years.reduce((sum, { rows }) => sum + rows, 0);
  const years = identities.years.map(({ year }) => year).join(", ");
  return [
    `Retention as of ${asOf.toISOString()}${dryRun ? ", a dry run: nothing was changed" : ""}`,
    `  identifications  ${identities.years.length === 0 ? `none ${would}` : `${years} ${would}: ${count(rows)} rows`}` +
    ` (years that ended before ${identities.before.toISOString().slice(0, 10)})`,
    `  customers        ${count(identities.customers)} ${would}, unseen for five years`,
    ...(identities.added.length > 0 ? [`  partitions       ${identities.added.join(", ")} were added ahead`] : []),
    `  events           ${count(events.events)} of ${count(events.days)} days before ${events.before} ` +
    (dryRun ? "would be archived" : `archived in ${count(events.objects)} objects, ${count(events.bytes)} bytes`) +
    ` in ${events.archive}`,
    ...(events.dropped > 0
      ? [`                   ${count(events.dropped)} of erased customers were removed instead`]
      : []),
    ...(events.complete ? [] : ["Stopped before everything was carried: run it again, it goes on."]),
  ].join("\n");
}
