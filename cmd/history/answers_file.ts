import { z } from "zod";
import type { AnswerKey } from "../../domain/commerce/simulation/history/answers.ts";
import { isoDay } from "../../domain/commerce/seoul_time.ts";
import { historyPlanSchema } from "../../domain/commerce/simulation/history/plan.ts";
import { writeWhole } from "../../adapters/system/write_whole.ts";
import { CommandFailed, reasonOf } from "../../application/shared/fault.ts";
import { instant } from "../../domain/shared/instant.ts";
import { GRADES } from "../../domain/commerce/grade.ts";

const count = z.int().min(0);
const sold = { orders: count, units: count, amount: count };

const answersSchema = z.object({
  plan: historyPlanSchema,
  until: instant,
  orders: count,
  amount: count,
  customers: count,
  buyers: count,
  products: count,
  days: z.array(z.object({
    day: z.string(),
    ...sold,
    shipping: count,
    discounts: count,
    customers: count,
    fingerprint: count,
  })),
  categories: z.array(z.object({ category: z.string(), ...sold })),
  grades: z.array(z.object({ grade: z.enum(GRADES), members: count, orders: count, amount: count })),
  topProducts: z.array(z.object({ productId: z.string(), ...sold })),
});

export async function writeAnswers(path: string, key: AnswerKey): Promise<void> {
  const { plan, until, ...answers } = key;
  const text = JSON.stringify({ plan, firstDay: isoDay(plan.firstDay), until, ...answers }, null, 1);
  // A partial key would report a correct database as wrong.
  await writeWhole(path, text + "\n");
}

/** `null` if the file does not exist. */
export async function readAnswers(path: string): Promise<AnswerKey | null> {
  try {
    return answersSchema.parse(JSON.parse(await Deno.readTextFile(path)));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : reasonOf(error);
    throw new CommandFailed(`Cannot read the answers in ${path}: ${reason}`, { cause: error });
  }
}
