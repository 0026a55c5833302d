import { PostgresStreamPositions } from "../../adapters/postgres/commerce/stream_positions.ts";
import { CommandFailed } from "../../application/shared/fault.ts";
import { numberFlag } from "../wiring/config/flags.ts";
import { WrongSettings } from "../wiring/config/settings.ts";
import { allStreams } from "../../adapters/kafka/stream_names.ts";
import { count } from "../wiring/process/table.ts";
import type { Admin, Flags, Report } from "./admin.ts";
import { namedTopic } from "./named_topic.ts";

/**
 * Moves the stored position of a partition, past records or back to them. A running consumer is fenced at
 * its next batch and goes on from there; what it reads again is not stored twice.
 */
export async function seek(admin: Admin, flags: Flags): Promise<Report> {
  const topic = namedTopic(admin, flags);
  const { group } = allStreams(admin.process.config.prefix).find((stream) => stream.topic === topic)!;
  if (flags.partition === undefined) throw new WrongSettings(["--partition is missing: expected its number"]);
  if (flags.to === undefined) throw new WrongSettings(["--to is missing: expected an offset, first or end"]);
  const partition = numberFlag("partition", flags.partition, { from: 0, to: 100_000, whole: true }, 0);
  const ranges = await (await admin.log()).inspector.ranges(topic);
  const range = ranges.find((range) => range.partition === partition);
  if (!range) {
    throw new WrongSettings([`--partition is ${partition}: ${topic} has none of that number that can be read`]);
  }
  const { first, end, logId = null } = range;
  const to = flags.to === "first" || flags.to === "end" ? range[flags.to] : Number(flags.to);
  if (!Number.isInteger(to) || to < first || to > end) {
    throw new WrongSettings([`--to is ${flags.to}: expected first, end, or an offset from ${first} to ${end}`]);
  }
  const positions = new PostgresStreamPositions(await admin.store());
  const at = { group, topic, partition };
  const { next: from } = await positions.position(at);
  if (await positions.move({ ...at, from, to, lastRecordAt: null, logId }, []) === "fenced") {
    throw new CommandFailed(
      `Cannot move ${group} on partition ${partition}: its reader has moved it meanwhile; try again`,
    );
  }
  const skipped = Math.max(0, to - Math.max(from, first));
  const what = skipped > 0
    ? `${count(skipped)} offsets are skipped`
    : `${count(Math.max(0, from - to))} are read again`;
  return {
    json: { topic, group, partition, from, to, skipped },
    text: `${group} goes on at offset ${to} of partition ${partition} (it was at ${from}): ${what}.`,
  };
}
