/**
 * By operation: rules that JSON Schema can't express, for which a call that fits the document may be refused as
 * `invalid_input`. Any other such refusal is a failure.
 */
export const BEYOND_THE_SCHEMA: Readonly<Record<string, string>> = {
  submitProducts: "a list price is not below the selling price",
  submitUsers: "two drafts of a list have different ids",
  submitOrders: "two drafts of a list have different ids",
  detectCustomer: "a detection lies neither in the future nor years ago",
  putCustomer: "half a character, as two \\u escapes, is no text",
  listCustomerEvents: "from is before to",
  listEvents: "from is before to, and at most 366 days",
  recordSales: "a sale does not lie in the future",
  putStore: "a time zone exists",
  compareMenus: "a day exists in the calendar",
  getReport: "a day exists in the calendar",
  writeReport: "figures are those of the category, and stand beside a text",
  loadManual: "storeId and stores are not both given",
  removeManual: "from and erase are not both given",
  listBenchmarks: "a cursor is one that was given out",
  listCandidates: "a cursor is one that was given out",
  listCollectJobs: "a cursor is one that was given out",
  listListings: "a cursor is one that was given out",
  listMarketAccounts: "a cursor is one that was given out",
  listMarketOrders: "a cursor is one that was given out",
  listSourcedProducts: "a cursor is one that was given out",
  listSupplierAccounts: "a cursor is one that was given out",
  listSupplierOrders: "a cursor is one that was given out",
  listSupplierRecords: "a cursor is one that was given out",
  listSupplierRejects: "a cursor is one that was given out",
  listSyncJobs: "a cursor is one that was given out",
};
