import { assertRejects } from "@std/assert";
import { assertLinear } from "./assert_linear.ts";

const letters = (size: number) => "a".repeat(size);

Deno.test("assertLinear takes linear work, and refuses work by the square of its input", async () => {
  await assertLinear((text) => text.replaceAll("a", "b"), letters);
  await assertRejects(
    () =>
      assertLinear((text) => {
        let sum = 0;
        for (let i = 0; i < text.length; i++) for (let j = 0; j < text.length; j++) sum += (i ^ j) & 1;
        return sum;
      }, letters),
    Error,
    "characters: ",
  );
});
