import { changeUser, createUser, readUser, removeUser } from "../../../application/commerce/manage_users.ts";
import { eraseUser } from "../../../application/commerce/erase_user.ts";
import { parseUserDrafts } from "../../../application/commerce/parse_drafts.ts";
import { publishUsers } from "../../../application/commerce/publish_drafts.ts";
import { userChangesSchema } from "../../../domain/commerce/user_registration.ts";
import type { Api } from "../server/api.ts";
import type { EdgeDeps } from "../server/edge_deps.ts";
import type { CommerceDeps } from "./deps.ts";
import { resourceRoutes } from "./resource_routes.ts";

const CERTIFICATE = {
  userDigest: "5c1b0a3dc3b6f2a1f0e9e39fd6a3f6f0d6ac07e87b3bb5f1d6de3d2bd5f2f0c7",
  erasedAt: "2026-03-02T12:00:00.000Z",
  asOf: "2026-03-02T12:00:00.000Z",
  records: 8,
  stores: [
    {
      store: "Postgres",
      found: [
        { place: "users", records: 1 },
        { place: "orders, blanked", records: 4 },
        { place: "pending_orders, blanked", records: 0 },
        { place: "grade_changes", records: 2 },
        { place: "outbox", records: 0 },
        { place: "webhook_outbox", records: 0 },
        { place: "id_spellings", records: 0 },
        { place: "idempotent_answers", records: null, goneBy: "2026-03-03T13:00:00.000Z" },
      ],
    },
    { store: "Redis", found: [{ place: "cache:users", records: 1 }] },
    { store: "Kafka", found: [{ place: "users", records: null, goneBy: "2026-03-10T13:00:00.000Z" }] },
  ],
};

export function userRoutes(
  api: Api,
  { users, events, erasure }: Pick<CommerceDeps, "users" | "events" | "erasure">,
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
    problems: {
      create: ["user_exists", "user_erased"],
      change: ["user_erased"],
      find: "unknown_user",
      remove: ["user_has_orders"],
    },
    certificate: { name: "UserErasureCertificate", example: CERTIFICATE },
    adminFields: ["grade"],
    parse: (drafts) => parseUserDrafts(deps, drafts),
    publish: (drafts) => publishUsers(deps, drafts),
    create: (user) => createUser(deps, user),
    idOf: ({ userId }) => userId,
    read: (id) => readUser(deps, id),
    changeable: Object.keys(userChangesSchema.shape),
    change: (id, raw, isCurrent) => changeUser(deps, id, raw, isCurrent),
    remove: (id) => removeUser(deps, id),
    erase: (id) => eraseUser(erasure, id, clock()),
  });
}
