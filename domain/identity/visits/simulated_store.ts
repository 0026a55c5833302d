import { seededRandom, wholeBetween } from "../../shared/random.ts";
import { type Beacon, type BeaconId, parseBeacon } from "../beacon.ts";
import type { Location } from "../location.ts";

/** In units of the confidence model: a quarter of the distance between neighbouring beacons. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface PlacedBeacon extends Point {
  readonly beacon: Beacon;
}

export interface SimulatedStore {
  readonly entrance: PlacedBeacon;
  readonly counter: PlacedBeacon;
  readonly tables: readonly PlacedBeacon[];
  readonly beacons: readonly PlacedBeacon[];
}

/** Of `start`; they are called by it and a number. */
export const DEMO_CUSTOMERS = "guest";
export const DEMO_STORES = 3;

export function demoStoreIds(): string[] {
  return Array.from({ length: DEMO_STORES }, (_, nth) => storeIdOf(nth + 1));
}

function storeIdOf(number: number): string {
  return `demo-${String(number).padStart(3, "0")}`;
}

/** A row of three and the rest behind it, one row, a square. */
export const SHAPES = ["cafe", "corridor", "hall"] as const;

export interface Layout {
  readonly shape: typeof SHAPES[number];
  /** Beacons, those of entrance and counter among them; `null`: six to eleven. */
  readonly places: number | null;
}

export const FEWEST_PLACES = 3;
const CAFE: Layout = { shape: "cafe", places: null };
const BETWEEN_BEACONS = 4;
const TABLES_A_ROW = 3;
const FEWEST_TABLES = 4;
const MOST_TABLES = 9;

/** All of the simulated stores' beacons send it, as a real fleet's send their maker's. */
const FLEET_UUID = "5d1c2f70-8a3e-4b96-9c41-e07ab6d3f825";

/** Deterministic; a beacon has the same id and place in its store for any seed and one layout. */
export function simulatedStore(seed: string, number: number, { shape, places }: Layout = CAFE): SimulatedStore {
  const random = seededRandom(`${seed}/store/${number}`);
  const storeId = storeIdOf(number);
  let minor = 0;
  const drawn = wholeBetween(random, FEWEST_TABLES, MOST_TABLES);
  const tables = places === null ? drawn : places - 2;
  const columns = shape === "cafe"
    ? TABLES_A_ROW
    : shape === "corridor"
    ? tables + 2
    : Math.ceil(Math.sqrt(tables + 2));
  const place = (location: Location, nth: number): PlacedBeacon => {
    const parsed = parseBeacon({
      beaconId: `${storeId}-${location.name.toLowerCase().replaceAll(" ", "-")}`,
      storeId,
      uuid: FLEET_UUID,
      major: number,
      minor: ++minor,
      location,
      status: "active",
    });
    if (!parsed.ok) throw new Error(parsed.refusal.message);
    const [column, row] = [nth % columns, Math.floor(nth / columns)];
    return { beacon: parsed.value, x: column * BETWEEN_BEACONS, y: row * BETWEEN_BEACONS };
  };
  const entrance = place({ name: "Entrance", type: "entrance" }, 0);
  const counter = place({ name: "Counter", type: "counter" }, shape === "cafe" ? columns - 1 : 1);
  const before = shape === "cafe" ? columns : 2;
  const placed = Array.from(
    { length: tables },
    (_, nth) => place({ name: `Table ${nth + 1}`, type: "table" }, before + nth),
  );
  return { entrance, counter, tables: placed, beacons: [entrance, counter, ...placed] };
}

export function distanceTo(beacon: Point, { x, y }: Point): number {
  return Math.hypot(beacon.x - x, beacon.y - y);
}

export function nearestBeacon({ beacons }: SimulatedStore, at: Point): BeaconId {
  return beacons.reduce((best, other) => distanceTo(other, at) < distanceTo(best, at) ? other : best).beacon.beaconId;
}
