import { openCsvLines } from "../../adapters/files/csv_lines.ts";
import { UnusableFile } from "../../adapters/files/unusable_file.ts";
import type { BeaconPositions } from "../../domain/identity/confidence/signal.ts";
import { reasonToIgnore } from "../../domain/identity/reading.ts";
import { MomentsByTime, type MomentsRead } from "./moments_by_time.ts";
import { readTable } from "./read_table.ts";

export type CellPlace = (cell: string) => { readonly x: number; readonly y: number } | null;

const FIXED = ["location", "date"] as const;
const NOT_HEARD = -200;
/** Month first, without a zone: only the time between two moments counts. */
const DATE = /^(\d\d)-(\d\d)-(\d{4}) (\d\d?):(\d\d):(\d\d)$/;

/** Whether a file is in the wide form of UCI's set 435: a row for each moment, a column for each beacon. */
export async function isWideForm(path: string): Promise<boolean> {
  // A pipe can be read only once.
  if (!(await Deno.stat(path).catch(() => null))?.isFile) return false;
  try {
    await (await openCsvLines(path, FIXED)).close();
    return true;
  } catch (error) {
    if (error instanceof UnusableFile) return false;
    throw error;
  }
}

/** The true place is the cell's; the nearest beacon follows from the plan. Throws `WrongSettings` without a column. */
export async function readWideMoments(
  path: string,
  positions: BeaconPositions,
  placeOf: CellPlace,
): Promise<MomentsRead> {
  const columns = [...positions.keys()].map((id) => [id, columnOf(id)] as const);
  const moments = new MomentsByTime(path);
  for await (const record of readTable(path, [...FIXED, ...columns.map(([, column]) => column)])) {
    moments.add(record.line, "fault" in record ? record.fault : parseRow(record.fields));
  }
  return moments.read();

  function parseRow(fields: Readonly<Record<string, string>>) {
    const [location, date] = FIXED.map((column) => fields[column]!.trim()) as [string, string];
    const at = timeOf(date);
    if (at === null) return `date is "${date}": expected a time such as 10-18-2016 11:15:21`;
    const place = placeOf(location);
    if (place === null) return `location is "${location}", which is no cell of the plan: name its place in --cells`;
    const signals = [];
    for (const [beaconId, column] of columns) {
      const text = fields[column]!.trim();
      if (!/^-?\d+(\.\d+)?$/.test(text)) return `${column} is "${text}": expected dBm, or ${NOT_HEARD} for not heard`;
      if (reasonToIgnore({ rssi: Number(text) }) === null) signals.push({ beaconId, rssi: Number(text), at });
    }
    return { at, nearestBeacon: nearest(positions, place), signals };
  }
}

/** UCI's set numbers its beacons from b3001. */
function columnOf(id: string): string {
  return /^\d{1,2}$/.test(id) ? `b${3_000 + Number(id)}` : id;
}

function timeOf(text: string): Date | null {
  const [, month, day, year, hour, minute, second] = DATE.exec(text) ?? [];
  if (second === undefined) return null;
  const at = new Date(`${year}-${month}-${day}T${hour!.padStart(2, "0")}:${minute}:${second}Z`);
  return Number.isNaN(at.getTime()) ? null : at;
}

function nearest(positions: BeaconPositions, { x, y }: { readonly x: number; readonly y: number }): string {
  const distance = ([, at]: readonly [string, { readonly x: number; readonly y: number }]) =>
    Math.hypot(at.x - x, at.y - y);
  return [...positions].reduce((best, other) => distance(other) < distance(best) ? other : best)[0];
}
