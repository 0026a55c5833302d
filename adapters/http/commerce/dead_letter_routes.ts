import { z } from "@hono/zod-openapi";
import { redriveState } from "../../../application/commerce/redrive_state.ts";
import { redriveLetters } from "../../../application/commerce/redrive_letters.ts";
import { redriveRequestSchema } from "../../../application/commerce/redrive_request.ts";
import {
  DEAD_LETTER_SORTS,
  type FoundDeadLetter,
  listDeadLetters,
  readDeadLetter,
} from "../../../application/shared/read_dead_letters.ts";
import { deadLetterTopic } from "../../../application/shared/dead_letter_record.ts";
import { STREAMS } from "../../../domain/commerce/commerce_event.ts";
import { parseAs } from "../../../domain/shared/parse.ts";
import type { Api } from "../server/api.ts";
import { describeRoute, json, ref } from "../server/describe_route.ts";
import type { EdgeDeps } from "../server/edge_deps.ts";
import { readJson } from "../server/json_body.ts";
import { listOf, listQueryIn } from "../server/list.ts";
import { Problem } from "../server/problem.ts";
import { valueOf } from "../server/refusal.ts";
import type { CommerceDeps } from "./deps.ts";

const TAG = "Commerce";
const numberParam = (digits: number) =>
  z.string().regex(new RegExp(`^\\d{1,${digits}}$`), "expected a whole number").transform(Number)
    .openapi({ example: "0" });

const listRoute = describeRoute({
  method: "get",
  path: "/v1/commerce/dead-letters",
  operationId: "listDeadLetters",
  tag: TAG,
  summary: "Messages that could not be stored, each with its cause",
  description: "`redriven` says that one was sent again, and where to; one that failed again is another dead letter.",
  query: z.object({
    ...listQueryIn("-at"),
    stream: z.enum(STREAMS).optional(),
  }),
  answers: { 200: json("A page", "DeadLetterPage") },
  problems: ["unavailable"],
});

const readRoute = describeRoute({
  method: "get",
  path: "/v1/commerce/dead-letters/{stream}/{partition}/{offset}",
  operationId: "getDeadLetter",
  tag: TAG,
  summary: "One dead letter, with all that was kept of its message",
  params: z.object({
    stream: z.enum(STREAMS),
    partition: numberParam(6),
    offset: numberParam(15),
  }),
  answers: { 200: json("The dead letter", "WholeDeadLetter") },
  problems: ["unknown_dead_letter", "unavailable"],
});

const redriveRoute = describeRoute({
  method: "post",
  path: "/v1/commerce/dead-letters/redrive",
  operationId: "redriveDeadLetters",
  tag: TAG,
  summary: "Send dead letters again: some, those of a reason, or all; corrected where a value is given",
  description: [
    "Each is checked as it would be stored; one that would come back as a dead letter is not sent, and says why.",
    "A thousand go at once: while `more` is true, call again.",
  ].join(" "),
  scope: "admin",
  body: {
    schema: ref("RedriveRequest"),
    examples: {
      dryRun: { value: { stream: "orders", dryRun: true } },
      reason: { value: { stream: "orders", code: "not_json" } },
      corrected: { value: { stream: "users", letters: [{ partition: 0, offset: 12, value: '{"userId":"U-7"}' }] } },
    },
  },
  answers: { 200: json("What became of each", "RedriveReport") },
  problems: ["unavailable"],
});

type Deps = Pick<CommerceDeps, "scanner" | "inspector" | "streams" | "redrive">;

export function deadLetterRoutes(api: Api, commerce: Deps, { clock }: Pick<EdgeDeps, "clock">): void {
  const { scanner, inspector, streams } = commerce;
  const deps = { ...commerce.redrive, scanner, inspector, now: clock };
  const streamOf = (dead: string) => STREAMS.find((stream) => deadLetterTopic(streams[stream].topic) === dead)!;

  api.openapi(listRoute, async (c) => {
    const { filters: { stream }, request, body } = listOf(listRoute.path, DEAD_LETTER_SORTS, c.req.valid("query"));
    const topics = (stream ? [stream] : STREAMS).map((each) => streams[each].topic);
    const page = await listDeadLetters({ scanner, inspector }, topics, request);
    return c.json(body({ ...page, items: await withRedriven(page.items) }));
  });

  api.openapi(readRoute, async (c) => {
    const { stream, ...place } = c.req.valid("param");
    const found = await readDeadLetter({ scanner, inspector }, streams[stream].topic, place);
    if (!found) {
      throw new Problem("unknown_dead_letter", "Cannot find this dead letter: the log does not hold it (any more)");
    }
    return c.json((await withRedriven([found]))[0]!);
  });

  api.openapi(redriveRoute, async (c) => {
    const { stream, ...request } = valueOf(parseAs(redriveRequestSchema, await readJson(c), "redrive"));
    return c.json({ stream, ...await redriveLetters(deps, { ...request, topic: streams[stream].topic }) });
  });

  async function withRedriven<T extends FoundDeadLetter>(letters: readonly T[]) {
    const byTopic = Map.groupBy(letters, ({ topic }) => topic);
    const redriven = new Map(
      await Promise.all([...byTopic].map(async ([topic, own]) => {
        const state = await redriveState(deps, streams[streamOf(topic)].topic);
        return [topic, await state.redrivenAmong(own)] as const;
      })),
    );
    return letters.map((letter) => {
      const { topic, partition, offset } = letter;
      const found = redriven.get(topic)!.find((each) => each.partition === partition && each.offset === offset);
      return {
        stream: streamOf(topic),
        ...letter,
        redriven: found ? { at: found.at, sentTo: found.sentTo } : null,
      };
    });
  }
}
