import { assertEquals, assertRejects } from "@std/assert";
import type { Grade } from "../../domain/commerce/grade.ts";
import { type UserId, userIdSchema } from "../../domain/commerce/user.ts";
import type { Membership, MemberStanding } from "./ports/membership.ts";
import { updateGrades } from "./update_grades.ts";

const asOf = new Date("2026-08-31T12:00:00Z");

/** Members in pages of two. `raced` are those whose grade somebody else changes between reading and writing. */
class Members implements Membership {
  readonly asked: Date[] = [];
  readonly grades: Map<UserId, Grade>;
  isBusy = false;
  raced = new Set<string>();

  constructor(readonly members: readonly MemberStanding[]) {
    this.grades = new Map(members.map(({ userId, grade }) => [userId, grade]));
  }

  async *standings(after: Date, until: Date) {
    this.asked.push(after, until);
    for (let start = 0; start < this.members.length; start += 2) yield await this.members.slice(start, start + 2);
  }

  regrade(changes: Parameters<Membership["regrade"]>[0]) {
    const valid = changes.filter(({ userId, from }) => this.grades.get(userId) === from && !this.raced.has(userId));
    for (const { userId, to } of valid) this.grades.set(userId, to);
    return Promise.resolve(valid.length);
  }

  async exclusively<T>(work: (members: Membership) => Promise<T>): Promise<T | "busy"> {
    return this.isBusy ? "busy" : await work(this);
  }
}

function member(id: string, grade: Grade, amount: number, orders: number): MemberStanding {
  return { userId: userIdSchema.parse(id), grade, standing: { amount, orders } };
}

const members = [
  member("rises", "BRONZE", 5_000_000, 30),
  member("stays", "SILVER", 600_000, 6),
  member("falls", "VIP", 0, 0),
  member("falls one step only", "GOLD", 0, 0),
  member("new", "BRONZE", 10_000, 1),
];

Deno.test("updateGrades promotes, demotes by one step, and counts both", async () => {
  const membership = new Members(members);
  assertEquals(await updateGrades({ membership }, { asOf }), { asOf, members: 5, promoted: 1, demoted: 2 });
  assertEquals(Object.fromEntries(membership.grades), {
    "rises": "VIP",
    "stays": "SILVER",
    "falls": "GOLD",
    "falls one step only": "SILVER",
    "new": "BRONZE",
  });
});

Deno.test("updateGrades looks at the six months up to asOf", async () => {
  const membership = new Members([]);
  assertEquals(await updateGrades({ membership }, { asOf }), { asOf, members: 0, promoted: 0, demoted: 0 });
  assertEquals(membership.asked, [new Date("2026-02-28T12:00:00Z"), asOf]);
});

Deno.test("updateGrades is busy while another run is under way", async () => {
  const membership = new Members(members);
  membership.isBusy = true;
  assertEquals(await updateGrades({ membership }, { asOf }), "busy");
  assertEquals(membership.asked, []);
});

Deno.test("updateGrades counts what was really changed", async () => {
  const membership = new Members(members);
  membership.raced.add("rises");
  assertEquals(await updateGrades({ membership }, { asOf }), { asOf, members: 5, promoted: 0, demoted: 2 });
});

Deno.test("updateGrades changes nothing once it is aborted", async () => {
  const membership = new Members(members);
  const signal = AbortSignal.abort(new Error("stopping"));
  await assertRejects(() => updateGrades({ membership }, { asOf, signal }), Error, "stopping");
  assertEquals(membership.grades.get(members[2]!.userId), "VIP");
});
