import { assertEquals } from "@std/assert";
import { groupsOf, samplesOf, sumOf } from "./metrics.js";

const TEXT = `# HELP tillstream_stored_total Rows
# TYPE tillstream_stored_total counter
tillstream_stored_total{topic="users",process="start"} 3
tillstream_stored_total{topic="orders",process="start"} 4
tillstream_group_lag_records{group="orders_group",topic="or\\"ders"} 12
tillstream_group_lag_seconds{group="orders_group",topic="or\\"ders"} 0.5
tillstream_group_lag_records{group="new_group",topic="new"} 1
tillstream_broken NaN
`;

Deno.test("samplesOf reads Prometheus' text, and sumOf adds up labels", () => {
  const samples = samplesOf(TEXT);
  assertEquals([sumOf(samples, "tillstream_stored_total"), sumOf(samples, "tillstream_none")], [7, null]);
  assertEquals(sumOf(samples, "tillstream_broken"), null);
  assertEquals(samplesOf({ code: "no text" }), []);
});

Deno.test("groupsOf joins records and seconds of each group", () => {
  assertEquals(groupsOf(samplesOf(TEXT)), [
    { group: "orders_group", topic: 'or"ders', lag: 12, lagSeconds: 0.5 },
    { group: "new_group", topic: "new", lag: 1, lagSeconds: null },
  ]);
});
