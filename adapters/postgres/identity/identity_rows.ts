import { advertisementSchema } from "../../../domain/identity/advertisement.ts";
import { type Beacon, beaconSchema } from "../../../domain/identity/beacon.ts";
import { customerSchema } from "../../../domain/identity/customer.ts";
import { type CustomerIdentity, customerIdentitySchema } from "../../../domain/identity/customer_identity.ts";
import type { RegisteredBeacon, Released } from "../../../application/identity/ports/beacons.ts";
import type { RegisteredCustomer } from "../../../application/identity/ports/customers.ts";

export type Row = Readonly<Record<string, unknown>>;

export function beaconFromRow(row: Row): RegisteredBeacon {
  const beacon = beaconSchema.parse({
    beaconId: row.beacon_id,
    storeId: row.store_id,
    uuid: row.uuid,
    major: row.major,
    minor: row.minor,
    location: { name: row.location, type: row.location_type },
    status: row.status,
  });
  return { ...beacon, version: row.version as number };
}

export function releasedFromRow(row: Row): Released {
  return { advertisement: advertisementSchema.parse(row), version: row.version as number };
}

export function beaconToRow({ beaconId, storeId, uuid, major, minor, location, status }: Beacon) {
  return {
    beacon_id: beaconId,
    store_id: storeId,
    uuid,
    major,
    minor,
    location: location.name,
    location_type: location.type,
    status,
  };
}

export function customerFromRow(row: Row): RegisteredCustomer {
  const { customer_id: customerId, last_seen: lastSeen, preferences } = row;
  const customer = customerSchema.parse({ customerId, userId: row.user_id, lastSeen, preferences });
  return { ...customer, createdAt: row.created_at as Date };
}

export function identityFromRow(row: Row): CustomerIdentity {
  return customerIdentitySchema.parse({
    customerId: row.customer_id,
    beaconId: row.beacon_id,
    storeId: row.store_id,
    location: { name: row.location, type: row.location_type },
    confidence: row.confidence,
    detectedAt: row.detected_at,
  });
}
