import { deadLetterTopic } from "../../application/shared/dead_letter_record.ts";
import { allStreams } from "../../adapters/kafka/stream_names.ts";
import { WrongSettings } from "../wiring/config/settings.ts";
import type { Admin, Flags } from "./admin.ts";

/** `--topic` must be one of the shop's, with or without the prefix. */
export function namedTopic({ process }: Admin, { topic }: Flags): string {
  const { prefix } = process.config;
  const known = shopTopics(prefix);
  const found = known.find((name) => name === topic || name === `${prefix}${topic}`);
  if (found) return found;
  throw new WrongSettings([`--topic is ${topic ?? "missing"}: expected one of ${known.join(", ")}`]);
}

/** As {@link namedTopic}; any other name is returned as given. */
export function anyTopic({ process }: Admin, { topic }: Flags): string {
  const { prefix } = process.config;
  if (!topic) throw new WrongSettings([`--topic is missing: expected a topic such as ${shopTopics(prefix)[0]}`]);
  if (!/^[a-zA-Z0-9._-]{1,249}$/.test(topic)) {
    throw new WrongSettings([
      `--topic is "${topic}": expected letters, digits, dots, dashes and underscores, 249 at most`,
    ]);
  }
  const own = shopTopics(prefix).flatMap((name) => [name, deadLetterTopic(name)]);
  return own.find((name) => name === topic || name === `${prefix}${topic}`) ?? topic;
}

export function unknownTopic(topic: string): WrongSettings {
  return new WrongSettings([`--topic is ${topic}: there is no such topic; \`kafka-admin topics\` lists the shop's`]);
}

function shopTopics(prefix: string): string[] {
  return allStreams(prefix).map(({ topic }) => topic);
}
