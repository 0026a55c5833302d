import type { BeaconPositions } from "../../domain/identity/confidence/signal.ts";
import { readTable } from "./read_table.ts";

interface PositionsRead {
  readonly positions: BeaconPositions;
  /** One line for each row that was passed over: where and why. */
  readonly refused: readonly string[];
}

/** The beacons' places from a file with the columns beacon, x, y. Throws `WrongSettings` where it has none of them. */
export async function readPositions(path: string): Promise<PositionsRead> {
  const positions = new Map<string, { x: number; y: number }>();
  const refused: string[] = [];
  for await (const record of readTable(path, ["beacon", "x", "y"])) {
    const fault = "fault" in record ? record.fault : faultOf(record.fields, positions);
    if (fault !== null) refused.push(`${path}:${record.line}: ${fault}`);
    else positions.set(record.fields.beacon!.trim(), { x: Number(record.fields.x), y: Number(record.fields.y) });
  }
  return { positions, refused };
}

function faultOf(
  { beacon, x, y }: { readonly beacon: string; readonly x: string; readonly y: string },
  known: BeaconPositions,
): string | null {
  if (beacon.trim() === "") return "beacon is empty";
  if (known.has(beacon.trim())) return `beacon ${beacon.trim()} has a place already`;
  for (const [name, text] of [["x", x], ["y", y]] as const) {
    if (text.trim() === "" || !Number.isFinite(Number(text))) return `${name} is "${text}": expected a number`;
  }
  return null;
}
