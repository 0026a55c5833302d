import { assertEquals } from "@std/assert";
import { DrainTimes } from "./drain.js";

const times = (...lags: readonly number[]) => {
  const drain = new DrainTimes();
  lags.forEach((lag, nth) => drain.add({ at: nth * 5_000, lags: { orders_group: lag } }));
  return drain.secondsOf("orders_group");
};

Deno.test("DrainTimes says when a lag that shrinks is gone", () => {
  assertEquals(times(300, 200, 100), 5);
  assertEquals(times(300, 0), 0);
});

Deno.test("DrainTimes says that a lag does not shrink, and that too little is known", () => {
  assertEquals(times(100, 100), null);
  assertEquals(times(100, 300), null);
  assertEquals(times(100), undefined);
  assertEquals(times(), undefined);
});

Deno.test("DrainTimes forgets what is a minute ago", () => {
  assertEquals(times(10_000, ...Array.from({ length: 13 }, () => 100)), null);
});
