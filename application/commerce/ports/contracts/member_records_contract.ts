import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { minutesAfter, NOON, Samples } from "../../../../testing/fixtures/commerce_samples.ts";
import { inShop, type OpenShop } from "../../../../testing/ports/shop.ts";
import { contribution } from "../../../../domain/commerce/grade.ts";
import { updateGrades } from "../../update_grades.ts";

const WINDOW = { after: NOON, until: minutesAfter(NOON, 24 * 60) };

/** One member: what was bought, and how the grade came about, whoever changed it. */
export function memberRecordsContract(engine: string, open: OpenShop): void {
  describe(`MemberRecords in ${engine}`, () => {
    it(
      "standing is the domain's contributions in the window added up",
      inShop(open, async (shop) => {
        const sample = new Samples("one standing");
        const users = sample.users(3);
        const products = sample.products(4);
        const orders = sample.orders(120, users, products, 2);
        await shop.writer.addUsers(users);
        await shop.writer.addProducts(products);
        await shop.writer.addOrders(orders);
        for (const { userId } of users) {
          const own = orders.filter((order) =>
            order.userId === userId && order.createdAt > WINDOW.after && order.createdAt <= WINDOW.until
          ).map(contribution);
          assertEquals(await shop.members.standing(userId, WINDOW), {
            amount: own.reduce((sum, { amount }) => sum + amount, 0),
            orders: own.reduce((sum, each) => sum + each.orders, 0),
          });
        }
        assertEquals(await shop.members.standing(sample.user().userId, WINDOW), { amount: 0, orders: 0 });
      }),
    );

    it(
      "every change of a grade is kept, newest first, until the member is erased",
      inShop(open, async (shop) => {
        const sample = new Samples("grades kept");
        const [member, other] = [sample.user({ grade: "GOLD" }), sample.user({ grade: "BRONZE" })];
        await shop.writer.addUsers([member, other]);
        await updateGrades({ membership: shop.membership }, { asOf: NOON });
        await updateGrades({ membership: shop.membership }, { asOf: minutesAfter(NOON, 10) });
        await shop.users.change(member.userId, { grade: "VIP" });
        await shop.users.change(member.userId, { grade: "VIP", name: member.name });
        const changes = await shop.members.gradeChanges(member.userId, 10);
        assertEquals(changes.map(({ from, to }) => [from, to]), [
          ["BRONZE", "VIP"],
          ["SILVER", "BRONZE"],
          ["GOLD", "SILVER"],
        ]);
        assert(changes.every(({ changedAt }) => changedAt instanceof Date));
        assertEquals((await shop.members.gradeChanges(member.userId, 1)).map(({ to }) => to), ["VIP"]);
        assertEquals(await shop.members.gradeChanges(other.userId, 10), []);
        const { found } = await shop.erasure.begin(member.userId, NOON);
        assertEquals(found.find(({ place }) => place === "grade_changes")?.records, 3);
        assertEquals(await shop.members.gradeChanges(member.userId, 10), []);
      }),
    );

    it(
      "an erasure counts the grades of somebody whose orders stay",
      inShop(open, async (shop) => {
        const sample = new Samples("grades of a buyer");
        const [user, product] = [sample.user(), sample.product()];
        await shop.writer.addUsers([user]);
        await shop.writer.addProducts([product]);
        await shop.writer.addOrders([sample.order(user, product)]);
        await shop.users.change(user.userId, { grade: "SILVER" });
        const { found } = await shop.erasure.begin(user.userId, NOON);
        assertEquals(found.find(({ place }) => place === "grade_changes")?.records, 1);
        assertEquals(await shop.members.gradeChanges(user.userId, 10), []);
      }),
    );
  });
}
