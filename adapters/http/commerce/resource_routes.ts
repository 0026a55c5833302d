import type { InvalidInput } from "../../../domain/shared/parse.ts";
import type { Result } from "../../../domain/shared/result.ts";
import type { Receipt } from "../../../application/shared/log.ts";
import type { Api } from "../server/api.ts";
import { allow } from "../server/edge/api_keys.ts";
import { etagOf, ifMatch, type May } from "../server/etag.ts";
import { readJson } from "../server/json_body.ts";
import { Problem } from "../server/problem.ts";
import { problemFrom, valueOf } from "../server/refusal.ts";
import { describeResource, type ResourceDescription } from "./describe_resource.ts";
import { type Drafts, draftsValue, readDrafts } from "./drafts.ts";

interface Published {
  readonly ids: readonly string[];
  /** Where in the log each is, of what can be followed there. */
  readonly places?: readonly (Receipt | null)[];
}

interface Resource<V extends object, T extends object> extends ResourceDescription {
  readonly publish: (drafts: readonly unknown[]) => Promise<Result<Published>>;
  readonly parse: (drafts: readonly unknown[]) => Result<readonly V[], InvalidInput>;
  readonly create: (value: V) => Promise<Result<T>>;
  readonly idOf: (stored: T) => string;
  /** Left out: the route is another one's. */
  readonly read?: (id: string) => Promise<Result<T>>;
  readonly change: (id: string, raw: unknown, isCurrent: May<T>) => Promise<Result<T>>;
  /** What a change may set: its ETag is of these. */
  readonly changeable: readonly string[];
  /** Of a draft or a change: an administrator's to set. */
  readonly adminFields?: readonly string[];
  readonly remove: (id: string) => Promise<Result<unknown>>;
  /** Returns the certificate. */
  readonly erase?: (id: string) => Promise<Result<object>>;
}

export function resourceRoutes<V extends object, T extends object>(api: Api, resource: Resource<V, T>): void {
  const routes = describeResource(resource);
  const { adminFields = [] } = resource;
  const isAdmins = (draft: unknown) =>
    typeof draft === "object" && draft !== null && adminFields.some((field) => Object.hasOwn(draft, field));

  api.openapi(routes.submit, async (c) => {
    const drafts = await readDrafts(c);
    if (drafts.list.some(isAdmins)) allow(c, "admin");
    if (!c.req.valid("query").direct) {
      const published = await resource.publish(drafts.list);
      const { ids, places } = draftsValue(published, drafts, resource.name.toLowerCase());
      const locations = ids.map((id, nth) => locationOf(resource.path, id, places?.[nth]));
      if (drafts.isList) return c.json({ ids, accepted: ids.length, locations }, 202);
      return c.json({ ids, accepted: ids.length }, 202, { location: locations[0]! });
    }
    const stored = await createAll(resource, drafts);
    if (drafts.isList) return c.json(stored, 201);
    const location = locationOf(resource.path, resource.idOf(stored[0]!));
    return c.json(stored[0], 201, { location, etag: etagOf(stored[0]!, resource.changeable) });
  });

  const { read, changeable } = resource;
  if (read) {
    api.openapi(routes.read, async (c) => {
      const found = valueOf(await read(c.req.valid("param").id));
      return c.json(found, 200, { etag: etagOf(found, changeable) });
    });
  }

  api.openapi(routes.change, async (c) => {
    const raw = await readJson(c);
    if (isAdmins(raw)) allow(c, "admin");
    const isCurrent = ifMatch(c, changeable);
    const changed = valueOf(await resource.change(c.req.valid("param").id, raw, isCurrent));
    return c.json(changed, 200, { etag: etagOf(changed, changeable) });
  });

  api.openapi(routes.remove, async (c) => {
    const { id } = c.req.valid("param");
    const { erase }: { erase?: boolean } = c.req.valid("query");
    if (erase && resource.erase) return c.json(valueOf(await resource.erase(id)));
    valueOf(await resource.remove(id));
    return c.json({ id, outcome: "removed" });
  });
}

function locationOf(path: string, id: string, place: Receipt | null = null): string {
  const address = `${path}/${encodeURIComponent(id)}`;
  return place === null ? address : `${address}?at=${place.partition}-${place.offset}`;
}

/** Stores one by one once all are well-formed; if the database refuses one, the earlier ones stay. */
async function createAll<V extends object, T extends object>(resource: Resource<V, T>, drafts: Drafts): Promise<T[]> {
  const values = draftsValue(resource.parse(drafts.list), drafts, resource.name.toLowerCase());
  const stored: T[] = [];
  for (const [index, value] of values.entries()) {
    const created = await resource.create(value);
    if (created.ok) {
      stored.push(created.value);
      continue;
    }
    const { code, message } = problemFrom(created.refusal);
    if (!drafts.isList) throw new Problem(code, message);
    throw new Problem(code, `${message}; ${index} before it were stored`, {
      errors: [{ at: `[${index}]`, detail: message }],
    });
  }
  return stored;
}
