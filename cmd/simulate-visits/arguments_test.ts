import { assertEquals, assertThrows } from "@std/assert";
import { WrongSettings } from "../wiring/config/settings.ts";
import { ASSUMED_RADIO } from "../../domain/identity/visits/simulated_radio.ts";
import { readSimulateArguments } from "./arguments.ts";
import { writeLabelled } from "./write_labelled.ts";
import { readMoments } from "../evaluate-confidence/read_moments.ts";
import { readPositions } from "../evaluate-confidence/read_positions.ts";

Deno.test("readSimulateArguments of nothing is a quiet demonstration without an end", () => {
  const { pace, minutes, url } = readSimulateArguments({});
  assertEquals(pace, { kind: "rate", perSecond: 20, reportEveryMs: 30_000 });
  assertEquals([minutes, url], [null, "http://127.0.0.1:8000"]);
});

Deno.test("readSimulateArguments lets devices report more often before there are too many customers at once", () => {
  const { pace } = readSimulateArguments({ rate: "800" });
  assertEquals(pace, { kind: "rate", perSecond: 800, reportEveryMs: 10_000 });
  assertThrows(() => readSimulateArguments({ rate: "5000" }), WrongSettings, "at least --customers 18750");
});

Deno.test("readSimulateArguments defaults to a simulated day above speed 1", () => {
  assertEquals(readSimulateArguments({ speed: "60" }).minutes, 24);
  assertEquals(readSimulateArguments({ speed: "60", minutes: "5" }).minutes, 5);
  assertEquals(readSimulateArguments({ speed: "1" }).minutes, null);
});

Deno.test("readSimulateArguments names what is wrong", () => {
  assertThrows(() => readSimulateArguments({ speed: "2", rate: "2" }), WrongSettings, "--rate and --speed");
  for (const url of ["localhost:8000", "ftp://shop", "http://shop/?key=1"]) {
    assertThrows(() => readSimulateArguments({ url }), WrongSettings, "--url");
  }
  assertEquals(readSimulateArguments({ url: "https://shop.example/api/" }).url, "https://shop.example/api");
});

Deno.test("readSimulateArguments of a shape and a radio: what is left out is typical, nothing is what the model assumes", () => {
  const { layout, radio, write } = readSimulateArguments({});
  assertEquals([layout, radio, write], [{ shape: "cafe", places: null }, ASSUMED_RADIO, null]);
  const other = readSimulateArguments({ shape: "hall", places: "12", noise: "7", "phone-offset": "3" });
  assertEquals(other.layout, { shape: "hall", places: 12 });
  const { level, reception } = other.radio.plane;
  assertEquals([level.exponent, level.spread, other.radio.phoneOffset, reception?.threshold], [2, 7, 3, -85]);
  assertThrows(() => readSimulateArguments({ shape: "round" }), WrongSettings, "cafe, corridor, hall");
  assertThrows(() => readSimulateArguments({ places: "2" }), WrongSettings, "--places");
  assertThrows(() => readSimulateArguments({ exponent: "9" }), WrongSettings, "--exponent");
});

Deno.test("writeLabelled writes what evaluate-confidence reads", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const args = readSimulateArguments({ shape: "corridor", places: "5", exponent: "2.5", moments: "60" });
    const files =
      async () => [await writeLabelled(args, `${folder}/store`), Deno.readTextFileSync(`${folder}/store/readings.csv`)];
    const [said, readings] = await files();
    assertEquals((await files())[1], readings);
    assertEquals(said!.startsWith("60 moments of 5 beacons"), true, said);
    const { positions, refused } = await readPositions(`${folder}/store/beacons.csv`);
    const { moments, refused: rows } = await readMoments(`${folder}/store/readings.csv`, positions);
    assertEquals([positions.size, moments.length, refused, rows], [5, 60, [], []]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
