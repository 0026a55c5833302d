import { NO_ARCHIVE, type RetentionRound } from "../wiring/identity/retention.ts";
import { count } from "../wiring/process/table.ts";

export function asJson(round: RetentionRound): string {
  const skipped = round.events === null ? { eventsSkipped: NO_ARCHIVE } : {};
  return JSON.stringify({ ...round, ...skipped }, null, 2);
}

export function asText({ asOf, dryRun, identities, events }: RetentionRound): string {
  const would = dryRun ? "would leave" : "left";
  const rows = identities.years.reduce((sum, { rows }) => sum + rows, 0);
  const years = identities.years.map(({ year }) => year).join(", ");
  return [
    `Retention as of ${asOf.toISOString()}${dryRun ? ", a dry run: nothing was changed" : ""}`,
    `  identifications  ${identities.years.length === 0 ? `none ${would}` : `${years} ${would}: ${count(rows)} rows`}` +
    ` (from before ${identities.before.toISOString().slice(0, 10)})`,
    `  customers        ${count(identities.customers)} ${would}, unseen for five years`,
    ...(identities.added.length > 0 ? [`  partitions       ${identities.added.join(", ")} were added ahead`] : []),
    ...(events === null ? [`  events           stay: ${NO_ARCHIVE}`] : eventLines(events, dryRun)),
  ].join("\n");
}

function eventLines(events: NonNullable<RetentionRound["events"]>, dryRun: boolean): string[] {
  return [
    `  events           ${count(events.events)} of ${count(events.days)} days before ${events.before} ` +
    (dryRun ? "would be archived" : `archived in ${count(events.objects)} objects, ${count(events.bytes)} bytes`) +
    ` in ${events.archive}`,
    ...(events.dropped > 0
      ? [`                   ${count(events.dropped)} of erased customers were removed instead`]
      : []),
    ...(events.complete ? [] : ["Interrupted before everything was archived: run it again to continue."]),
  ];
}
