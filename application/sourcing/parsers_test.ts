import { parserLaws } from "../../testing/fixtures/parser_contract.ts";
import { NOON } from "../../testing/fixtures/commerce_samples.ts";
import { openMarketAccount, parseMarketAccountChanges } from "../../domain/sourcing/market_account.ts";
import { openSupplierAccount, parseSupplierAccountChanges } from "../../domain/sourcing/supplier_account.ts";

const opened = { id: "550e8400-e29b-41d4-a716-446655440000", now: NOON };

parserLaws("openMarketAccount", {
  parse: (raw) => openMarketAccount(raw, opened),
  valid: [{ market: "coupang", name: "본점", apiUrl: "https://api.example.com/v1", feeRate: 0.1 }],
  oneWay: true,
});
parserLaws("openSupplierAccount", {
  parse: (raw) => openSupplierAccount(raw, opened),
  valid: [{ supplier: "dome", name: "도매", feedUrl: "https://feed.example.com" }],
  oneWay: true,
});
parserLaws("parseMarketAccountChanges", { parse: parseMarketAccountChanges, valid: [{ status: "PAUSED" }] });
parserLaws("parseSupplierAccountChanges", { parse: parseSupplierAccountChanges, valid: [{ credential: null }] });
