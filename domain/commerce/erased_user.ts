import type { Order } from "./order.ts";
import type { User, UserId } from "./user.ts";

/** What stands for an erased person: orders and their totals stay, and name an id alone. In no pool and no grade. */
export function erasedUser(userId: UserId, createdAt: Date): User {
  return {
    userId,
    name: "-",
    gender: null,
    age: null,
    birthYear: null,
    address: "",
    addressDistrict: "",
    email: null,
    grade: "BRONZE",
    status: "DORMANT",
    lastLoginAt: null,
    marketingAgree: false,
    createdAt,
    lastOrderedAt: null,
    randomSeed: 0,
    isGuest: true,
    importRun: null,
  };
}

/** Of an erased person, whatever the message repeats. */
export function withoutPerson(order: Order): Order {
  return { ...order, userName: "-", userRegion: null, userGender: null, userAgeGroup: null, selection: null };
}
