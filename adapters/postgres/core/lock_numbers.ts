/** The advisory locks of all databases: under one number, two that have nothing to do with each other would wait. */
export const LOCKS = {
  migrations: 7_150_000,
  /** Shared by transactions that add orders, exclusive for those that change stored ones. Taken before `totals`. */
  orders: 7_150_001,
  grades: 7_150_002,
  /** For changing many rows of users, products and daily sales: in different orders, two batches would deadlock. */
  totals: 7_150_003,
  /** In migrations/main/003, `create_identity_partitions`. */
  identityPartitions: 7_150_004,
  /**
   * Erasing a manual removes contents that no version has any more, which a load may have found there at the same moment:
   * shared by loads, exclusive for an erasure.
   */
  manualContents: 7_150_005,
  testTemplates: 7_151_000,
  split: 7_152_000,
  splitReferences: 7_152_001,
  testBarrier: 7_153_000,
} as const;

/**
 * `idle_in_transaction_session_timeout` of transactions that others wait for. A process that hangs, or a machine that
 * vanishes, would otherwise keep its locks until TCP gives the connection up, which takes hours.
 */
export const IDLE_AT_MOST = "30s";
