import "../commerce/good_pools.ts";
