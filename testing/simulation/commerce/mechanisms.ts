/** What keeps commerce right. The simulation finds it when one of them is missing. */
export const COMMERCE_MECHANISMS = [
  "offset fence",
  "row lock",
  "inbox check",
  "register of the erased",
  "lock of the erasure",
  "blank message",
  "blank pending orders",
  "look after the pool",
  "due members",
  "judge of refusals",
  "parking",
] as const;

export type CommerceMechanism = typeof COMMERCE_MECHANISMS[number];
