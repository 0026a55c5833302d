import { PostgresStreamPositions } from "../../adapters/postgres/commerce/stream_positions.ts";
import type { GroupMember } from "../../adapters/kafka/core/brokers.ts";
import { sleep } from "../../adapters/system/sleep.ts";
import { groupLag } from "../../application/commerce/group_lag.ts";
import { paceBetween, type PartitionProgress, partitionProgress } from "../../application/commerce/group_progress.ts";
import { allStreams } from "../../adapters/kafka/stream_names.ts";
import { numberFlag } from "../wiring/config/flags.ts";
import { WrongSettings } from "../wiring/config/settings.ts";
import { count, table } from "../wiring/process/table.ts";
import type { Admin, Flags, Report } from "./admin.ts";

const DEFAULT_OVER_S = 2;

/** The rate is taken from two readings of the stored offsets. */
export async function listGroups(admin: Admin, flags: Flags): Promise<Report> {
  const over = numberFlag("over", flags.over, { from: 0.1, to: 600 }, DEFAULT_OVER_S);
  const followed = followedGroups(admin, flags);
  const before = await look(admin, followed);
  await sleep(over * 1_000, admin.process.signal);
  const after = await look(admin, followed);
  const seconds = (after.at - before.at) / 1_000;
  const groups = await Promise.all(followed.map(async (stream, nth) => {
    const { ranges, partitions } = after.groups[nth]!;
    const members = await membersOf(admin, stream.group);
    return {
      ...groupLag(stream, ranges, after.positions, new Date()),
      ...paceBetween(before.groups[nth]!.partitions, partitions, seconds),
      members: members.count,
      partitions: partitions.map((each) => ({ ...each, member: members.of(stream.topic, each.partition) })),
    };
  }));
  const text = [groupTable(groups), ...(flags.group ? groups.map(partitionTable) : [])].join("\n\n");
  return { json: { groups }, text };
}

type Group = Awaited<ReturnType<typeof followedGroups>>[number];

function followedGroups({ process }: Admin, { group }: Flags) {
  const { prefix } = process.config;
  const all = allStreams(prefix);
  if (group === undefined) return all;
  const named = all.filter((stream) => stream.group === group || stream.group === `${prefix}${group}`);
  if (named.length > 0) return named;
  throw new WrongSettings([`--group is "${group}": expected one of ${all.map(({ group }) => group).join(", ")}`]);
}

async function look({ store, log }: Admin, followed: readonly Group[]) {
  const { inspector } = await log();
  const stored = new PostgresStreamPositions(await store());
  const [positions, ...all] = await Promise.all([
    stored.all(),
    ...followed.map(({ topic }) => inspector.ranges(topic)),
  ]);
  const groups = all.map((ranges, nth) => (
    { ranges, partitions: partitionProgress(followed[nth]!, ranges, positions) }
  ));
  return { at: performance.now(), positions, groups };
}

async function membersOf({ brokers, log }: Admin, group: string) {
  if (!brokers) return { count: await (await log()).inspector.readers(group), of: () => null };
  const members = await brokers.members(group);
  const owner = (topic: string, partition: number): Pick<GroupMember, "memberId" | "clientId" | "host"> | null => {
    const found = members.find(({ partitions }) =>
      partitions.some((each) => each.topic === topic && each.partition === partition)
    );
    return found ? { memberId: found.memberId, clientId: found.clientId, host: found.host } : null;
  };
  return { count: members.length, of: owner };
}

interface GroupRow extends ReturnType<typeof groupLag>, ReturnType<typeof paceBetween> {
  readonly members: number;
}

function groupTable(groups: readonly GroupRow[]): string {
  return table(
    [
      { title: "group" },
      { title: "topic" },
      { title: "members", right: true },
      { title: "lag", right: true },
      { title: "behind", right: true },
      { title: "stored/s", right: true },
      { title: "arrived/s", right: true },
      { title: "caught up" },
    ],
    groups.map((row) => [
      row.group,
      row.topic,
      String(row.members),
      count(row.lag),
      row.lagSeconds === null ? "-" : `${count(row.lagSeconds)} s`,
      count(row.storedPerSecond),
      count(row.arrivedPerSecond),
      caughtUp(row),
    ]),
  );
}

function caughtUp({ members, drainSeconds }: GroupRow): string {
  if (drainSeconds === 0) return "now";
  if (drainSeconds !== null) return `in ${count(Math.max(1, drainSeconds))} s`;
  return members === 0 ? "never: no members" : "not at this rate";
}

function partitionTable(
  { group, partitions }: {
    readonly group: string;
    readonly partitions:
      readonly (PartitionProgress & { readonly member: Pick<GroupMember, "memberId" | "host"> | null })[];
  },
): string {
  return `${group}\n${
    table(
      [
        { title: "partition", right: true },
        { title: "stored to", right: true },
        { title: "end", right: true },
        { title: "lag", right: true },
        { title: "last record" },
        { title: "member" },
        { title: "host" },
      ],
      partitions.map(({ partition, position, end, lag, lastRecordAt, member }) => [
        String(partition),
        count(position),
        count(end),
        count(lag),
        lastRecordAt?.toISOString() ?? "-",
        member?.memberId ?? "-",
        member?.host ?? "-",
      ]),
    )
  }`;
}
