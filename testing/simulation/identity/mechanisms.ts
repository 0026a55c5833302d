/** What keeps identity right. The simulation finds it when one of them is missing. */
export const MECHANISMS = [
  "offset fence",
  "log id",
  "row lock",
  "once a minute",
  "one relay a topic",
  "register of the erased",
] as const;

export type Mechanism = typeof MECHANISMS[number];
