import { z } from "@hono/zod-openapi";
import { describeRoute, json, ref } from "../server/describe_route.ts";
import { idParam } from "../server/id_param.ts";
import type { ProblemCode } from "../problem_codes.ts";
import { MAX_DRAFTS } from "./drafts.ts";

export interface ResourceDescription {
  readonly path: string;
  /** As "User" in NewUser, StoredUser and UserChanges. */
  readonly name: string;
  readonly tag: string;
  readonly examples: { readonly draft: object; readonly changes: object };
  readonly problems: {
    readonly create: readonly ProblemCode[];
    readonly find: ProblemCode;
    readonly remove: readonly ProblemCode[];
  };
  readonly isErasable: boolean;
}

const flag = z.enum(["true", "false"]).default("false").transform((text) => text === "true");

export function describeResource({ path, name, tag, examples, problems, isErasable }: ResourceDescription) {
  const thing = name.toLowerCase();
  const params = z.object({
    id: idParam(100).openapi({ description: `Id of the ${thing}`, example: `${name[0]}-0198c6a2` }),
  });
  const one = { path: `${path}/{id}`, tag, params };
  return {
    submit: describeRoute({
      method: "post",
      path,
      operationId: `submit${name}s`,
      tag,
      summary: `Publish new ${thing}s, or store them at once`,
      description: [
        `One object or a list of at most ${MAX_DRAFTS}. Nothing is taken when any of them is faulty. Published ${thing}s`,
        "are stored within moments; publishing one again under the same id changes nothing.",
      ].join(" "),
      query: z.object({
        direct: flag.openapi({
          type: "boolean",
          enum: [true, false],
          description: "Store at once instead of publishing",
        }),
      }),
      body: {
        schema: {
          oneOf: [ref(`New${name}`), { type: "array", items: ref(`New${name}`), minItems: 1, maxItems: MAX_DRAFTS }],
        },
        examples: { one: { value: examples.draft }, list: { value: [examples.draft] } },
      },
      answers: {
        201: json("Stored (with direct=true)", {
          oneOf: [ref(`Stored${name}`), { type: "array", items: ref(`Stored${name}`) }],
        }),
        202: json("Published", "Published", { ids: [`${name[0]}-0198c6a2`], accepted: 1 }),
      },
      problems: [...problems.create, "data_refused", "unavailable"],
    }),
    read: describeRoute({
      ...one,
      method: "get",
      operationId: `get${name}`,
      summary: `Read one ${thing}`,
      answers: { 200: json(`The ${thing}`, `Stored${name}`) },
      problems: [problems.find, "unavailable"],
    }),
    change: describeRoute({
      ...one,
      method: "patch",
      operationId: `change${name}`,
      summary: `Change some fields of one ${thing}`,
      body: { schema: ref(`${name}Changes`), examples: { one: { value: examples.changes } } },
      answers: { 200: json(`The ${thing} as it is now`, `Stored${name}`) },
      problems: [problems.find, "data_refused", "unavailable"],
    }),
    remove: describeRoute({
      ...one,
      method: "delete",
      operationId: `remove${name}`,
      scope: isErasable ? "admin" : "write",
      summary: `Remove one ${thing}`,
      ...(isErasable
        ? {
          query: z.object({
            erase: flag.openapi({
              type: "boolean",
              enum: [true, false],
              description: "Where orders keep it from being removed, blank what identifies the person instead",
            }),
          }),
        }
        : {}),
      answers: { 200: json("Removed", "Removed", { id: `${name[0]}-0198c6a2`, outcome: "removed" }) },
      problems: [problems.find, ...problems.remove, "cross_origin", "unavailable"],
    }),
  };
}
