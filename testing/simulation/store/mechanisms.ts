/** What keeps reports current. The simulation finds it when one of them is missing. */
export const STORE_MECHANISMS = ["notification", "pending changes", "version floor", "fencing token"] as const;

export type StoreMechanism = typeof STORE_MECHANISMS[number];
