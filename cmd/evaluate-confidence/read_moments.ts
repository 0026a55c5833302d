import type { LabelledMoment } from "../../domain/identity/confidence/evaluate.ts";
import type { BeaconPositions, Signal } from "../../domain/identity/confidence/signal.ts";
import { reasonToIgnore, STRONGEST_RSSI, WEAKEST_RSSI } from "../../domain/identity/reading.ts";
import { instantText } from "../../domain/shared/instant.ts";
import { MomentsByTime, type MomentsRead } from "./moments_by_time.ts";
import { readTable } from "./read_table.ts";

const COLUMNS = ["observed_at", "nearest_beacon", "beacon", "rssi"] as const;
type Fields = Readonly<Record<typeof COLUMNS[number], string>>;

/** One row per beacon heard; other columns are ignored. Throws `WrongSettings` if a column is missing. */
export async function readMoments(path: string, positions: BeaconPositions): Promise<MomentsRead> {
  const moments = new MomentsByTime(path);
  for await (const record of readTable(path, COLUMNS)) {
    moments.add(record.line, "fault" in record ? record.fault : parseRow(record.fields, positions));
  }
  return moments.read();
}

function parseRow(fields: Fields, positions: BeaconPositions): LabelledMoment | string {
  const nearestBeacon = fields.nearest_beacon.trim();
  const signal = parseReadingRow(fields, positions);
  if (typeof signal === "string") return signal;
  if (!positions.has(nearestBeacon)) return unknownBeacon("nearest_beacon", nearestBeacon);
  return { at: signal.at, nearestBeacon, signals: [signal] };
}

/** A text says why the row can't be read. */
export function parseReadingRow(
  fields: Omit<Fields, "nearest_beacon">,
  positions: BeaconPositions,
): Signal | string {
  const observedAt = fields.observed_at.trim();
  const beaconId = fields.beacon.trim();
  const rssi = fields.rssi.trim();
  const at = instantText.safeParse(observedAt).data;
  if (at === undefined) return `observed_at is "${observedAt}": expected a time such as 2026-03-02T12:00:00Z`;
  if (!positions.has(beaconId)) return unknownBeacon("beacon", beaconId);
  const reason = /^-?\d+(\.\d+)?$/.test(rssi) ? reasonToIgnore({ rssi: Number(rssi) }) : "out_of_range";
  if (reason === "unknown_level") return `rssi is "${rssi}": heard, but the level is unknown`;
  if (reason !== null) return `rssi is "${rssi}": expected dBm from ${WEAKEST_RSSI} to ${STRONGEST_RSSI}`;
  return { beaconId, rssi: Number(rssi), at };
}

function unknownBeacon(column: string, id: string): string {
  return `${column} is "${id}", which is none of the beacons`;
}
