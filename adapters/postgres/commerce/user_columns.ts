import { type User, userSchema } from "../../../domain/commerce/user.ts";
import { Table, TIMESTAMPS } from "../core/table.ts";

export const USERS = new Table<User>({
  name: "users",
  key: "userId",
  schema: userSchema,
  columns: {
    userId: { name: "user_id", type: "text" },
    name: { name: "name", type: "text" },
    gender: { name: "gender", type: "text" },
    age: { name: "age", type: "int" },
    birthYear: { name: "birth_year", type: "int" },
    address: { name: "address", type: "text" },
    addressDistrict: { name: "address_district", type: "text" },
    email: { name: "email", type: "text" },
    grade: { name: "grade", type: "text" },
    status: { name: "status", type: "text" },
    lastLoginAt: { name: "last_login_at", type: "timestamptz" },
    // The seed's column holds a boolean as text.
    marketingAgree: {
      name: "marketing_agree",
      type: "text",
      toSql: String,
      fromSql: (stored: string) => stored === "true",
    },
    createdAt: { name: "created_at", type: "timestamptz" },
    lastOrderedAt: { name: "last_ordered_at", type: "timestamptz" },
    randomSeed: { name: "random_seed", type: "float8" },
    isGuest: { name: "is_guest", type: "boolean" },
    importRun: { name: "import_run", type: "int" },
  },
  filled: TIMESTAMPS,
});
