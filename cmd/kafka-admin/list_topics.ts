import { deadLetterTopic } from "../../application/commerce/dead_letter_record.ts";
import { streamNames } from "../wiring/names.ts";
import type { Admin, Report } from "./actions.ts";

/** Every topic of the shop with its partitions and how many records each holds. */
export async function listTopics({ process, log }: Admin): Promise<Report> {
  const names = Object.values(streamNames(process.config.prefix)).flatMap((
    { topic },
  ) => [topic, deadLetterTopic(topic)]);
  const topics = await Promise.all(names.map(async (topic) => {
    const partitions = await log.inspector.ranges(topic);
    return { topic, records: partitions.reduce((sum, { first, end }) => sum + end - first, 0), partitions };
  }));
  const lines = topics.map(({ topic, records, partitions }) =>
    `${topic.padEnd(24)} ${String(partitions.length).padStart(3)} partitions ${String(records).padStart(12)} records`
  );
  return { json: { topics }, text: lines.join("\n") };
}
