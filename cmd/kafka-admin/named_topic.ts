import { streamNames } from "../wiring/names.ts";
import { WrongSettings } from "../wiring/settings.ts";
import type { Admin, Flags } from "./actions.ts";

/** The topic given with `--topic`: one of the shop's, with or without the installation's prefix. */
export function namedTopic({ process }: Admin, { topic }: Flags): string {
  const { prefix } = process.config;
  const known = Object.values(streamNames(prefix)).map(({ topic }) => topic);
  const found = known.find((name) => name === topic || name === `${prefix}${topic}`);
  if (found) return found;
  throw new WrongSettings([`--topic is ${topic ?? "missing"}: expected one of ${known.join(", ")}`]);
}
