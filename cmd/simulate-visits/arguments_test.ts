import { assertEquals, assertThrows } from "@std/assert";
import { WrongSettings } from "../wiring/config/settings.ts";
import { readSimulateArguments } from "./arguments.ts";

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
