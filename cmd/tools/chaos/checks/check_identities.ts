import type { Sql } from "../../../../adapters/postgres/core/connect.ts";
import { beaconFromRow, identityFromRow } from "../../../../adapters/postgres/identity/identity_rows.ts";
import type { Beacon } from "../../../../domain/identity/beacon.ts";
import { type CustomerIdentity, ONCE_WITHIN_MS } from "../../../../domain/identity/customer_identity.ts";
import { contentOfIdentity, keyOf, type Sightings, type Visitor } from "../load/sightings.ts";

export interface StoredIdentity {
  readonly eventId: string;
  readonly identity: CustomerIdentity;
}

export interface IdentityFindings {
  /** Detections answered with an identification, counted once however often they were sent. */
  readonly acknowledged: number;
  readonly stored: number;
  /** Shown in an answer but not stored; or answered, and nothing is stored within a minute. */
  readonly lost: number;
  /** Less than a minute after another one of the customer. */
  readonly doubled: number;
  readonly different: number;
  /** Of a customer or a moment that was never sent. */
  readonly unknown: number;
  readonly wrongEffects: number;
  readonly problems: readonly string[];
  readonly identities: readonly StoredIdentity[];
}

export async function checkIdentities(sql: Sql, sightings: Sightings): Promise<IdentityFindings> {
  const rows = await sql`select * from customer_identities order by customer_id, detected_at`;
  const identities = rows.map((row) => ({ eventId: String(row.event_id), identity: identityFromRow(row) }));
  const findings = compareIdentities(identities, sightings);
  const effects = [...await wrongCustomers(sql, sightings.visitors), ...await wrongBeacons(sql, sightings.beacons)];
  return {
    ...findings,
    wrongEffects: effects.length,
    problems: [...sightings.contradictions.map((text) => `different: ${text}`), ...findings.problems, ...effects],
    identities,
  };
}

export function compareIdentities(
  identities: readonly StoredIdentity[],
  { visitors, shown }: Pick<Sightings, "visitors" | "shown">,
) {
  const problems: string[] = [];
  const count = { lost: 0, doubled: 0, different: 0, unknown: 0 };
  const problem = (kind: keyof typeof count, text: string) => {
    count[kind]++;
    problems.push(`${kind}: ${text}`);
  };
  const stored = new Map<string, CustomerIdentity>();
  const moments = new Map<string, number[]>();
  for (const [nth, { identity }] of identities.entries()) {
    const { customerId, detectedAt } = identity;
    const key = keyOf(identity);
    const at = detectedAt.getTime();
    const before = identities[nth - 1]?.identity;
    if (before?.customerId === customerId && at - before.detectedAt.getTime() < ONCE_WITHIN_MS) {
      problem("doubled", `${key} is less than a minute after ${before.detectedAt.toISOString()}`);
    }
    if (!isKnown(visitors.get(customerId), at)) problem("unknown", `${key} was never sent`);
    stored.set(key, identity);
    moments.set(customerId, [...moments.get(customerId) ?? [], at]);
  }
  for (const [key, content] of shown) {
    const identity = stored.get(key);
    if (!identity) problem("lost", `${key} was answered as ${content}`);
    else if (contentOfIdentity(identity) !== content) {
      problem("different", `${key} is ${contentOfIdentity(identity)}, answered as ${content}`);
    }
  }
  let acknowledged = 0;
  for (const [customerId, { answered }] of visitors) {
    const own = moments.get(customerId) ?? [];
    for (const at of answered) {
      acknowledged++;
      if (own.some((other) => Math.abs(other - at) < ONCE_WITHIN_MS)) continue;
      problem("lost", `nothing of ${customerId} within a minute of ${new Date(at).toISOString()}, which was answered`);
    }
  }
  return { acknowledged, stored: identities.length, ...count, problems };
}

function isKnown(visitor: Visitor | undefined, at: number): boolean {
  return visitor !== undefined && (visitor.untimed || visitor.moments.has(at));
}

async function wrongCustomers(sql: Sql, visitors: Sightings["visitors"]): Promise<string[]> {
  const rows = await sql<{ customer_id: string; last_seen: Date; recounted: Date | null }[]>`
    select c.customer_id, c.last_seen, max(i.detected_at) as recounted
    from customers c left join customer_identities i on i.customer_id = c.customer_id
    group by c.customer_id, c.last_seen order by c.customer_id`;
  return rows.flatMap(({ customer_id: id, last_seen: seen, recounted }) => {
    if (!visitors.has(id)) return [`unknown: customer ${id} was never sent`];
    if (recounted?.getTime() === seen.getTime()) return [];
    const said = recounted?.toISOString() ?? "nothing";
    return [`wrong effect: ${id} was last seen at ${seen.toISOString()}, the identifications say ${said}`];
  });
}

async function wrongBeacons(sql: Sql, beacons: Sightings["beacons"]): Promise<string[]> {
  const stored = new Map((await sql`select * from beacons`).map((row) => [String(row.beacon_id), beaconFromRow(row)]));
  return [...beacons].flatMap(([id, possible]) => {
    const beacon = stored.get(id);
    if (!beacon) return [`lost: beacon ${id}`];
    if (possible.some((each) => contentOfBeacon(each) === contentOfBeacon(beacon))) return [];
    const said = possible.map(contentOfBeacon).join(" or ");
    return [`different: beacon ${id} is ${contentOfBeacon(beacon)}, expected ${said}`];
  });
}

function contentOfBeacon({ storeId, major, minor, location, status }: Beacon): string {
  return [storeId, major, minor, location.name, location.type, status].join(" | ");
}
