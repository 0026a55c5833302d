export const IDENTITY_PROBLEMS = {
  wrong_cursor: { status: 400, meaning: "The cursor belongs to another query" },
  unknown_customer: { status: 404, meaning: "There is no such customer" },
  unknown_identity: { status: 404, meaning: "There is no such identification, or its customer was erased" },
  unknown_place: { status: 422, meaning: "The store has no such place; see places" },
  unknown_member: { status: 422, meaning: "The shop has no member with this userId" },
  beacon_not_registered: { status: 404, meaning: "There is no such beacon" },
  beacon_conflict: {
    status: 409,
    meaning: "A known beacon would lose its uuid, major and minor; see beaconId",
    members: { beaconId: "table-4" },
  },
  beacon_uuid: { status: 422, meaning: "The id is a name and no uuid is given, or it is another UUID than uuid" },
  no_usable_reading: {
    status: 422,
    meaning: "No reading has a usable level; see ignored",
    members: { ignored: [{ index: 0, reason: "unknown_level" }] },
  },
  unknown_beacon: {
    status: 422,
    meaning: "None of the detected beacons is registered; see beaconIds",
    members: { beaconIds: ["550e8400-e29b-41d4-a716-446655440000"], ignored: [] },
  },
  low_confidence: {
    status: 422,
    meaning: "The readings are too weak to locate the customer; see confidence",
    members: { confidence: 0.62, ignored: [] },
  },
  inactive_beacon: {
    status: 422,
    meaning: "The beacon is out of use",
    members: { beaconId: "550e8400-e29b-41d4-a716-446655440000", beaconStatus: "maintenance", ignored: [] },
  },
  too_many_preferences: { status: 422, meaning: "The customer would have too many preferences" },
  customer_erased: { status: 422, meaning: "The customer was erased, and not admitted again before this detection" },
} as const;
