import {
  anonymiseUser,
  changeUser,
  createUser,
  readUser,
  removeUser,
} from "../../../application/commerce/manage_users.ts";
import { parseUserDrafts } from "../../../application/commerce/parse_drafts.ts";
import { publishUsers } from "../../../application/commerce/publish_drafts.ts";
import { accepted } from "../../../domain/shared/result.ts";
import type { Api } from "../server/api.ts";
import type { EdgeDeps } from "../server/edge_deps.ts";
import type { CommerceDeps } from "./deps.ts";
import { resourceRoutes } from "./resource_routes.ts";

export function userRoutes(
  api: Api,
  { users, events }: Pick<CommerceDeps, "users" | "events">,
  { clock, newId, random }: Pick<EdgeDeps, "clock" | "newId" | "random">,
): void {
  const deps = { users, events, clock, newId, random };
  resourceRoutes(api, {
    path: "/v1/users",
    name: "User",
    tag: "Users",
    examples: {
      draft: { name: "홍길동", gender: "M", age: 30, address: "서울특별시 강남구 테헤란로 1", marketingAgree: true },
      changes: { status: "DORMANT" },
    },
    problems: { create: ["user_exists"], find: "unknown_user", remove: ["user_has_orders"] },
    isErasable: true,
    adminFields: ["grade"],
    parse: (drafts) => parseUserDrafts(deps, drafts),
    publish: (drafts) => publishUsers(deps, drafts),
    create: (user) => createUser(deps, user),
    idOf: ({ userId }) => userId,
    read: (id) => readUser(deps, id),
    change: (id, raw) => changeUser(deps, id, raw),
    remove: async (id, erase) => {
      const removed = await removeUser(deps, id);
      if (removed.ok) return accepted("removed");
      if (!erase || removed.refusal.code !== "user_has_orders") return removed;
      const anonymised = await anonymiseUser(deps, id);
      return anonymised.ok ? accepted("anonymised") : anonymised;
    },
  });
}
