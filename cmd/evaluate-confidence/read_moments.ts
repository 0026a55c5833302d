import type { LabelledMoment } from "../../domain/identity/confidence/evaluate.ts";
import type { BeaconPositions, Signal } from "../../domain/identity/confidence/signal.ts";
import { readTable } from "./read_table.ts";

const COLUMNS = ["observed_at", "nearest_beacon", "beacon", "rssi"] as const;
type Fields = Readonly<Record<typeof COLUMNS[number], string>>;

/** RFC 3339 with an offset, without which the time is ambiguous. */
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;

interface MomentsRead {
  readonly moments: readonly LabelledMoment[];
  readonly rows: number;
  readonly refused: readonly string[];
}

/** One row per beacon heard; other columns are ignored. Throws `WrongSettings` if a column is missing. */
export async function readMoments(path: string, positions: BeaconPositions): Promise<MomentsRead> {
  const moments = new Map<number, { at: Date; nearestBeacon: string; signals: Signal[] }>();
  const refused: string[] = [];
  let rows = 0;
  for await (const record of readTable(path, COLUMNS)) {
    rows++;
    const row = "fault" in record ? record.fault : parseRow(record.fields, positions);
    const refusal = typeof row === "string" ? row : add(moments, row);
    if (refusal !== null) refused.push(`${path}:${record.line}: ${refusal}`);
  }
  const inOrder = [...moments.values()].sort((a, b) => a.at.getTime() - b.at.getTime());
  return { moments: inOrder, rows, refused };
}

interface Row extends Signal {
  readonly nearestBeacon: string;
}

function parseRow(fields: Fields, positions: BeaconPositions): Row | string {
  const [observedAt, nearestBeacon, beaconId, rssi] = COLUMNS.map((column) => fields[column].trim()) as [
    string,
    string,
    string,
    string,
  ];
  const at = new Date(INSTANT.test(observedAt) ? observedAt : NaN);
  if (Number.isNaN(at.getTime())) return `observed_at is "${observedAt}": expected a time such as 2026-03-02T12:00:00Z`;
  for (const [column, id] of [["nearest_beacon", nearestBeacon], ["beacon", beaconId]] as const) {
    if (!positions.has(id)) return `${column} is "${id}", which is none of the beacons`;
  }
  if (!/^-?\d+(\.\d+)?$/.test(rssi) || Number(rssi) < -100 || Number(rssi) > 0) {
    return `rssi is "${rssi}": expected dBm from -100 to 0`;
  }
  return { at, nearestBeacon, beaconId, rssi: Number(rssi) };
}

/** Returns why the row can't be added, or `null`. */
function add(moments: Map<number, { at: Date; nearestBeacon: string; signals: Signal[] }>, row: Row): string | null {
  const { at, nearestBeacon, ...signal } = row;
  const moment = moments.get(at.getTime()) ?? { at, nearestBeacon, signals: [] };
  if (moment.nearestBeacon !== nearestBeacon) {
    return `nearest_beacon is "${nearestBeacon}", but "${moment.nearestBeacon}" in another row of this moment`;
  }
  moment.signals.push({ ...signal, at });
  moments.set(at.getTime(), moment);
  return null;
}
