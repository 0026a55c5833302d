import { deadLetterTopic } from "../../application/shared/dead_letter_record.ts";
import { allStreams } from "../../adapters/kafka/stream_names.ts";
import { count, table } from "../wiring/process/table.ts";
import type { Admin, Report } from "./admin.ts";

export async function listTopics({ process, log }: Admin): Promise<Report> {
  const { inspector } = await log();
  const names = allStreams(process.config.prefix)
    .flatMap(({ topic }) => [topic, deadLetterTopic(topic)]);
  const topics = await Promise.all(names.map(async (topic) => {
    const partitions = await inspector.ranges(topic);
    return { topic, records: partitions.reduce((sum, { first, end }) => sum + end - first, 0), partitions };
  }));
  const text = table(
    [{ title: "topic" }, { title: "partitions", right: true }, { title: "records", right: true }, { title: "" }],
    topics.map(({ topic, records, partitions }) =>
      partitions.length > 0
        ? [topic, String(partitions.length), count(records)]
        : [topic, "-", "-", "not there yet: made when the first process starts"]
    ),
  );
  return { json: { topics }, text };
}
