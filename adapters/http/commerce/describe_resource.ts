import { z } from "@hono/zod-openapi";
import { describeRoute, json, ref } from "../server/describe_route.ts";
import { flag } from "../server/filters.ts";
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
    readonly change?: readonly ProblemCode[];
  };
  /** Of an erasure of the person, where it is one. */
  readonly certificate?: { readonly name: string; readonly example: object };
}

export function describeResource({ path, name, tag, examples, problems, certificate }: ResourceDescription) {
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
        "are stored within moments; publishing one again under the same id changes nothing. `Location` says where to",
        "look what became of it.",
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
        202: {
          ...json("Published", "Published", { ids: [`${name[0]}-0198c6a2`], accepted: 1 }),
          headers: { Location: { description: "Of a single one", schema: { type: "string" as const } } },
        },
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
      description:
        "With `If-Match` only while it is as the ETag says: one that somebody has changed meanwhile is not overwritten.",
      ifMatch: true,
      problems: [problems.find, ...problems.change ?? [], "precondition_failed", "data_refused", "unavailable"],
    }),
    remove: describeRoute({
      ...one,
      method: "delete",
      operationId: `remove${name}`,
      scope: certificate ? "admin" : "write",
      summary: `Remove one ${thing}`,
      ...(certificate
        ? {
          query: z.object({
            erase: flag.openapi({
              type: "boolean",
              enum: [true, false],
              description: [
                "Forget the person everywhere and answer with a certificate. Where there are orders, they stay for the",
                "books, without personal data. Messages that arrive later do not restore the user. After a 503 repeat the",
                "call: it goes on",
              ].join(" "),
            }),
          }),
        }
        : {}),
      answers: {
        200: certificate
          ? json("Removed; with erase=true the certificate", {
            oneOf: [ref("Removed"), ref(certificate.name)],
          }, certificate.example)
          : json("Removed", "Removed", { id: `${name[0]}-0198c6a2`, outcome: "removed" }),
      },
      problems: [problems.find, ...problems.remove, "unavailable"],
    }),
  };
}
