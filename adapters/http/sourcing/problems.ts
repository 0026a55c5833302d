/** Refusals of the sourcing routes. */
export const SOURCING_PROBLEMS = {
  unknown_supplier_account: { status: 404, meaning: "There is no such supplier account" },
  unknown_sync_job: { status: 404, meaning: "There is no such reading of a supplier" },
  unknown_protocol: { status: 422, meaning: "No such protocol of partners is registered" },
  unknown_candidate: { status: 404, meaning: "There is no such candidate" },
  supplier_account_exists: { status: 409, meaning: "The supplier has an account of this name already" },
  supplier_account_not_active: { status: 409, meaning: "The account is paused or closed" },
  unknown_market_account: { status: 404, meaning: "There is no such market account" },
  unknown_listing: { status: 404, meaning: "There is no such listing" },
  market_account_exists: { status: 409, meaning: "The market has an account of this name already" },
  market_account_not_active: { status: 409, meaning: "The market account is paused or closed" },
  product_not_on_sale: { status: 409, meaning: "The supplier has discontinued the product" },
  listing_exists: { status: 409, meaning: "The product has a listing in this account already" },
  listing_closed: { status: 409, meaning: "The listing is withdrawn, or about to be" },
  candidate_decided: { status: 409, meaning: "Somebody has decided otherwise on the candidate" },
} as const;
