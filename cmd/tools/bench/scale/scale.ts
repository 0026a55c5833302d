import { Closing } from "../../../wiring/process/closing.ts";
import type { ServerDatabase } from "../../../wiring/config/database_config.ts";
import { requireServers } from "../../../wiring/engines/require_engines.ts";
import type { Process } from "../../../wiring/process/run_process.ts";
import { count } from "../../../wiring/process/table.ts";
import { type BenchOptions, type BenchResult, interleave, type Measurement, ratioOf } from "../bench.ts";
import { ownInstallation } from "../own_installation.ts";
import { serverSettings } from "../server_settings.ts";
import { openDatabase } from "../../../wiring/engines/postgres.ts";
import { type Chart, drawChart, type Line, type Point } from "../chart.ts";
import { ConsumerGroup } from "./consumer_groups.ts";
import { ACTS, shopOfSize } from "./shop_of_size.ts";

const CUSTOMERS = [10_000, 1_000_000, 5_000_000];
const CONSUMERS = [1, 3, 9];
const PARTITIONS = 9;
const ORDERS = 30_000;

interface ScaleResult extends BenchResult {
  readonly svg: string;
}

export async function measureScale(given: Process, options: BenchOptions): Promise<ScaleResult> {
  requireServers(given.config, ["database", "redis", "kafka"]);
  const { onRound, processes = CONSUMERS.at(-1)!, customers = CUSTOMERS, orders = ORDERS } = options;
  const sizes = CONSUMERS.filter((consumers) => consumers <= processes);
  const drained = await measureConsumers(given, sizes, options);

  const shared = { ...given, config: { ...given.config, database: { kind: "embedded" as const }, kafka: null } };
  const own = await ownInstallation(shared, "scale");
  const contenders = [];
  for (const users of customers) {
    onRound(`filling a shop of ${count(users)} customers`);
    contenders.push(...await shopOfSize(own, given.config.database as ServerDatabase, users));
  }
  const grown = await interleave(contenders, options, own.signal);
  const settings = await serverSettings(await openDatabase(given, "bench"));
  return {
    bench: "scale",
    setup: { orders, partitions: PARTITIONS, ...settings, processors: navigator.hardwareConcurrency },
    measurements: [...drained, ...grown],
    ratios: {
      ...Object.fromEntries(
        sizes.slice(1).map((consumers, nth) => [
          `${consumers} consumers / 1`,
          ratioOf(drained[nth + 1]!, drained[0]!),
        ]),
      ),
      ...Object.fromEntries(ACTS.map((act, nth) => [
        `${act}, most / fewest customers`,
        ratioOf(grown.at(nth - ACTS.length)!, grown[nth]!),
      ])),
    },
    svg: drawChart(chartOf(sizes, drained, customers, grown)),
  };
}

/** Every size has its own shop, topics and processes, all present at once, so that they can take turns. */
async function measureConsumers(given: Process, sizes: readonly number[], options: BenchOptions) {
  await using closing = new Closing();
  const contenders = [];
  for (const consumers of sizes) {
    options.onRound(`waiting for ${consumers} consumers`);
    const size = { consumers, partitions: PARTITIONS, orders: options.orders ?? ORDERS };
    const group = await ConsumerGroup.start({ ...given, closing }, size);
    contenders.push({
      name: `orders stored by ${consumers} consumer${consumers > 1 ? "s" : ""}`,
      unit: "orders/s",
      measure: () => group.drain(),
    });
  }
  return await interleave(contenders, options, given.signal);
}

function chartOf(
  consumers: readonly number[],
  drained: readonly Measurement[],
  customers: readonly number[],
  grown: readonly Measurement[],
): Chart {
  const lines = ACTS.map((name, act): Line => ({
    name,
    // Relative to the smallest shop, so that milliseconds and microseconds share an axis.
    points: customers.map((x, nth) => point(x, grown[nth * ACTS.length + act]!, grown[act]!.median)),
  }));
  const stored: Line = { name: "orders stored a second", points: consumers.map((x, nth) => point(x, drained[nth]!)) };
  const shortCount = (x: number) => x >= 1_000_000 ? `${x / 1_000_000} M` : x >= 1_000 ? `${x / 1_000} k` : String(x);
  return {
    title: "What grows with what",
    description: [
      `Orders stored a second: ${
        stored.points.map(({ x, median }) => `${count(median)} by ${x} consumer processes`).join(", ")
      }, on ${navigator.hardwareConcurrency} processors that the engines share.`,
      ...lines.map(({ name, points }) =>
        `${name}, against ${shortCount(customers[0]!)} customers: ${
          points.slice(1).map(({ x, median }) => `${median.toFixed(2)} times at ${shortCount(x)}`).join(", ")
        }.`
      ),
    ].join(" "),
    panels: [
      {
        title: "Orders stored a second",
        across: `consumer processes, on ${navigator.hardwareConcurrency} processors`,
        axis: "sizes",
        lines: [stored],
        formatX: String,
        formatY: (value) => count(value),
      },
      {
        title: "Cost, against the smallest shop",
        across: "customers",
        axis: "sizes",
        lines,
        formatX: shortCount,
        formatY: (value) => `${value}×`,
      },
    ],
  };
}

function point(x: number, { median, lowest, highest }: Measurement, unit = 1): Point {
  return { x, median: median / unit, lowest: lowest / unit, highest: highest / unit };
}
