/** Advisory locks, unique across all databases. */
export const LOCKS = {
  migrations: 7_150_000,
  /**
   * Shared by transactions that add orders, exclusive for those that change stored ones or remove users or products: in
   * migrations/main/033, too. Taken before `totals`.
   */
  orders: 7_150_001,
  grades: 7_150_002,
  /** For changing many rows of users, products and daily sales, which would deadlock in different orders. */
  totals: 7_150_003,
  /** In migrations/main/003, `create_identity_partitions`. */
  identityPartitions: 7_150_004,
  /** Shared by loads, exclusive for an erasure, which removes contents that no version has any more. */
  manualContents: 7_150_005,
  /** So that the versions of beacons count in the order in which their changes are seen. */
  beacons: 7_150_006,
  /** In the source and market databases: shared by what stores records of partners, exclusive for an erasure of a buyer. */
  buyers: 7_150_007,
  /** With the topic's hash as a second number: one relay at a time. */
  outbox: 7_150_020,
  testTemplates: 7_151_000,
  split: 7_152_000,
  splitReferences: 7_152_001,
  testBarrier: 7_153_000,
} as const;

/** `idle_in_transaction_session_timeout` where others wait: TCP takes hours to give up a vanished machine. */
export const IDLE_AT_MOST = "30s";
