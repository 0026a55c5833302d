import { assertEquals } from "@std/assert";
import { HighMarks } from "./high_marks.ts";

Deno.test("HighMarks keeps the furthest receipt of each partition, in whatever order they come", () => {
  const marks = new HighMarks();
  marks.add([{ topic: "orders", partition: 0, offset: 5 }, { topic: "orders", partition: 1, offset: 2 }]);
  marks.add([{ topic: "orders", partition: 0, offset: 3 }, { topic: "users", partition: 0, offset: 0 }]);
  assertEquals(marks.all(), [
    { topic: "orders", partition: 0, offset: 5 },
    { topic: "orders", partition: 1, offset: 2 },
    { topic: "users", partition: 0, offset: 0 },
  ]);
});
