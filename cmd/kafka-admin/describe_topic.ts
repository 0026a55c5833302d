import { count, table } from "../wiring/process/table.ts";
import { type Admin, type Flags, type Report, requireBrokers } from "./admin.ts";
import { anyTopic, unknownTopic } from "./named_topic.ts";

const ALWAYS_SHOWN = ["cleanup.policy", "max.message.bytes", "min.insync.replicas", "retention.bytes", "retention.ms"];

export async function describeTopic(admin: Admin, flags: Flags): Promise<Report> {
  const topic = anyTopic(admin, flags);
  const brokers = requireBrokers(admin, "describe");
  const [description] = await brokers.describe([topic]);
  if (!description) throw unknownTopic(topic);
  const ranges = await (await admin.log()).inspector.ranges(topic);
  const partitions = description.partitions.map((each) => {
    const range = ranges.find(({ partition }) => partition === each.partition);
    return { ...each, first: range?.first ?? null, end: range?.end ?? null };
  });
  const settings = description.settings.filter(({ name, isDefault }) => !isDefault || ALWAYS_SHOWN.includes(name));
  const text = [
    `${topic}: ${partitions.length} partitions, ${partitions[0]?.replicas.length ?? 0} copies each`,
    "",
    table(
      [
        { title: "partition", right: true },
        { title: "leader", right: true },
        { title: "copies" },
        { title: "in sync" },
        { title: "first", right: true },
        { title: "end", right: true },
        { title: "" },
      ],
      partitions.map(({ partition, leader, replicas, inSync, first, end }) => [
        String(partition),
        leader === null ? "none" : String(leader),
        replicas.join(","),
        inSync.join(","),
        first === null ? "-" : count(first),
        end === null ? "-" : count(end),
        leader === null ? "OFFLINE" : inSync.length < replicas.length ? "a copy is behind" : "",
      ]),
    ),
    "",
    table(
      [{ title: "setting" }, { title: "value" }, { title: "" }],
      settings.map(({ name, value, isDefault }) => [name, value, isDefault ? "default" : ""]),
    ),
  ].join("\n");
  return { json: { topic, partitions, settings: description.settings }, text };
}
