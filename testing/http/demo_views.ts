/** Calls of every part, and what each shows once a demo runs. */
export interface DemoView {
  readonly path: string;
  // deno-lint-ignore no-explicit-any -- looked at field by field
  readonly shows: (answer: any) => boolean;
}

/** @param now yesterday's report is asked for: today's is empty right after midnight in Seoul */
export function demoViews(now: Date): readonly DemoView[] {
  const yesterday = new Date(now.getTime() - 15 * 3_600_000).toISOString().slice(0, 10);
  const hourAgo = new Date(now.getTime() - 3_600_000).toISOString();
  const list = (answer: { readonly items: readonly unknown[] }) => answer.items.length > 0;
  return [
    { path: "commerce/summary", shows: ({ counts, pools }) => counts.orders > 0 && pools.users > 0 },
    { path: "cache/users/random", shows: ({ userId }) => userId.length > 0 },
    { path: "cache/products/random", shows: ({ productId }) => productId.length > 0 },
    { path: "scenarios", shows: list },
    ...["demo-001", "demo-002"].flatMap((store): DemoView[] => [
      { path: `stores/${store}`, shows: ({ name }) => name.startsWith("데모") },
      { path: `stores/${store}/reports/${yesterday}/sales`, shows: ({ figures }) => figures.amount > 0 },
      { path: `stores/${store}/menu-comparison`, shows: ({ menus }) => menus.length >= 6 },
      { path: `stores/${store}/beacons`, shows: list },
    ]),
    { path: `events?from=${hourAgo}`, shows: list },
    { path: "manuals", shows: ({ items }) => items.length === 3 },
    {
      path: "manuals/search?q=%ED%99%98%EB%B6%88",
      shows: ({ results }) => results[0].cites.manualId === "demo-refunds",
    },
    ...[
      "supplier-accounts",
      "market-accounts",
      "products",
      "listings",
      "orders",
      "supplier-orders",
      "benchmarks",
      "candidates",
    ].map((part) => ({
      path: `sourcing/${part}`,
      shows: list,
    })),
  ];
}
