/** Of rows of orders, after `count(*) as lines`. Reversed rows are lines only; others of negative quantity net out. */
export const DAY_SUMS = `count(*) filter (where quantity > 0 and not reversed) as orders,
  coalesce(sum(quantity) filter (where not reversed), 0)::bigint as units,
  coalesce(sum(total_amount) filter (where not reversed), 0)::bigint as amount`;

/** Rows that take pieces from the stock: an import tells of the past, and simulated carts are restocked as they sell. */
export const TAKES_STOCK = "import_run is null and selection is null";
