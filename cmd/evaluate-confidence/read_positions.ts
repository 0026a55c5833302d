import type { BeaconPositions } from "../../domain/identity/confidence/signal.ts";
import { readTable } from "./read_table.ts";

interface PositionsRead {
  readonly positions: BeaconPositions;
  readonly refused: readonly string[];
}

/** Reads the columns beacon, x, y, or cell, x, y. Throws `WrongSettings` if a column is missing. */
export async function readPositions(path: string, what: "beacon" | "cell" = "beacon"): Promise<PositionsRead> {
  const positions = new Map<string, { x: number; y: number }>();
  const refused: string[] = [];
  for await (const record of readTable(path, [what, "x", "y"])) {
    const fault = "fault" in record ? record.fault : faultOf(what, record.fields, positions);
    if (fault !== null) refused.push(`${path}:${record.line}: ${fault}`);
    else positions.set(record.fields[what]!.trim(), { x: Number(record.fields.x), y: Number(record.fields.y) });
  }
  return { positions, refused };
}

function faultOf(
  what: string,
  { x, y, ...fields }: Readonly<Record<string, string>>,
  known: BeaconPositions,
): string | null {
  const name = fields[what]!.trim();
  if (name === "") return `${what} is empty`;
  if (known.has(name)) return `${what} ${name} has a place already`;
  for (const [axis, text = ""] of [["x", x], ["y", y]] as const) {
    if (text.trim() === "" || !Number.isFinite(Number(text))) return `${axis} is "${text}": expected a number`;
  }
  return null;
}
