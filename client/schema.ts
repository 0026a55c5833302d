// Made by `deno task client` from the OpenAPI document; not edited by hand.
// deno-fmt-ignore-file
// deno-lint-ignore-file
export interface paths {
    "/v1/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Members of the shop
         * @description Needs a key with the scope `read`, where keys are required.
         */
        get: operations["listUsers"];
        put?: never;
        /**
         * Publish new users, or store them at once
         * @description One object or a list of at most 1000. Nothing is taken when any of them is faulty. Published users are stored within moments; publishing one again under the same id changes nothing. `Location` says where to look what became of it. Needs a key with the scope `write`, where keys are required.
         */
        post: operations["submitUsers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The catalogue
         * @description Needs a key with the scope `read`, where keys are required.
         */
        get: operations["listProducts"];
        put?: never;
        /**
         * Publish new products, or store them at once
         * @description One object or a list of at most 1000. Nothing is taken when any of them is faulty. Published products are stored within moments; publishing one again under the same id changes nothing. `Location` says where to look what became of it. Needs a key with the scope `write`, where keys are required.
         */
        post: operations["submitProducts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Stored orders
         * @description Needs a key with the scope `read`, where keys are required.
         */
        get: operations["listOrders"];
        put?: never;
        /**
         * Publish new orders, or store them at once
         * @description One object or a list of at most 1000. Nothing is taken when any of them is faulty. Published orders are stored within moments; publishing one again under the same id changes nothing. `Location` says where to look what became of it. Needs a key with the scope `write`, where keys are required.
         */
        post: operations["submitOrders"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/commerce/daily-sales": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was sold a day and category, on Seoul's calendar
         * @description Needs a key with the scope `read`, where keys are required.
         */
        get: operations["listDailySales"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/commerce/pending-orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Orders that wait for their member or product
         * @description Needs a key with the scope `read`, where keys are required.
         */
        get: operations["listPendingOrders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/commerce/dead-letters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Messages that could not be stored, each with its cause
         * @description `redriven` says that one was sent again, and where to; one that failed again is another dead letter. Needs a key with the scope `read`, where keys are required.
         */
        get: operations["listDeadLetters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/commerce/dead-letters/{stream}/{partition}/{offset}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One dead letter, with all that was kept of its message
         * @description Needs a key with the scope `read`, where keys are required.
         */
        get: operations["getDeadLetter"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/commerce/dead-letters/redrive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send dead letters again: some, those of a reason, or all; corrected where a value is given
         * @description Each is checked as it would be stored; one that would come back as a dead letter is not sent, and says why. A thousand go at once: while `more` is true, call again. Needs a key with the scope `admin`, where keys are required.
         */
        post: operations["redriveDeadLetters"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/commerce/outbox": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Messages that are stored and wait to be published, dead letters among them
         * @description Needs a key with the scope `read`, where keys are required.
         */
        get: operations["listOutbox"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/commerce/outbox/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Have the parked messages of a topic sent again, once what the log refused them for is repaired
         * @description Needs a key with the scope `admin`, where keys are required.
         */
        post: operations["releaseOutbox"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read one user
         * @description Needs a key with the scope `read`, where keys are required.
         */
        get: operations["getUser"];
        put?: never;
        post?: never;
        /**
         * Remove one user
         * @description Needs a key with the scope `admin`, where keys are required.
         */
        delete: operations["removeUser"];
        options?: never;
        head?: never;
        /**
         * Change some fields of one user
         * @description With `If-Match` only while it is as the ETag says: one that somebody has changed meanwhile is not overwritten. Needs a key with the scope `write`, where keys are required.
         */
        patch: operations["changeUser"];
        trace?: never;
    };
    "/v1/products/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read one product
         * @description Needs a key with the scope `read`, where keys are required.
         */
        get: operations["getProduct"];
        put?: never;
        post?: never;
        /**
         * Remove one product
         * @description Needs a key with the scope `write`, where keys are required.
         */
        delete: operations["removeProduct"];
        options?: never;
        head?: never;
        /**
         * Change some fields of one product
         * @description With `If-Match` only while it is as the ETag says: one that somebody has changed meanwhile is not overwritten. Needs a key with the scope `write`, where keys are required.
         */
        patch: operations["changeProduct"];
        trace?: never;
    };
    "/v1/orders/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read one order, or what became of it
         * @description `state` is `stored`, `pending` with the reason why it is not stored yet, or `dead` with why it can't be: an operator finds it among the dead letters. `trace` says where it was in the log, why the live stream chose this customer (`selection`), and what it adds to the totals. Needs a key with the scope `read`, where keys are required.
         */
        get: operations["getOrder"];
        put?: never;
        post?: never;
        /**
         * Remove one order
         * @description Needs a key with the scope `write`, where keys are required.
         */
        delete: operations["removeOrder"];
        options?: never;
        head?: never;
        /**
         * Change some fields of one order
         * @description With `If-Match` only while it is as the ETag says: one that somebody has changed meanwhile is not overwritten. Needs a key with the scope `write`, where keys are required.
         */
        patch: operations["changeOrder"];
        trace?: never;
    };
    "/v1/orders/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel an order: it leaves grades, counts and totals, and its pieces come back to the stock
         * @description Repeating it changes nothing. An order that was delivered can only be returned. Needs a key with the scope `write`, where keys are required.
         */
        post: operations["cancelOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The imports so far, of files sent here and by the command, newest first
         * @description Needs a key with the scope `read`, where keys are required.
         */
        get: operations["listImports"];
        put?: never;
        /**
         * Import the orders of an export: a preview first, and with commit=true the import
         * @description The body is the file as it was exported: CSV in any usual encoding, XLSX, gzip, or a zip of one of them, or of the several files of Olist. The first call shows how it was understood and five orders as they would be stored; the same call with commit=true imports it and answers when everything is stored. Sent again, it adds nothing; after an interruption it goes on. Needs a key with the scope `write`, where keys are required.
         */
        post: operations["importOrders"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports/{run}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One import: its file, its counts as far as it is, and its state
         * @description Needs a key with the scope `read`, where keys are required.
         */
        get: operations["getImport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports/{run}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take back what an import added
         * @description Its orders with their effects on totals, then the customers and products that no other order needs. May be repeated, also to finish one that was interrupted. Needs a key with the scope `write`, where keys are required.
         */
        post: operations["undoImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/shopify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take an order or refund that Shopify tells of
         * @description Needs no key, but Shopify's signature over the raw body, by a secret of SHOPIFY_WEBHOOK_SECRET. Topics: orders/create, orders/updated, orders/cancelled, refunds/create; others are answered and ignored. Each line item becomes an order with the id that an import of Shopify's export gives it. Needs a key with the scope `write`, where keys are required.
         */
        post: operations["takeShopifyWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/commerce/sales-comparison": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Today's sales, orders and average basket against the same day last week, up to the same time
         * @description An order is what one customer bought at one moment, on Seoul's calendar; `amount` as in the daily sales. Needs a key with the scope `read`, where keys are required.
         */
        get: operations["compareSales"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/commerce/orders.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Stored orders as a CSV file for a spreadsheet, newest first
         * @description At most 100000 lines, after which a last one says that there are more. UTF-8 with a byte order mark; text that a spreadsheet would take for a formula has an apostrophe before it. Needs a key with the scope `read`, where keys are required.
         */
        get: operations["exportOrders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/{id}/grade": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A member's grade: how it came about, and what is missing to the next
         * @description Needs a key with the scope `read`, where keys are required.
         */
        get: operations["getUserGrade"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/{id}/propensity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How likely the live stream is to choose a customer now, and would be if
         * @description Relative to other customers, with the factors that are not 1; scenarios that hold count too. Needs a key with the scope `read`, where keys are required.
         */
        get: operations["getUserPropensity"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/commerce/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The shop and its pipeline at this moment
         * @description What can't be reached is null and named in `unavailable`; the rest is still right. Needs a key with the scope `read`, where keys are required.
         */
        get: operations["getSummary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/commerce/orders/recent": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The orders stored last, newest first, with names masked
         * @description Needs a key with the scope `read`, where keys are required.
         */
        get: operations["listRecentOrders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/commerce/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Server-sent events for a live view
         * @description `summary`: a Summary, first of all. `changes`: every second, the fields of it that became others; the rest is as it was. `orders`: an array of Order, newest first, whenever there are new ones; the first has the latest fifty, the others as many whole carts as fit into some 3 KB, so a busy shop costs no more. `pools`: how both pools are made up, whenever that becomes another, `{"users": {"bought", "new"}, "products": {"ordered", "unsold"}}`. Comments keep the connection open. Needs a key with the scope `read`, where keys are required.
         */
        get: operations["streamCommerce"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cache/users/random": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One member of the customers' pool, all equally likely
         * @description Needs a key with the scope `read`, where keys are required.
         */
        get: operations["getRandomUser"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cache/products/random": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One member of the products' pool, all equally likely
         * @description Needs a key with the scope `read`, where keys are required.
         */
        get: operations["getRandomProduct"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cache/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether the cache is there, and how full its pools are
         * @description Needs a key with the scope `read`, where keys are required.
         */
        get: operations["getCacheStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/scenarios": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What may happen to the shop: when each holds, what it changes, and whether it runs
         * @description Needs a key with the scope `read`, where keys are required.
         */
        get: operations["listScenarios"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/scenarios/{name}/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Start a scenario, or give one that runs another end
         * @description Producers follow within five seconds. Without a body it runs for an hour. Needs a key with the scope `write`, where keys are required.
         */
        put: operations["startScenario"];
        post?: never;
        /**
         * Stop a scenario that was started; what the calendar brings goes on
         * @description Needs a key with the scope `write`, where keys are required.
         */
        delete: operations["stopScenario"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stores": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every store, by id
         * @description Needs a key with the scope `read`, where keys are required.
         */
        get: operations["listStores"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stores/{store}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a store's settings
         * @description Needs a key with the scope `read`, where keys are required.
         */
        get: operations["getStore"];
        /**
         * Make a store, or give it other settings
         * @description What is left out is as in a new store: named by its id, in Seoul, its business days calendar days. Another time zone or closing time changes where every business day begins, past ones too: every report is computed again. Needs a key with the scope `write`, where keys are required.
         */
        put: operations["putStore"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stores/{store}/sales": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a store's tills have sold
         * @description Needs a key with the scope `read`, where keys are required.
         */
        get: operations["listSales"];
        put?: never;
        /**
         * Store what a till has sold
         * @description One sale or a list of at most 1000, all of them or none. Sent again under the same id, a sale changes nothing, so after a lost answer the same call may simply be repeated; under the same id with other content it is refused. A store is made by its first sale. Needs a key with the scope `write`, where keys are required.
         */
        post: operations["recordSales"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stores/{store}/menu-comparison": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The recent seven business days against the seven before, menu item by menu item
         * @description Days are the store's own: its time zone, its closing time. `asOf` is a time (the seven days end with its business day, as far as that had come), or a business day (they end with all of it); without it, now. The answer says which day was still under way, and how many sales came in late. Needs a key with the scope `read`, where keys are required.
         */
        get: operations["compareMenus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stores/{store}/visits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How many customers were identified in a store, day by day
         * @description Days are the store's own: its time zone, its closing time. A customer counts once a day, however often the store's beacons identify them. Erased customers are no longer counted. Needs a key with the scope `read`, where keys are required.
         */
        get: operations["countVisits"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/manuals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The manuals that hold on a day, by id
         * @description Needs a key with the scope `read`, where keys are required.
         */
        get: operations["listManuals"];
        put?: never;
        /**
         * Load a manual as it is to hold from a day on
         * @description Another text under the same id makes another version; the same again changes nothing. Only passages whose text is new are embedded. All of it or nothing: while the embedder is unreachable nothing is stored, and the call can be repeated. Needs a key with the scope `write`, where keys are required.
         */
        post: operations["loadManual"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/manuals/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find the passages that answer a question
         * @description Joins two searches by reciprocal rank fusion: the nearest vectors by cosine distance, and the words, of which Korean ones are found by pairs of syllables. Without an embedding service the vectors are made from words too: method says so. Something is always nearest: look at the distance before trusting a passage. Needs a key with the scope `read`, where keys are required.
         */
        get: operations["searchManuals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/manuals/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the text of a manual that held on a day
         * @description Needs a key with the scope `read`, where keys are required.
         */
        get: operations["getManual"];
        put?: never;
        post?: never;
        /**
         * Withdraw a manual from a day on, or erase it
         * @description Needs a key with the scope `write`, where keys are required.
         */
        delete: operations["removeManual"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/manuals/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every version of a manual, newest first
         * @description Needs a key with the scope `read`, where keys are required.
         */
        get: operations["listManualVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stores/{store}/reports/{date}/{category}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is to be said of one business day: sales, menu, hours or summary
         * @description Of a day under way it is the real-time report. From the cache where it is there; a sale that was answered before is always in it. `asOf` says when its figures were read, `completeness` what they rest on. Needs a key with the scope `read`, where keys are required.
         */
        get: operations["getReport"];
        /**
         * Write into a report: a text, and figures too to replace the computed ones
         * @description First in the database, then through to the cache. What was written stays until it is written again, or taken back with `text: null`; figures that were not written go on following the sales. Needs a key with the scope `write`, where keys are required.
         */
        put: operations["writeReport"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stores/{store}/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove a store's reports from the cache; each is computed again when it is next read
         * @description Nothing in the database changes, and nothing that was begun before comes back into the cache. Needs a key with the scope `write`, where keys are required.
         */
        delete: operations["resetReports"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/beacons/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read one beacon
         * @description Needs a key with the scope `read`, where keys are required.
         */
        get: operations["getBeacon"];
        /**
         * Register a beacon, or replace what is known of it
         * @description Readings are matched by uuid, major and minor together. A beacon with a UUID of its own has it as its id; beacons that share their maker's UUID have a name each, and the UUID in the body. Needs a key with the scope `write`, where keys are required.
         */
        put: operations["putBeacon"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stores/{store}/beacons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every beacon of a store, by major and minor
         * @description Needs a key with the scope `read`, where keys are required.
         */
        get: operations["listBeacons"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stores/{store}/floor-plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where a store's beacons hang, for those that have been placed on its plan
         * @description Needs a key with the scope `read`, where keys are required.
         */
        get: operations["getFloorPlan"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/beacons/{id}/position": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Place a beacon on its store's floor plan
         * @description For the drawing alone: the confidence model has its plan in `CONFIDENCE_PARAMETERS_FILE`. Needs a key with the scope `write`, where keys are required.
         */
        put: operations["putBeaconPosition"];
        post?: never;
        /**
         * Take a beacon off its store's floor plan
         * @description Needs a key with the scope `write`, where keys are required.
         */
        delete: operations["removeBeaconPosition"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/detections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Identify a customer from what the customer's device has received
         * @description The more of the last seconds, and of all beacons, the surer: send every reading, not the strongest alone. Readings of beacons that are not registered are passed over as long as there are others, and those of an unknown level (0 on iOS, 127 on Android) or of one out of range: `ignored` lists them. Those of after `detectedAt` do not count. A customer is identified once within a minute, before and after; a new customer is registered by the first time. With `format` the readings are payloads as another system publishes them: in `readings`, or as the whole body, one or a list, with `customerId` in the query. Needs a key with the scope `write`, where keys are required.
         */
        post: operations["detectCustomer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/detections/try": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say where readings would place a customer, how surely, and why; nothing is stored
         * @description As POST /v1/detections decides, but for what was stored before: a duplicate within a minute is none here. Needs a key with the scope `read`, where keys are required.
         */
        post: operations["tryDetection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/identities/{id}/feedback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tell where a customer truly was, as a till's receipt says
         * @description `place` is a place of the store, or the id of its beacon. The store's confidence is recalibrated by its feedback, once a day. Sent again nothing changes; another place replaces the one before. Needs a key with the scope `write`, where keys are required.
         */
        post: operations["giveFeedback"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read one customer
         * @description Needs a key with the scope `read`, where keys are required.
         */
        get: operations["getCustomer"];
        /**
         * Register a customer, or replace the preferences of one
         * @description `userId` says which member of the shop the customer is, where the member has agreed; left out, it stays as it is. A customer who was erased is admitted again: detections from now on are taken. Needs a key with the scope `write`, where keys are required.
         */
        put: operations["putCustomer"];
        post?: never;
        /**
         * Forget a customer everywhere
         * @description The answer certifies what was found and removed in every store; a second call finds nothing. Detections and events that arrive late are refused until the customer is registered again. After a 503 repeat the call: it goes on. Needs a key with the scope `admin`, where keys are required.
         */
        delete: operations["eraseCustomer"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * People who were recognised in stores, or registered
         * @description Needs a key with the scope `read`, where keys are required.
         */
        get: operations["listCustomers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers/{id}/identities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where and when a customer was identified, newest first
         * @description Needs a key with the scope `read`, where keys are required.
         */
        get: operations["listIdentities"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was recorded of a customer, newest first
         * @description Events are kept for a year, then they are archived. from and to have to be the same for every page. Needs a key with the scope `read`, where keys are required.
         */
        get: operations["listCustomerEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The recorded events of all customers in a span, newest first, or at one moment
         * @description A page may be empty although more follow, in a span where little happened: read on until nextCursor is null. Needs a key with the scope `read`, where keys are required.
         */
        get: operations["listEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sourcing/supplier-accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Accounts at suppliers, newest first
         * @description Needs a key with the scope `read`, where keys are required.
         */
        get: operations["listSupplierAccounts"];
        put?: never;
        /**
         * Add an account at a supplier
         * @description Needs a key with the scope `admin`, where keys are required.
         */
        post: operations["addSupplierAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sourcing/supplier-accounts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One account
         * @description Needs a key with the scope `read`, where keys are required.
         */
        get: operations["getSupplierAccount"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change an account; PAUSED is not read
         * @description Needs a key with the scope `admin`, where keys are required.
         */
        patch: operations["changeSupplierAccount"];
        trace?: never;
    };
    "/v1/sourcing/supplier-accounts/{id}/syncs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Queue a reading of the supplier, for the step `sync` of sourcing
         * @description Needs a key with the scope `write`, where keys are required.
         */
        post: operations["requestSync"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sourcing/sync-jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Readings of suppliers, newest first
         * @description Needs a key with the scope `read`, where keys are required.
         */
        get: operations["listSyncJobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sourcing/sync-jobs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One reading with every call it made
         * @description Needs a key with the scope `read`, where keys are required.
         */
        get: operations["getSyncJob"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sourcing/supplier-records/{kind}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What suppliers say now, as they sent it
         * @description Needs a key with the scope `read`, where keys are required.
         */
        get: operations["listSupplierRecords"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sourcing/supplier-accounts/{id}/records/{kind}/{externalId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every version of one record, newest first
         * @description Needs a key with the scope `read`, where keys are required.
         */
        get: operations["listRecordVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sourcing/supplier-rejects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Records of suppliers that could not be read, with the reason
         * @description Needs a key with the scope `read`, where keys are required.
         */
        get: operations["listSupplierRejects"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sourcing/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Products made of suppliers' items, each with its item and account
         * @description Needs a key with the scope `read`, where keys are required.
         */
        get: operations["listSourcedProducts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sourcing/products/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One product with its item and account
         * @description Needs a key with the scope `read`, where keys are required.
         */
        get: operations["getSourcedProduct"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sourcing/benchmarks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What sells on marketplaces
         * @description Needs a key with the scope `read`, where keys are required.
         */
        get: operations["listBenchmarks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sourcing/collect-jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Collections of what sells on marketplaces, newest first
         * @description Needs a key with the scope `read`, where keys are required.
         */
        get: operations["listCollectJobs"];
        put?: never;
        /**
         * Queue a collection, for `sourcing collect-benchmarks --job`
         * @description Needs a key with the scope `write`, where keys are required.
         */
        post: operations["requestCollection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sourcing/candidates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Products that resemble what sells on marketplaces, each with both sides
         * @description Needs a key with the scope `read`, where keys are required.
         */
        get: operations["listCandidates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sourcing/candidates/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Accept or reject a candidate
         * @description Needs a key with the scope `write`, where keys are required.
         */
        patch: operations["decideOnCandidate"];
        trace?: never;
    };
    "/v1/sourcing/market-accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Accounts on marketplaces, newest first
         * @description Needs a key with the scope `read`, where keys are required.
         */
        get: operations["listMarketAccounts"];
        put?: never;
        /**
         * Add an account on a marketplace
         * @description Needs a key with the scope `admin`, where keys are required.
         */
        post: operations["addMarketAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sourcing/market-accounts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One account
         * @description Needs a key with the scope `read`, where keys are required.
         */
        get: operations["getMarketAccount"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change an account; PAUSED is neither sold on nor read
         * @description Needs a key with the scope `admin`, where keys are required.
         */
        patch: operations["changeMarketAccount"];
        trace?: never;
    };
    "/v1/sourcing/listings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is for sale on marketplaces, each with its product
         * @description Needs a key with the scope `read`, where keys are required.
         */
        get: operations["listListings"];
        put?: never;
        /**
         * Put a product up for sale; the step `publish` of sourcing publishes it
         * @description Needs a key with the scope `write`, where keys are required.
         */
        post: operations["listProduct"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sourcing/listings/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Withdraw a listing, by the step `publish` of sourcing
         * @description Needs a key with the scope `write`, where keys are required.
         */
        delete: operations["withdrawListing"];
        options?: never;
        head?: never;
        /**
         * Set another price; null follows the product again
         * @description Needs a key with the scope `write`, where keys are required.
         */
        patch: operations["changeListing"];
        trace?: never;
    };
    "/v1/sourcing/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What marketplaces sold, line by line, each with its listing, product and supplier order
         * @description Needs a key with the scope `read`, where keys are required.
         */
        get: operations["listMarketOrders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sourcing/orders/{id}/cancellation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel an order line at its marketplace, as the seller; what follows comes with the next pull
         * @description Needs a key with the scope `write`, where keys are required.
         */
        post: operations["cancelMarketOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sourcing/supplier-orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is ordered at suppliers, each with its product, item and account
         * @description Needs a key with the scope `read`, where keys are required.
         */
        get: operations["listSupplierOrders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sourcing/buyers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Forget a marketplace's buyer and receiver
         * @description By what the person knows: the marketplace's id of an order, a phone number, an e-mail address, a name; several of them find what each finds, and a name everybody of that name. Orders keep figures and ids. One that is under way is blanked when it ends. The answer certifies what was found; a second call finds nothing. What a marketplace or supplier sends late or again brings nobody back. After a 503 repeat the call: it goes on. Needs a key with the scope `admin`, where keys are required.
         */
        delete: operations["eraseBuyer"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sourcing/outbox": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Messages waiting to be relayed between the databases, and those that were refused where they arrived
         * @description Needs a key with the scope `read`, where keys are required.
         */
        get: operations["getOutbox"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sourcing/outbox/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Relay dead letters again, once what they were refused for is repaired
         * @description Needs a key with the scope `write`, where keys are required.
         */
        post: operations["retryOutbox"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sourcing/carrying": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Messages waiting to be relayed between the databases, and those that were refused where they arrived
         * @deprecated
         * @description Needs a key with the scope `read`, where keys are required.
         */
        get: operations["getCarrying"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sourcing/carrying/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Relay dead letters again, once what they were refused for is repaired
         * @deprecated
         * @description Needs a key with the scope `write`, where keys are required.
         */
        post: operations["retryCarrying"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-subscriptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who is told of events, and of which
         * @description Needs a key with the scope `read`, where keys are required.
         */
        get: operations["listWebhookSubscriptions"];
        put?: never;
        /**
         * Have events sent to an address
         * @description Events from now on are sent by the Standard Webhooks specification, at least once, in no certain order. It takes no `Idempotency-Key`: its answer, which has the secret, is kept nowhere. Needs a key with the scope `admin`, where keys are required.
         */
        post: operations["addWebhookSubscription"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-subscriptions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read one webhook subscription
         * @description Needs a key with the scope `read`, where keys are required.
         */
        get: operations["getWebhookSubscription"];
        put?: never;
        post?: never;
        /**
         * Remove one webhook subscription, with its deliveries
         * @description Needs a key with the scope `admin`, where keys are required.
         */
        delete: operations["removeWebhookSubscription"];
        options?: never;
        head?: never;
        /**
         * Change some fields of one webhook subscription, or enable it again
         * @description Needs a key with the scope `admin`, where keys are required.
         */
        patch: operations["changeWebhookSubscription"];
        trace?: never;
    };
    "/v1/webhook-subscriptions/{id}/rotate-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a new secret; the one before signs too for a day
         * @description It takes no `Idempotency-Key`: its answer, which has the secret, is kept nowhere. Needs a key with the scope `admin`, where keys are required.
         */
        post: operations["rotateWebhookSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-subscriptions/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What one subscription was told or is to be told, and how that went
         * @description Delivered ones are kept for a week, all others for thirty days. Needs a key with the scope `read`, where keys are required.
         */
        get: operations["listWebhookDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-subscriptions/{id}/deliveries/{delivery}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read one delivery
         * @description Needs a key with the scope `read`, where keys are required.
         */
        get: operations["getWebhookDelivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-subscriptions/{id}/deliveries/{delivery}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send one now, also one that was delivered or given up
         * @description One that was given up gets one more attempt. Needs a key with the scope `write`, where keys are required.
         */
        post: operations["retryWebhookDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-subscriptions/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send an event of the type `webhook.test`, which says nothing
         * @description Needs a key with the scope `write`, where keys are required.
         */
        post: operations["testWebhookSubscription"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Keys of the API, revoked and expired ones too; those of API_KEYS are not among them
         * @description Needs a key with the scope `admin`, where keys are required.
         */
        get: operations["listKeys"];
        put?: never;
        /**
         * Make a key, which is shown this once
         * @description It opens what its scopes allow at once, where the API asks for keys (API_KEYS is set). Needs a key with the scope `admin`, where keys are required.
         */
        post: operations["addKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/keys/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke a key: within two seconds it opens nothing any more
         * @description Needs a key with the scope `admin`, where keys are required.
         */
        delete: operations["revokeKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the process answers */
        get: operations["isAlive"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether every engine answers */
        get: operations["isReady"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Figures for Prometheus */
        get: operations["getMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface webhooks {
    "order.stored": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** An order is stored */
        post: operations["on_order_stored"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "order.status_changed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** An order has another status */
        post: operations["on_order_status_changed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "customer.identified": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A customer is recognised in a store */
        post: operations["on_customer_identified"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "listing.published": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A marketplace has taken a listing for the first time */
        post: operations["on_listing_published"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "dead_letter.added": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A message could not be stored */
        post: operations["on_dead_letter_added"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface components {
    schemas: {
        TracedOrder: {
            orderId: string & unknown;
            userId: string & unknown;
            productId: string & unknown;
            quantity: number;
            totalAmount: number;
            shippingCost: number;
            discountAmount: number;
            paymentMethod: string;
            /** @enum {string} */
            status: "PLACED" | "PAID" | "SHIPPED" | "DELIVERED" | "CANCELLED" | "RETURNED";
            category: string | null;
            userName: string | null;
            userRegion: string | null;
            userGender: ("M" | "F") | null;
            userAgeGroup: string | null;
            /**
             * Format: date-time
             * @description RFC 3339 time with an offset
             * @example 2026-03-02T12:00:00Z
             */
            createdAt: string;
            /** @default null */
            invoice: (string & unknown) | null;
            /** @default null */
            importRun: number | null;
            /** @default null */
            selection: {
                score: number;
                factors: {
                    name: string;
                    value: number;
                }[];
            } | null;
            /**
             * Format: date-time
             * @description RFC 3339 time with an offset
             * @example 2026-03-02T12:00:00Z
             */
            createdDatetime: string;
            /**
             * Format: date-time
             * @description RFC 3339 time with an offset
             * @example 2026-03-02T12:00:00Z
             */
            updatedDatetime: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            state: "stored";
            trace: {
                /** @description Where it is in the log, as far as the address says */
                log: {
                    topic: string;
                    partition: number;
                    offset: number;
                } | null;
                /** @description What it adds to the totals */
                effects: {
                    /**
                     * Format: date
                     * @description Of the daily sales
                     */
                    day: string;
                    category: string | null;
                    orders: number;
                    units: number;
                    amount: number;
                    /** @description Cancelled or returned by its status: it adds nothing */
                    reversed: boolean;
                };
            };
        };
        PendingOrderState: {
            orderId: string & unknown;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            state: "pending";
            /**
             * @description in_log: no consumer has come to it
             * @enum {string}
             */
            reason: "in_log" | "unknown_user" | "unknown_product" | "about_to_be_stored";
            since: string | null;
            trace: {
                /** @description Where it is in the log, as far as the address says */
                log: {
                    topic: string;
                    partition: number;
                    offset: number;
                } | null;
            };
        };
        DeadOrderState: {
            orderId: string & unknown;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            state: "dead";
            reason: string;
            code: string;
            /**
             * Format: date-time
             * @description RFC 3339 time with an offset
             * @example 2026-03-02T12:00:00Z
             */
            since: string;
            trace: {
                /** @description Where it is in the log, as far as the address says */
                log: {
                    topic: string;
                    partition: number;
                    offset: number;
                } | null;
                deadLetter: {
                    topic: string;
                    partition: number;
                    offset: number;
                };
            };
        };
        UserPage: {
            items: components["schemas"]["StoredUser"][];
            /** @description For the next page; null after the last one */
            nextCursor: string | null;
        };
        ProductPage: {
            items: components["schemas"]["StoredProduct"][];
            /** @description For the next page; null after the last one */
            nextCursor: string | null;
        };
        OrderPage: {
            items: components["schemas"]["StoredOrder"][];
            /** @description For the next page; null after the last one */
            nextCursor: string | null;
        };
        DailySales: {
            /**
             * Format: date
             * @description On Seoul's calendar
             */
            day: string;
            category: string;
            /** @description Order rows, cancellations included */
            lines: number;
            /** @description Order rows of goods that went to a customer */
            orders: number;
            units: number;
            /** @description Won, net of cancellations */
            amount: number;
        };
        DailySalesPage: {
            items: components["schemas"]["DailySales"][];
            /** @description For the next page; null after the last one */
            nextCursor: string | null;
        };
        PendingOrder: {
            orderId: string;
            userId: string;
            productId: string;
            /** @description What is not stored yet; none: it is about to be stored */
            waitsFor: ("user" | "product")[];
            /**
             * Format: date-time
             * @description RFC 3339 time with an offset
             * @example 2026-03-02T12:00:00Z
             */
            receivedAt: string;
        };
        PendingOrderPage: {
            items: components["schemas"]["PendingOrder"][];
            /** @description For the next page; null after the last one */
            nextCursor: string | null;
        };
        DeadLetter: {
            /** @enum {string} */
            stream: "users" | "products" | "orders";
            topic: string;
            partition: number;
            offset: number;
            /**
             * Format: date-time
             * @description RFC 3339 time with an offset
             * @example 2026-03-02T12:00:00Z
             */
            at: string;
            /** @description The record that could not be stored */
            of: {
                topic: string;
                partition: number;
                offset: number;
            };
            key: string | null;
            code: string;
            cause: string;
            /** @description Its beginning, as text */
            value: string | null;
            /** @description Bytes of the whole record, where only its beginning was kept */
            cutOf: number | null;
            /** @description The dead letter that it was before: topic/partition/offset */
            redriveOf: string | null;
            /** @description That it was sent again */
            redriven: {
                /** @description null: by kafka-admin */
                at: string | null;
                sentTo: {
                    partition: number;
                    offset: number;
                } | null;
            } | null;
        };
        DeadLetterPage: {
            items: components["schemas"]["DeadLetter"][];
            /** @description For the next page; null after the last one */
            nextCursor: string | null;
        };
        WholeDeadLetter: {
            /** @enum {string} */
            stream: "users" | "products" | "orders";
            topic: string;
            partition: number;
            offset: number;
            /**
             * Format: date-time
             * @description RFC 3339 time with an offset
             * @example 2026-03-02T12:00:00Z
             */
            at: string;
            /** @description The record that could not be stored */
            of: {
                topic: string;
                partition: number;
                offset: number;
            };
            key: string | null;
            code: string;
            cause: string;
            /** @description All that was kept, as text */
            value: string | null;
            /** @description Bytes of the whole record, where only its beginning was kept */
            cutOf: number | null;
            /** @description The dead letter that it was before: topic/partition/offset */
            redriveOf: string | null;
            /** @description That it was sent again */
            redriven: {
                /** @description null: by kafka-admin */
                at: string | null;
                sentTo: {
                    partition: number;
                    offset: number;
                } | null;
            } | null;
            headers: Record<string, never>;
            /** @description Otherwise a corrected message must be sent in its place */
            isWhole: boolean;
        };
        RedriveRequest: {
            /** @enum {string} */
            stream: "users" | "products" | "orders";
            /** @description Say what would become of each, and send nothing; false when left out */
            dryRun?: boolean;
            /** @description These; left out, all of the stream that were not sent again yet */
            letters?: {
                partition: number;
                offset: number;
                /** @description Sent in place of its own */
                value?: string;
            }[];
            /** @description Without letters: those of this reason */
            code?: string;
        };
        RedriveReport: {
            /** @enum {string} */
            stream: "users" | "products" | "orders";
            topic: string;
            dryRun: boolean;
            items: {
                partition: number;
                offset: number;
                /**
                 * @description accepted: it would be sent; refused: it would come back; redriven: it was sent before; gone: not in the log
                 * @enum {string}
                 */
                outcome: "accepted" | "sent" | "refused" | "redriven" | "gone";
                code: string | null;
                detail: string | null;
                sentTo: {
                    partition: number;
                    offset: number;
                } | null;
            }[];
            /** @description Call again for the rest */
            more: boolean;
        };
        OutboxRelease: {
            topic: string;
        };
        OutboxReleased: {
            topic: string;
            released: number;
        };
        OutboxEntry: {
            id: number;
            topic: string;
            key: string | null;
            /** @description Of its value */
            bytes: number;
            /**
             * Format: date-time
             * @description RFC 3339 time with an offset
             * @example 2026-03-02T12:00:00Z
             */
            createdAt: string;
            /** @description How often the log has refused it */
            refusals: number;
            /** @description Since when it is not sent any more */
            parkedAt: string | null;
            /** @description Of the last refusal */
            cause: string | null;
        };
        OutboxPage: {
            items: components["schemas"]["OutboxEntry"][];
            /** @description For the next page; null after the last one */
            nextCursor: string | null;
        };
        SalesComparison: {
            /**
             * Format: date
             * @description On Seoul's calendar
             */
            day: string;
            /** Format: date */
            comparedDay: string;
            today: {
                /** @description Won, net of cancellations, without shipping */
                amount: number;
                orders: number;
                /** @description Won an order; null without orders */
                averageBasket: number | null;
            };
            /** @description Up to the same time */
            lastWeek: {
                /** @description Won, net of cancellations, without shipping */
                amount: number;
                orders: number;
                /** @description Won an order; null without orders */
                averageBasket: number | null;
            };
            /** @description The whole day */
            lastWeekWhole: {
                /** @description Won, net of cancellations, without shipping */
                amount: number;
                orders: number;
                /** @description Won an order; null without orders */
                averageBasket: number | null;
            };
            hours: {
                hour: number;
                /** @description null: still to come */
                today: {
                    /** @description Won, net of cancellations, without shipping */
                    amount: number;
                    orders: number;
                } | null;
                lastWeek: {
                    /** @description Won, net of cancellations, without shipping */
                    amount: number;
                    orders: number;
                };
            }[];
            /**
             * Format: date-time
             * @description RFC 3339 time with an offset
             * @example 2026-03-02T12:00:00Z
             */
            asOf: string;
        };
        MemberGrade: {
            userId: string;
            /** @enum {string} */
            grade: "BRONZE" | "SILVER" | "GOLD" | "VIP";
            /**
             * @description At the next run of the grade updater, if nothing is bought until then
             * @enum {string}
             */
            nextGrade: "BRONZE" | "SILVER" | "GOLD" | "VIP";
            /** @description What counts in the window */
            standing: {
                /** @description Won */
                amount: number;
                orders: number;
            };
            window: {
                /**
                 * Format: date-time
                 * @description RFC 3339 time with an offset
                 * @example 2026-03-02T12:00:00Z
                 */
                after: string;
                /**
                 * Format: date-time
                 * @description RFC 3339 time with an offset
                 * @example 2026-03-02T12:00:00Z
                 */
                until: string;
            };
            /** @description To the grade above; null for the highest */
            missing: {
                /** @enum {string} */
                grade: "BRONZE" | "SILVER" | "GOLD" | "VIP";
                /** @description Won */
                amount: number;
                orders: number;
            } | null;
            /** @description Newest first, at most fifty */
            history: {
                /** @enum {string} */
                from: "BRONZE" | "SILVER" | "GOLD" | "VIP";
                /** @enum {string} */
                to: "BRONZE" | "SILVER" | "GOLD" | "VIP";
                /**
                 * Format: date-time
                 * @description RFC 3339 time with an offset
                 * @example 2026-03-02T12:00:00Z
                 */
                changedAt: string;
            }[];
            /**
             * Format: date-time
             * @description RFC 3339 time with an offset
             * @example 2026-03-02T12:00:00Z
             */
            asOf: string;
        };
        SupposedPropensity: {
            userId: string;
            /** @description In Seoul */
            hour: number;
            age: number | null;
            /** @description Now */
            current: {
                score: number;
                factors: {
                    name: string;
                    value: number;
                }[];
            };
            supposed: {
                score: number;
                factors: {
                    name: string;
                    value: number;
                }[];
            };
            /**
             * Format: date-time
             * @description RFC 3339 time with an offset
             * @example 2026-03-02T12:00:00Z
             */
            asOf: string;
        };
        ScenarioPage: {
            items: components["schemas"]["Scenario"][];
            /** @description For the next page; null after the last one */
            nextCursor: string | null;
        };
        User: {
            userId: string & unknown;
            name: string;
            gender: ("M" | "F") | null;
            age: number | null;
            birthYear: number | null;
            address: string;
            addressDistrict: string;
            email: string | null;
            /** @enum {string} */
            grade: "BRONZE" | "SILVER" | "GOLD" | "VIP";
            /** @enum {string} */
            status: "ACTIVE" | "DORMANT";
            lastLoginAt: string | null;
            marketingAgree: boolean;
            /**
             * Format: date-time
             * @description RFC 3339 time with an offset
             * @example 2026-03-02T12:00:00Z
             */
            createdAt: string;
            lastOrderedAt: string | null;
            randomSeed: number;
            isGuest: boolean;
            /** @default null */
            importRun: number | null;
        };
        StoredUser: {
            userId: string & unknown;
            name: string;
            gender: ("M" | "F") | null;
            age: number | null;
            birthYear: number | null;
            address: string;
            addressDistrict: string;
            email: string | null;
            /** @enum {string} */
            grade: "BRONZE" | "SILVER" | "GOLD" | "VIP";
            /** @enum {string} */
            status: "ACTIVE" | "DORMANT";
            lastLoginAt: string | null;
            marketingAgree: boolean;
            /**
             * Format: date-time
             * @description RFC 3339 time with an offset
             * @example 2026-03-02T12:00:00Z
             */
            createdAt: string;
            lastOrderedAt: string | null;
            randomSeed: number;
            isGuest: boolean;
            /** @default null */
            importRun: number | null;
            /**
             * Format: date-time
             * @description RFC 3339 time with an offset
             * @example 2026-03-02T12:00:00Z
             */
            createdDatetime: string;
            /**
             * Format: date-time
             * @description RFC 3339 time with an offset
             * @example 2026-03-02T12:00:00Z
             */
            updatedDatetime: string;
        };
        NewUser: {
            /** @description Chosen by the shop when left out */
            userId?: string & unknown;
            name: string;
            /** @description null when left out */
            gender?: ("M" | "F") | null;
            /** @description Computed from birthYear when left out; null when left out */
            age?: number | null;
            /** @description Computed from age when left out; null when left out */
            birthYear?: number | null;
            /** @description "" when left out */
            address?: string;
            /** @description Taken from the address when left out */
            addressDistrict?: string;
            /** @description null when left out */
            email?: (string & (unknown & unknown)) | null;
            /**
             * @description "BRONZE" when left out
             * @enum {string}
             */
            grade?: "BRONZE" | "SILVER" | "GOLD" | "VIP";
            /**
             * @description "ACTIVE" when left out
             * @enum {string}
             */
            status?: "ACTIVE" | "DORMANT";
            lastLoginAt?: string | null;
            /** @description false when left out */
            marketingAgree?: boolean;
        };
        UserChanges: {
            name?: string;
            gender?: ("M" | "F") | null;
            age?: number | null;
            birthYear?: number | null;
            address?: string;
            addressDistrict?: string;
            email?: (string & (unknown & unknown)) | null;
            /** @enum {string} */
            grade?: "BRONZE" | "SILVER" | "GOLD" | "VIP";
            /** @enum {string} */
            status?: "ACTIVE" | "DORMANT";
            lastLoginAt?: string | null;
            marketingAgree?: boolean;
        };
        Product: {
            productId: string & unknown;
            name: string;
            category: string;
            brand: string;
            orgPrice: number;
            price: number;
            discountRate: number;
            stock: number;
            rating: number;
            reviewCount: number;
            isBest: boolean;
            /**
             * Format: date-time
             * @description RFC 3339 time with an offset
             * @example 2026-03-02T12:00:00Z
             */
            createdAt: string;
            orderCount: number;
            isGoods: boolean;
            /** @default null */
            importRun: number | null;
        };
        StoredProduct: {
            productId: string & unknown;
            name: string;
            category: string;
            brand: string;
            orgPrice: number;
            price: number;
            discountRate: number;
            stock: number;
            rating: number;
            reviewCount: number;
            isBest: boolean;
            /**
             * Format: date-time
             * @description RFC 3339 time with an offset
             * @example 2026-03-02T12:00:00Z
             */
            createdAt: string;
            orderCount: number;
            isGoods: boolean;
            /** @default null */
            importRun: number | null;
            /**
             * Format: date-time
             * @description RFC 3339 time with an offset
             * @example 2026-03-02T12:00:00Z
             */
            createdDatetime: string;
            /**
             * Format: date-time
             * @description RFC 3339 time with an offset
             * @example 2026-03-02T12:00:00Z
             */
            updatedDatetime: string;
        };
        NewProduct: {
            /** @description Chosen by the shop when left out */
            productId?: string & unknown;
            name: string;
            category: string;
            /** @description "" when left out */
            brand?: string;
            /** @description List price in won; computed from price and discountRate when left out */
            orgPrice?: number;
            /** @description Selling price in won */
            price: number;
            /** @description 0 to 1; computed from orgPrice and price when left out */
            discountRate?: number;
            /** @description 0 when left out */
            stock?: number;
            /** @description 0 when left out */
            rating?: number;
            /** @description 0 when left out */
            reviewCount?: number;
            /** @description false when left out */
            isBest?: boolean;
            /** @description true when left out */
            isGoods?: boolean;
        };
        ProductChanges: {
            name?: string;
            category?: string;
            brand?: string;
            orgPrice?: number;
            price?: number;
            discountRate?: number;
            stock?: number;
            rating?: number;
            reviewCount?: number;
            isBest?: boolean;
            isGoods?: boolean;
        };
        Order: {
            orderId: string & unknown;
            userId: string & unknown;
            productId: string & unknown;
            quantity: number;
            totalAmount: number;
            shippingCost: number;
            discountAmount: number;
            paymentMethod: string;
            /** @enum {string} */
            status: "PLACED" | "PAID" | "SHIPPED" | "DELIVERED" | "CANCELLED" | "RETURNED";
            category: string | null;
            userName: string | null;
            userRegion: string | null;
            userGender: ("M" | "F") | null;
            userAgeGroup: string | null;
            /**
             * Format: date-time
             * @description RFC 3339 time with an offset
             * @example 2026-03-02T12:00:00Z
             */
            createdAt: string;
            /** @default null */
            invoice: (string & unknown) | null;
            /** @default null */
            importRun: number | null;
            /** @default null */
            selection: {
                score: number;
                factors: {
                    name: string;
                    value: number;
                }[];
            } | null;
        };
        StoredOrder: {
            orderId: string & unknown;
            userId: string & unknown;
            productId: string & unknown;
            quantity: number;
            totalAmount: number;
            shippingCost: number;
            discountAmount: number;
            paymentMethod: string;
            /** @enum {string} */
            status: "PLACED" | "PAID" | "SHIPPED" | "DELIVERED" | "CANCELLED" | "RETURNED";
            category: string | null;
            userName: string | null;
            userRegion: string | null;
            userGender: ("M" | "F") | null;
            userAgeGroup: string | null;
            /**
             * Format: date-time
             * @description RFC 3339 time with an offset
             * @example 2026-03-02T12:00:00Z
             */
            createdAt: string;
            /** @default null */
            invoice: (string & unknown) | null;
            /** @default null */
            importRun: number | null;
            /** @default null */
            selection: {
                score: number;
                factors: {
                    name: string;
                    value: number;
                }[];
            } | null;
            /**
             * Format: date-time
             * @description RFC 3339 time with an offset
             * @example 2026-03-02T12:00:00Z
             */
            createdDatetime: string;
            /**
             * Format: date-time
             * @description RFC 3339 time with an offset
             * @example 2026-03-02T12:00:00Z
             */
            updatedDatetime: string;
        };
        NewOrder: {
            /** @description Chosen by the shop when left out */
            orderId?: string & unknown;
            userId: string & unknown;
            productId: string & unknown;
            quantity: number;
            /** @description Won for the whole line, after its discount, without shipping; negative only of a cancellation, whose quantity is too */
            totalAmount: number;
            /** @description 0 when left out */
            shippingCost?: number;
            /** @description 0 when left out */
            discountAmount?: number;
            /** @description "CARD" when left out */
            paymentMethod?: string;
            /**
             * @description "PLACED" when left out
             * @enum {string}
             */
            status?: "PLACED" | "PAID" | "SHIPPED" | "DELIVERED" | "CANCELLED" | "RETURNED";
            /**
             * Format: date-time
             * @description When it was placed; now when left out. From 1990 on, and at most five minutes ahead of the server's clock
             */
            createdAt?: string;
        };
        OrderChanges: {
            quantity?: number;
            totalAmount?: number;
            shippingCost?: number;
            discountAmount?: number;
            paymentMethod?: string;
            /** @enum {string} */
            status?: "PLACED" | "PAID" | "SHIPPED" | "DELIVERED" | "CANCELLED" | "RETURNED";
        };
        ImportPreview: {
            file: string;
            /** @description SHA-256 of the body, hexadecimal */
            digest: string;
            /** @description What it was recognised as */
            profile: string;
            packing: ("gzip" | "zip") | null;
            /** @description null for a workbook */
            encoding: string | null;
            delimiter: string | null;
            dates: ("mdy" | "dmy" | "ymd") | null;
            timeZone: string;
            currency: string | null;
            rates: Record<string, never>;
            /** @description Header names by field */
            columns: Record<string, never>;
            /** @description Columns of which nothing is kept */
            notStored: string[];
            /** @description What only the file's owner knows, and how to tell it */
            questions: string[];
            /** @description Nothing is asked, and enough lines are orders */
            ready: boolean;
            lines: number;
            orders: number;
            rejected: number;
            /** @description Lines that take others back */
            cancellations: number;
            /** @description In won; null where a currency has no rate */
            amount: number | null;
            from: string | null;
            to: string | null;
            /** @description Why lines were rejected, the most common first */
            reasons: {
                reason: string;
                lines: number;
                line: number;
                example: string;
            }[];
            /** @description The first five orders, as they would be stored */
            samples: {
                line: number;
                orderId: string | null;
                productName: string;
            }[];
        };
        SalesImported: {
            file: string;
            /** @description SHA-256 of the body, hexadecimal */
            digest: string;
            /** @description What it was recognised as */
            profile: string;
            packing: ("gzip" | "zip") | null;
            /** @description null for a workbook */
            encoding: string | null;
            delimiter: string | null;
            dates: ("mdy" | "dmy" | "ymd") | null;
            timeZone: string;
            currency: string | null;
            rates: Record<string, never>;
            /** @description Header names by field */
            columns: Record<string, never>;
            /** @description Columns of which nothing is kept */
            notStored: string[];
            /** @description What only the file's owner knows, and how to tell it */
            questions: string[];
            /** @enum {string} */
            via: "kafka" | "postgres";
            run: number;
            /** @description At least the accepted share of lines is stored */
            enough: boolean;
            /** @description Why lines were rejected, the most common first */
            reasons: {
                reason: string;
                lines: number;
                line: number;
                example: string;
            }[];
            /** @description The first 100 */
            rejectedLines: {
                line: number;
                reason: string;
                raw: string;
            }[];
            storeId: string;
            lines: number;
            stored: number;
            alreadyThere: number;
            rejected: number;
            /** @description Sales that are stored with other content; among the rejected */
            differing: number;
            /** @description Business days of the store that have such sales */
            days: number;
        };
        Imported: {
            file: string;
            /** @description SHA-256 of the body, hexadecimal */
            digest: string;
            /** @description What it was recognised as */
            profile: string;
            packing: ("gzip" | "zip") | null;
            /** @description null for a workbook */
            encoding: string | null;
            delimiter: string | null;
            dates: ("mdy" | "dmy" | "ymd") | null;
            timeZone: string;
            currency: string | null;
            rates: Record<string, never>;
            /** @description Header names by field */
            columns: Record<string, never>;
            /** @description Columns of which nothing is kept */
            notStored: string[];
            /** @description What only the file's owner knows, and how to tell it */
            questions: string[];
            /** @enum {string} */
            via: "kafka" | "postgres";
            run: number;
            /** @description At least the accepted share of lines is stored */
            enough: boolean;
            /** @description Why lines were rejected, the most common first */
            reasons: {
                reason: string;
                lines: number;
                line: number;
                example: string;
            }[];
            /** @description The first 100 */
            rejectedLines: {
                line: number;
                reason: string;
                raw: string;
            }[];
            lines: number;
            orders: number;
            rejected: number;
            /** @description Lines that were not added, since their invoice is stored with other lines */
            differing: number;
            differingInvoices: {
                invoice: string;
                lines: number;
                firstLine: number;
            }[];
            stored: number;
            alreadyThere: number;
            amountIn: number;
            amountStored: number;
            customers: number;
            guests: number;
            products: number;
            cancellations: number;
            /** @description Every line is a stored order, rejected, or differs */
            balanced: boolean;
        };
        ImportRun: {
            run: number;
            file: string;
            digest: string | null;
            profile: string;
            /** @enum {string} */
            via: "kafka" | "postgres";
            /** @description Whose sales it adds to; null for orders of the shop */
            storeId: string | null;
            /** @enum {string} */
            state: "done" | "unfinished" | "undone" | "undo_unfinished";
            lines: number;
            orders: number;
            rejected: number;
            alreadyThere: number;
            differing: number;
            /** @description What it added, when it last ended */
            stored: number;
            amount: number;
            /**
             * Format: date-time
             * @description RFC 3339 time with an offset
             * @example 2026-03-02T12:00:00Z
             */
            startedAt: string;
            finishedAt: string | null;
            undoBeganAt: string | null;
            undoneAt: string | null;
        };
        ImportRunPage: {
            items: components["schemas"]["ImportRun"][];
            /** @description For the next page; null after the last one */
            nextCursor: string | null;
        };
        ImportUndone: {
            run: number;
            orders: number;
            sales: number;
            users: number;
            products: number;
            /** @description Made by the import, but other orders need them */
            keptUsers: number;
            keptProducts: number;
        };
        Published: {
            ids: string[];
            accepted: number;
            /** @description Of a list: where to look what became of each */
            locations?: string[];
        };
        UserErasureCertificate: {
            /** @description SHA-256 of the user's id, hexadecimal */
            userDigest: string;
            /**
             * @description From then on whatever arrives late is refused, or stored without the person
             * @example 2026-03-02T12:00:00Z
             */
            erasedAt: unknown | unknown;
            /**
             * @description When this certificate was made
             * @example 2026-03-02T12:00:00Z
             */
            asOf: unknown | unknown;
            /** @description Found and removed by this call */
            records: number;
            stores: {
                store: string;
                found: {
                    place: string;
                    /** @description null: copies that can't be looked up by id */
                    records: number | null;
                    /**
                     * Format: date-time
                     * @description When copies that can't be removed one by one are gone at the latest
                     * @example 2026-03-02T12:00:00Z
                     */
                    goneBy?: string;
                }[];
            }[];
        };
        Removed: {
            id: string;
            /** @constant */
            outcome: "removed";
        };
        Summary: {
            counts: {
                users: number;
                products: number;
                orders: number;
            } | null;
            /** @description Members who have ordered */
            buyers: number | null;
            /** @description Members who have not ordered yet */
            newUsers: number | null;
            grades: Record<string, never> | null;
            pools: {
                users: number;
                products: number;
            } | null;
            groups: {
                group: string;
                topic: string;
                /** @description Records in the log that are not stored yet */
                lag: number;
                /** @description At most how long the oldest of them has waited */
                lagSeconds: number | null;
            }[] | null;
            cache: {
                hits: number;
                misses: number;
                hitRate: number | null;
            } | null;
            /** @description What could not be reached; its figures are null */
            unavailable: ("store" | "cache" | "log")[];
            /**
             * Format: date-time
             * @description RFC 3339 time with an offset
             * @example 2026-03-02T12:00:00Z
             */
            asOf: string;
        };
        /** @description One event of the stream */
        StreamEvent: {
            /** @enum {string} */
            event?: "summary" | "changes" | "orders" | "pools";
            /** @description JSON */
            data?: string;
            /** @description Milliseconds until a listener that was cut off should come back */
            retry?: number;
        };
        Scenario: {
            name: string;
            title: string;
            koreanTitle: string;
            summary: string;
            /** @description When the calendar brings it, in plain words */
            schedule: string;
            /** @description What it multiplies, in plain words */
            changes: string[];
            effects: {
                metric: string;
                /** @description Against the same hours without the scenario */
                factor: number;
                /** @description A share of the factor: 0.15 is ±15 % */
                tolerance: number;
            }[];
            /** @description The calendar brings it right now */
            holdsNow: boolean;
            /** @description Under way, or next; null: only by name */
            next: {
                /**
                 * Format: date-time
                 * @description RFC 3339 time with an offset
                 * @example 2026-03-02T12:00:00Z
                 */
                from: string;
                /**
                 * Format: date-time
                 * @description RFC 3339 time with an offset
                 * @example 2026-03-02T12:00:00Z
                 */
                until: string;
            } | null;
            /** @description The end of a run that was started by name */
            runningUntil: string | null;
        };
        ScenarioRun: {
            /** @description How long it runs; 60 when left out */
            minutes?: number;
        };
        RunningScenario: {
            name: string;
            /**
             * Format: date-time
             * @description RFC 3339 time with an offset
             * @example 2026-03-02T12:00:00Z
             */
            until: string;
        };
        StoppedScenario: {
            name: string;
            /** @enum {string} */
            outcome: "stopped" | "idle";
        };
        CacheStatus: {
            connected: boolean;
            users: number | null;
            products: number | null;
        };
        ApiKey: {
            name: string;
            scopes: ("read" | "write" | "admin")[];
            /** @description The only stores whose addresses it opens */
            stores: string[] | null;
            /**
             * Format: date-time
             * @description RFC 3339 time with an offset
             * @example 2026-03-02T12:00:00Z
             */
            createdAt: string;
            expiresAt: string | null;
            revokedAt: string | null;
        };
        ApiKeyPage: {
            items: components["schemas"]["ApiKey"][];
            /** @description For the next page; null after the last one */
            nextCursor: string | null;
        };
        NewApiKey: {
            name: string;
            scopes: ("read" | "write" | "admin")[];
            /** @description The only stores whose addresses it opens; null when left out */
            stores?: (string & unknown)[] | null;
            /** @description From when it opens nothing any more */
            expiresAt?: string | null;
        };
        AddedApiKey: {
            name: string;
            scopes: ("read" | "write" | "admin")[];
            /** @description The only stores whose addresses it opens */
            stores: string[] | null;
            /**
             * Format: date-time
             * @description RFC 3339 time with an offset
             * @example 2026-03-02T12:00:00Z
             */
            createdAt: string;
            expiresAt: string | null;
            revokedAt: string | null;
            /** @description Shown this once */
            key: string;
        };
        RevokedApiKey: {
            name: string;
            /**
             * Format: date-time
             * @description RFC 3339 time with an offset
             * @example 2026-03-02T12:00:00Z
             */
            revokedAt: string;
        };
        Beacon: {
            beaconId: string;
            /** @description null: another beacon has taken over what it sent */
            uuid: string | null;
            storeId: string;
            major: number;
            minor: number;
            location: {
                name: string;
                /** @enum {string} */
                type: "entrance" | "table" | "counter";
            };
            /** @enum {string} */
            status: "active" | "inactive" | "maintenance";
        };
        NewBeacon: {
            /**
             * @description What it sends; needed where the beacon's id is a name
             * @example 550e8400-e29b-41d4-a716-446655440000
             */
            uuid?: string;
            storeId: string & unknown;
            major: number;
            minor: number;
            location: {
                name: string;
                /** @enum {string} */
                type: "entrance" | "table" | "counter";
            };
            /**
             * @description "active" when left out
             * @enum {string}
             */
            status?: "active" | "inactive" | "maintenance";
        };
        Detection: {
            customerId: string & unknown;
            readings: {
                /** @example 550e8400-e29b-41d4-a716-446655440000 */
                uuid: string;
                major: number;
                minor: number;
                /** @description Received signal strength in dBm, -127 to 20; 0 and 127 are unknown, and passed over like others */
                rssi: number;
                /**
                 * Format: date-time
                 * @description RFC 3339 time with an offset
                 */
                observedAt?: string;
            }[];
            /**
             * Format: date-time
             * @description When the device was there; the newest reading's moment when left out, or now
             */
            detectedAt?: string;
            /** @description Merged into what is known of the customer, key by key */
            preferences?: {
                [key: string]: string;
            };
        };
        /** @description With `format`; the body may be one payload, or a list, too */
        SentPayloads: {
            /** @description As the other system publishes them */
            readings: {
                [key: string]: unknown;
            }[];
        } & {
            [key: string]: unknown;
        };
        DetectedIdentity: {
            /** @description For feedback */
            identityId: string;
            customerId: string & unknown;
            beaconId: unknown;
            storeId: string;
            location: {
                name: string;
                /** @enum {string} */
                type: "entrance" | "table" | "counter";
            };
            confidence: number;
            /**
             * Format: date-time
             * @description RFC 3339 time with an offset
             * @example 2026-03-02T12:00:00Z
             */
            detectedAt: string;
            /** @description Readings that said nothing */
            ignored: {
                /** @description The reading's place in the request */
                index: number;
                /** @enum {string} */
                reason: "unknown_level" | "out_of_range" | "unregistered_beacon" | "no_ibeacon";
            }[];
        };
        TriedDetection: {
            /** @description The likeliest */
            place: {
                beaconId: string;
                storeId: string;
                location: {
                    name: string;
                    /** @enum {string} */
                    type: "entrance" | "table" | "counter";
                };
            };
            confidence: number;
            neededConfidence: number;
            /** @description Why nobody would be identified */
            refusal: {
                code: string;
                message: string;
            } | null;
            /** @description Of every heard beacon, the likeliest first */
            places: {
                beaconId: string;
                storeId: string;
                location: {
                    name: string;
                    /** @enum {string} */
                    type: "entrance" | "table" | "counter";
                };
                /** @description Of being the nearest one, before calibration */
                share: number;
                readings: number;
                /** @description dBm */
                strongest: number;
            }[];
            /** @description Readings that said nothing */
            ignored: {
                /** @description The reading's place in the request */
                index: number;
                /** @enum {string} */
                reason: "unknown_level" | "out_of_range" | "unregistered_beacon" | "no_ibeacon";
            }[];
        };
        CustomerIdentity: {
            /** @description For feedback */
            identityId: string;
            customerId: string & unknown;
            beaconId: unknown;
            storeId: string;
            location: {
                name: string;
                /** @enum {string} */
                type: "entrance" | "table" | "counter";
            };
            confidence: number;
            /**
             * Format: date-time
             * @description RFC 3339 time with an offset
             * @example 2026-03-02T12:00:00Z
             */
            detectedAt: string;
        };
        NewFeedback: {
            /** @description Where the customer truly was: the name of a place in the store, or the id of its beacon */
            place: string;
        };
        Feedback: {
            /** @enum {string} */
            outcome: "created" | "changed" | "unchanged";
            /** @description For feedback */
            identityId: string;
            /** @description Whether the identification was right */
            right: boolean;
            place: {
                beaconId: string;
                location: {
                    name: string;
                    /** @enum {string} */
                    type: "entrance" | "table" | "counter";
                };
            };
        };
        StandingIdentity: {
            /** @description For feedback */
            identityId: string;
            customerId: string & unknown;
            beaconId: unknown;
            storeId: string;
            location: {
                name: string;
                /** @enum {string} */
                type: "entrance" | "table" | "counter";
            };
            confidence: number;
            /**
             * Format: date-time
             * @description RFC 3339 time with an offset
             * @example 2026-03-02T12:00:00Z
             */
            detectedAt: string;
            /** @description Readings that said nothing */
            ignored: {
                /** @description The reading's place in the request */
                index: number;
                /** @enum {string} */
                reason: "unknown_level" | "out_of_range" | "unregistered_beacon" | "no_ibeacon";
            }[];
            /** @constant */
            code: "duplicate_within_minute";
        };
        Customer: {
            customerId: string;
            /**
             * @description The member of the shop that the customer is, by agreement
             * @default null
             */
            userId: string | null;
            /**
             * Format: date-time
             * @description RFC 3339 time with an offset
             * @example 2026-03-02T12:00:00Z
             */
            lastSeen: string;
            preferences: Record<string, never>;
            /**
             * Format: date-time
             * @description RFC 3339 time with an offset
             * @example 2026-03-02T12:00:00Z
             */
            createdAt: string;
        };
        NewCustomer: {
            /** @description {} when left out */
            preferences?: {
                [key: string]: string;
            };
            /** @description The member of the shop that the customer is, by agreement; null ends it, left out it stays */
            userId?: (string & unknown) | null;
        };
        CustomerEvent: {
            eventId: string;
            customerId: string & unknown;
            beaconId: unknown;
            storeId: string;
            location: {
                name: string;
                /** @enum {string} */
                type: "entrance" | "table" | "counter";
            };
            confidence: number;
            /**
             * Format: date-time
             * @description RFC 3339 time with an offset
             * @example 2026-03-02T12:00:00Z
             */
            detectedAt: string;
        };
        /** @description Newest first; fewer than asked for, or none, although more follow */
        EventPage: {
            items: components["schemas"]["CustomerEvent"][];
            /** @description For the next page; null after the last one */
            nextCursor: string | null;
            /**
             * @deprecated
             * @description items, under its old name
             */
            events?: components["schemas"]["CustomerEvent"][];
            /**
             * @deprecated
             * @description nextCursor, under its old name
             */
            cursor?: string | null;
        };
        CustomerPage: {
            items: components["schemas"]["Customer"][];
            /** @description For the next page; null after the last one */
            nextCursor: string | null;
        };
        IdentityPage: {
            items: components["schemas"]["CustomerIdentity"][];
            /** @description For the next page; null after the last one */
            nextCursor: string | null;
        };
        BeaconPage: {
            items: components["schemas"]["Beacon"][];
            /** @description For the next page; null after the last one */
            nextCursor: string | null;
        };
        FloorPosition: {
            /** @description Metres from the plan's left edge */
            x: number;
            /** @description Metres from the plan's upper edge */
            y: number;
            /** @description As people count: 1 is the ground floor, -1 the first below; 1 when left out */
            floor?: number;
        };
        PositionedBeacon: {
            beaconId: string;
            /** @description Metres from the plan's left edge */
            x: number;
            /** @description Metres from the plan's upper edge */
            y: number;
            /**
             * @description As people count: 1 is the ground floor, -1 the first below
             * @default 1
             */
            floor: number;
        };
        FloorPlan: {
            storeId: string;
            beacons: {
                beaconId: string;
                /** @description Metres from the plan's left edge */
                x: number;
                /** @description Metres from the plan's upper edge */
                y: number;
                /**
                 * @description As people count: 1 is the ground floor, -1 the first below
                 * @default 1
                 */
                floor: number;
            }[];
        };
        RemovedPosition: {
            removed: boolean;
        };
        ErasureCertificate: {
            /** @description SHA-256 of the customer's id, hexadecimal */
            customerDigest: string;
            /**
             * @description From then on whatever arrives late is refused, or stored without the person
             * @example 2026-03-02T12:00:00Z
             */
            erasedAt: unknown | unknown;
            /**
             * @description When this certificate was made
             * @example 2026-03-02T12:00:00Z
             */
            asOf: unknown | unknown;
            /** @description Found and removed by this call */
            records: number;
            stores: {
                store: string;
                found: {
                    place: string;
                    /** @description null: copies that can't be looked up by id */
                    records: number | null;
                    /**
                     * Format: date-time
                     * @description When copies that can't be removed one by one are gone at the latest
                     * @example 2026-03-02T12:00:00Z
                     */
                    goneBy?: string;
                }[];
            }[];
        };
        SupplierAccount: {
            id: unknown;
            supplier: string;
            name: string & unknown;
            /** @description How the partner's API is spoken to */
            protocol: string;
            /**
             * Format: uri
             * @description URL of the supplier's API; for `json`, /items, /orders, /qna and /categories are below it
             */
            feedUrl: string;
            /** @description Name of the token in SUPPLIER_TOKENS; null for a feed that asks for none */
            credential: string | null;
            requestsPerMinute: number;
            /**
             * @description Only an ACTIVE account is read
             * @enum {string}
             */
            status: "ACTIVE" | "PAUSED" | "CLOSED";
            /**
             * Format: date-time
             * @description RFC 3339 time with an offset
             * @example 2026-03-02T12:00:00Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description RFC 3339 time with an offset
             * @example 2026-03-02T12:00:00Z
             */
            updatedAt: string;
        };
        NewSupplierAccount: {
            supplier: string;
            name: string & unknown;
            /** @description How the partner's API is spoken to; "json" when left out */
            protocol?: string;
            /**
             * Format: uri
             * @description URL of the supplier's API; for `json`, /items, /orders, /qna and /categories are below it
             */
            feedUrl: string;
            /** @description Name of the token in SUPPLIER_TOKENS; null for a feed that asks for none; null when left out */
            credential?: string | null;
            /** @description 60 when left out */
            requestsPerMinute?: number;
        };
        SupplierAccountChanges: {
            name?: string & unknown;
            /** @description How the partner's API is spoken to */
            protocol?: string;
            /**
             * Format: uri
             * @description URL of the supplier's API; for `json`, /items, /orders, /qna and /categories are below it
             */
            feedUrl?: string;
            /** @description Name of the token in SUPPLIER_TOKENS; null for a feed that asks for none */
            credential?: string | null;
            requestsPerMinute?: number;
            /**
             * @description Only an ACTIVE account is read
             * @enum {string}
             */
            status?: "ACTIVE" | "PAUSED" | "CLOSED";
        };
        SupplierAccountPage: {
            items: {
                id: unknown;
                supplier: string;
                name: string & unknown;
                /** @description How the partner's API is spoken to */
                protocol: string;
                /**
                 * Format: uri
                 * @description URL of the supplier's API; for `json`, /items, /orders, /qna and /categories are below it
                 */
                feedUrl: string;
                /** @description Name of the token in SUPPLIER_TOKENS; null for a feed that asks for none */
                credential: string | null;
                requestsPerMinute: number;
                /**
                 * @description Only an ACTIVE account is read
                 * @enum {string}
                 */
                status: "ACTIVE" | "PAUSED" | "CLOSED";
                /**
                 * Format: date-time
                 * @description RFC 3339 time with an offset
                 * @example 2026-03-02T12:00:00Z
                 */
                createdAt: string;
                /**
                 * Format: date-time
                 * @description RFC 3339 time with an offset
                 * @example 2026-03-02T12:00:00Z
                 */
                updatedAt: string;
            }[];
            nextCursor: string | null;
            /** @description With explain=true: every question that was put to a database */
            queries?: {
                database: string;
                query: string;
                ids: number | null;
                rows: number;
                ms: number;
            }[];
        };
        SyncRequest: {
            /** @description ["items","orders","qna","categories"] when left out */
            kinds?: ("items" | "orders" | "qna" | "categories")[];
            /**
             * @description Only what changed since the last reading, or everything; "changes" when left out
             * @enum {string}
             */
            mode?: "changes" | "everything";
        };
        SyncJob: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            accountId: string;
            /** @enum {string} */
            kind: "items" | "orders" | "qna" | "categories";
            /** @enum {string} */
            mode: "changes" | "everything";
            /**
             * @description PARTIAL: read to the end, but not all of it can be believed; error says what
             * @enum {string}
             */
            status: "QUEUED" | "RUNNING" | "DONE" | "PARTIAL" | "UNCHANGED" | "FAILED" | "STOPPED";
            pages: number;
            seen: number;
            added: number;
            changed: number;
            unchanged: number;
            rejected: number;
            /** @description Records of known items that could not be read; the items are withheld */
            knownRejected: number;
            /** @description Known items that a complete reading lacked */
            missing: number;
            updatedSince: string | null;
            error: string | null;
            /**
             * Format: date-time
             * @description RFC 3339 time with an offset
             * @example 2026-03-02T12:00:00Z
             */
            createdAt: string;
            startedAt: string | null;
            finishedAt: string | null;
        };
        SyncJobWithFetches: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            accountId: string;
            /** @enum {string} */
            kind: "items" | "orders" | "qna" | "categories";
            /** @enum {string} */
            mode: "changes" | "everything";
            /**
             * @description PARTIAL: read to the end, but not all of it can be believed; error says what
             * @enum {string}
             */
            status: "QUEUED" | "RUNNING" | "DONE" | "PARTIAL" | "UNCHANGED" | "FAILED" | "STOPPED";
            pages: number;
            seen: number;
            added: number;
            changed: number;
            unchanged: number;
            rejected: number;
            /** @description Records of known items that could not be read; the items are withheld */
            knownRejected: number;
            /** @description Known items that a complete reading lacked */
            missing: number;
            updatedSince: string | null;
            error: string | null;
            /**
             * Format: date-time
             * @description RFC 3339 time with an offset
             * @example 2026-03-02T12:00:00Z
             */
            createdAt: string;
            startedAt: string | null;
            finishedAt: string | null;
            fetches: {
                url: string;
                attempt: number;
                status: number | null;
                items: number | null;
                bytes: number | null;
                etag: string | null;
                durationMs: number;
                error: string | null;
                /**
                 * Format: date-time
                 * @description RFC 3339 time with an offset
                 * @example 2026-03-02T12:00:00Z
                 */
                at: string;
            }[];
        };
        SyncJobPage: {
            items: {
                /** Format: uuid */
                id: string;
                /** Format: uuid */
                accountId: string;
                /** @enum {string} */
                kind: "items" | "orders" | "qna" | "categories";
                /** @enum {string} */
                mode: "changes" | "everything";
                /**
                 * @description PARTIAL: read to the end, but not all of it can be believed; error says what
                 * @enum {string}
                 */
                status: "QUEUED" | "RUNNING" | "DONE" | "PARTIAL" | "UNCHANGED" | "FAILED" | "STOPPED";
                pages: number;
                seen: number;
                added: number;
                changed: number;
                unchanged: number;
                rejected: number;
                /** @description Records of known items that could not be read; the items are withheld */
                knownRejected: number;
                /** @description Known items that a complete reading lacked */
                missing: number;
                updatedSince: string | null;
                error: string | null;
                /**
                 * Format: date-time
                 * @description RFC 3339 time with an offset
                 * @example 2026-03-02T12:00:00Z
                 */
                createdAt: string;
                startedAt: string | null;
                finishedAt: string | null;
            }[];
            nextCursor: string | null;
            /** @description With explain=true: every question that was put to a database */
            queries?: {
                database: string;
                query: string;
                ids: number | null;
                rows: number;
                ms: number;
            }[];
        };
        SupplierRecord: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            accountId: string;
            externalId: string;
            version: number;
            isCurrent: boolean;
            /** @description How the partner's API is spoken to */
            protocol: string;
            /** @description As the supplier sent it */
            payload: unknown;
            /** @description Why the item is not to be sold, whatever its payload says */
            withheld: string | null;
            contentHash: string;
            sourceUpdatedAt: string | null;
            /**
             * Format: date-time
             * @description RFC 3339 time with an offset
             * @example 2026-03-02T12:00:00Z
             */
            fetchedAt: string;
        };
        SupplierRecordPage: {
            items: {
                /** Format: uuid */
                id: string;
                /** Format: uuid */
                accountId: string;
                externalId: string;
                version: number;
                isCurrent: boolean;
                /** @description How the partner's API is spoken to */
                protocol: string;
                /** @description As the supplier sent it */
                payload: unknown;
                /** @description Why the item is not to be sold, whatever its payload says */
                withheld: string | null;
                contentHash: string;
                sourceUpdatedAt: string | null;
                /**
                 * Format: date-time
                 * @description RFC 3339 time with an offset
                 * @example 2026-03-02T12:00:00Z
                 */
                fetchedAt: string;
            }[];
            nextCursor: string | null;
            /** @description With explain=true: every question that was put to a database */
            queries?: {
                database: string;
                query: string;
                ids: number | null;
                rows: number;
                ms: number;
            }[];
        };
        SupplierRejectPage: {
            items: {
                /** Format: uuid */
                id: string;
                /** Format: uuid */
                accountId: string;
                /** @enum {string} */
                kind: "items" | "orders" | "qna" | "categories";
                /** @description JSON as text */
                payload: string;
                reason: string;
                times: number;
                /**
                 * Format: date-time
                 * @description RFC 3339 time with an offset
                 * @example 2026-03-02T12:00:00Z
                 */
                firstSeenAt: string;
                /**
                 * Format: date-time
                 * @description RFC 3339 time with an offset
                 * @example 2026-03-02T12:00:00Z
                 */
                lastSeenAt: string;
            }[];
            nextCursor: string | null;
            /** @description With explain=true: every question that was put to a database */
            queries?: {
                database: string;
                query: string;
                ids: number | null;
                rows: number;
                ms: number;
            }[];
        };
        BuyerErasureCertificate: {
            /**
             * @description From then on whatever arrives late is refused, or stored without the person
             * @example 2026-03-02T12:00:00Z
             */
            erasedAt: unknown | unknown;
            /**
             * @description When this certificate was made
             * @example 2026-03-02T12:00:00Z
             */
            asOf: unknown | unknown;
            /** @description Found and removed by this call */
            records: number;
            stores: {
                store: string;
                found: {
                    place: string;
                    /** @description null: copies that can't be looked up by id */
                    records: number | null;
                    /**
                     * Format: date-time
                     * @description When copies that can't be removed one by one are gone at the latest
                     * @example 2026-03-02T12:00:00Z
                     */
                    goneBy?: string;
                }[];
            }[];
        };
        SourcedProduct: {
            product: {
                /** Format: uuid */
                id: string;
                /** Format: uuid */
                supplierAccountId: string;
                /** Format: uuid */
                supplierItemId: string;
                supplierItemCode: string;
                supplierVersion: number;
                name: string;
                brand: string;
                category: string;
                description: string;
                imageUrls: string[];
                /** @description The options of the item, each with prices and stock of its own */
                variants: {
                    /** @description The supplier's, unique in the item */
                    key: string;
                    attributes: {
                        name: string;
                        value: string;
                    }[];
                    supplyPrice: number;
                    sellingPrice: number;
                    stock: number;
                }[];
                /** @description With variants: of the cheapest */
                supplyPrice: number;
                /** @description With variants: of the cheapest */
                sellingPrice: number;
                shippingFee: number;
                /** @description Share of the selling price left after supply price and postage */
                marginRate: number;
                pricePolicy: string;
                /** @description With variants: of all together */
                stock: number;
                /** @enum {string} */
                status: "ON_SALE" | "SOLD_OUT" | "DISCONTINUED";
                /** @description Why it is not sold, whatever the supplier said last that could be read */
                withheld: string | null;
                /**
                 * Format: date-time
                 * @description RFC 3339 time with an offset
                 * @example 2026-03-02T12:00:00Z
                 */
                createdAt: string;
                /**
                 * Format: date-time
                 * @description RFC 3339 time with an offset
                 * @example 2026-03-02T12:00:00Z
                 */
                updatedAt: string;
            };
            item: {
                /** Format: uuid */
                id: string;
                /** Format: uuid */
                accountId: string;
                externalId: string;
                version: number;
                isCurrent: boolean;
                /** @description How the partner's API is spoken to */
                protocol: string;
                /** @description As the supplier sent it */
                payload: unknown;
                /** @description Why the item is not to be sold, whatever its payload says */
                withheld: string | null;
                contentHash: string;
                sourceUpdatedAt: string | null;
                /**
                 * Format: date-time
                 * @description RFC 3339 time with an offset
                 * @example 2026-03-02T12:00:00Z
                 */
                fetchedAt: string;
            } | null;
            account: {
                id: unknown;
                supplier: string;
                name: string & unknown;
                /** @description How the partner's API is spoken to */
                protocol: string;
                /**
                 * Format: uri
                 * @description URL of the supplier's API; for `json`, /items, /orders, /qna and /categories are below it
                 */
                feedUrl: string;
                /** @description Name of the token in SUPPLIER_TOKENS; null for a feed that asks for none */
                credential: string | null;
                requestsPerMinute: number;
                /**
                 * @description Only an ACTIVE account is read
                 * @enum {string}
                 */
                status: "ACTIVE" | "PAUSED" | "CLOSED";
                /**
                 * Format: date-time
                 * @description RFC 3339 time with an offset
                 * @example 2026-03-02T12:00:00Z
                 */
                createdAt: string;
                /**
                 * Format: date-time
                 * @description RFC 3339 time with an offset
                 * @example 2026-03-02T12:00:00Z
                 */
                updatedAt: string;
            } | null;
            /** @description With explain=true: every question that was put to a database */
            queries?: {
                database: string;
                query: string;
                ids: number | null;
                rows: number;
                ms: number;
            }[];
        };
        SourcedProductPage: {
            items: {
                product: {
                    /** Format: uuid */
                    id: string;
                    /** Format: uuid */
                    supplierAccountId: string;
                    /** Format: uuid */
                    supplierItemId: string;
                    supplierItemCode: string;
                    supplierVersion: number;
                    name: string;
                    brand: string;
                    category: string;
                    description: string;
                    imageUrls: string[];
                    /** @description The options of the item, each with prices and stock of its own */
                    variants: {
                        /** @description The supplier's, unique in the item */
                        key: string;
                        attributes: {
                            name: string;
                            value: string;
                        }[];
                        supplyPrice: number;
                        sellingPrice: number;
                        stock: number;
                    }[];
                    /** @description With variants: of the cheapest */
                    supplyPrice: number;
                    /** @description With variants: of the cheapest */
                    sellingPrice: number;
                    shippingFee: number;
                    /** @description Share of the selling price left after supply price and postage */
                    marginRate: number;
                    pricePolicy: string;
                    /** @description With variants: of all together */
                    stock: number;
                    /** @enum {string} */
                    status: "ON_SALE" | "SOLD_OUT" | "DISCONTINUED";
                    /** @description Why it is not sold, whatever the supplier said last that could be read */
                    withheld: string | null;
                    /**
                     * Format: date-time
                     * @description RFC 3339 time with an offset
                     * @example 2026-03-02T12:00:00Z
                     */
                    createdAt: string;
                    /**
                     * Format: date-time
                     * @description RFC 3339 time with an offset
                     * @example 2026-03-02T12:00:00Z
                     */
                    updatedAt: string;
                };
                item: {
                    /** Format: uuid */
                    id: string;
                    /** Format: uuid */
                    accountId: string;
                    externalId: string;
                    version: number;
                    isCurrent: boolean;
                    /** @description How the partner's API is spoken to */
                    protocol: string;
                    /** @description As the supplier sent it */
                    payload: unknown;
                    /** @description Why the item is not to be sold, whatever its payload says */
                    withheld: string | null;
                    contentHash: string;
                    sourceUpdatedAt: string | null;
                    /**
                     * Format: date-time
                     * @description RFC 3339 time with an offset
                     * @example 2026-03-02T12:00:00Z
                     */
                    fetchedAt: string;
                } | null;
                account: {
                    id: unknown;
                    supplier: string;
                    name: string & unknown;
                    /** @description How the partner's API is spoken to */
                    protocol: string;
                    /**
                     * Format: uri
                     * @description URL of the supplier's API; for `json`, /items, /orders, /qna and /categories are below it
                     */
                    feedUrl: string;
                    /** @description Name of the token in SUPPLIER_TOKENS; null for a feed that asks for none */
                    credential: string | null;
                    requestsPerMinute: number;
                    /**
                     * @description Only an ACTIVE account is read
                     * @enum {string}
                     */
                    status: "ACTIVE" | "PAUSED" | "CLOSED";
                    /**
                     * Format: date-time
                     * @description RFC 3339 time with an offset
                     * @example 2026-03-02T12:00:00Z
                     */
                    createdAt: string;
                    /**
                     * Format: date-time
                     * @description RFC 3339 time with an offset
                     * @example 2026-03-02T12:00:00Z
                     */
                    updatedAt: string;
                } | null;
            }[];
            nextCursor: string | null;
            /** @description With explain=true: every question that was put to a database */
            queries?: {
                database: string;
                query: string;
                ids: number | null;
                rows: number;
                ms: number;
            }[];
        };
        BenchmarkPage: {
            items: {
                /** Format: uuid */
                id: string;
                market: string;
                externalId: string;
                name: string;
                brand: string;
                category: string;
                price: number;
                rating: number | null;
                reviewCount: number;
                salesRank: number | null;
                url: string | null;
                imageUrl: string | null;
                /** @description Of its vector; null while it has none */
                space: string | null;
                /**
                 * Format: date-time
                 * @description RFC 3339 time with an offset
                 * @example 2026-03-02T12:00:00Z
                 */
                collectedAt: string;
                /**
                 * Format: date-time
                 * @description RFC 3339 time with an offset
                 * @example 2026-03-02T12:00:00Z
                 */
                createdAt: string;
            }[];
            nextCursor: string | null;
            /** @description With explain=true: every question that was put to a database */
            queries?: {
                database: string;
                query: string;
                ids: number | null;
                rows: number;
                ms: number;
            }[];
        };
        CollectRequest: {
            market: string;
            /**
             * Format: uri
             * @description Where the marketplace's feed is; /products is below it
             */
            feedUrl: string;
            /** @description Name of the token in MARKET_TOKENS; null when left out */
            credential?: string | null;
            /** @description What to look for, in feeds that can be asked; "" when left out */
            query?: string;
            /** @description null when left out */
            pageLimit?: number | null;
        };
        CollectJob: {
            /** Format: uuid */
            id: string;
            market: string;
            feedUrl: string;
            credential: string | null;
            query: string;
            pageLimit: number | null;
            nextCursor: string | null;
            /** @enum {string} */
            status: "QUEUED" | "RUNNING" | "DONE" | "FAILED" | "STOPPED";
            pages: number;
            seen: number;
            added: number;
            changed: number;
            unchanged: number;
            rejected: number;
            error: string | null;
            /**
             * Format: date-time
             * @description RFC 3339 time with an offset
             * @example 2026-03-02T12:00:00Z
             */
            createdAt: string;
            startedAt: string | null;
            finishedAt: string | null;
        };
        CollectJobPage: {
            items: {
                /** Format: uuid */
                id: string;
                market: string;
                feedUrl: string;
                credential: string | null;
                query: string;
                pageLimit: number | null;
                nextCursor: string | null;
                /** @enum {string} */
                status: "QUEUED" | "RUNNING" | "DONE" | "FAILED" | "STOPPED";
                pages: number;
                seen: number;
                added: number;
                changed: number;
                unchanged: number;
                rejected: number;
                error: string | null;
                /**
                 * Format: date-time
                 * @description RFC 3339 time with an offset
                 * @example 2026-03-02T12:00:00Z
                 */
                createdAt: string;
                startedAt: string | null;
                finishedAt: string | null;
            }[];
            nextCursor: string | null;
            /** @description With explain=true: every question that was put to a database */
            queries?: {
                database: string;
                query: string;
                ids: number | null;
                rows: number;
                ms: number;
            }[];
        };
        Candidate: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            benchmarkProductId: string;
            /** Format: uuid */
            productId: string;
            space: string;
            /** @description Cosine similarity, 1 for the same direction */
            score: number;
            rank: number;
            /** @enum {string} */
            status: "FOUND" | "ACCEPTED" | "REJECTED";
            note: string | null;
            /**
             * Format: date-time
             * @description RFC 3339 time with an offset
             * @example 2026-03-02T12:00:00Z
             */
            foundAt: string;
            decidedAt: string | null;
        };
        CandidatePage: {
            items: {
                candidate: {
                    /** Format: uuid */
                    id: string;
                    /** Format: uuid */
                    benchmarkProductId: string;
                    /** Format: uuid */
                    productId: string;
                    space: string;
                    /** @description Cosine similarity, 1 for the same direction */
                    score: number;
                    rank: number;
                    /** @enum {string} */
                    status: "FOUND" | "ACCEPTED" | "REJECTED";
                    note: string | null;
                    /**
                     * Format: date-time
                     * @description RFC 3339 time with an offset
                     * @example 2026-03-02T12:00:00Z
                     */
                    foundAt: string;
                    decidedAt: string | null;
                };
                product: {
                    /** Format: uuid */
                    id: string;
                    /** Format: uuid */
                    supplierAccountId: string;
                    /** Format: uuid */
                    supplierItemId: string;
                    supplierItemCode: string;
                    supplierVersion: number;
                    name: string;
                    brand: string;
                    category: string;
                    description: string;
                    imageUrls: string[];
                    /** @description The options of the item, each with prices and stock of its own */
                    variants: {
                        /** @description The supplier's, unique in the item */
                        key: string;
                        attributes: {
                            name: string;
                            value: string;
                        }[];
                        supplyPrice: number;
                        sellingPrice: number;
                        stock: number;
                    }[];
                    /** @description With variants: of the cheapest */
                    supplyPrice: number;
                    /** @description With variants: of the cheapest */
                    sellingPrice: number;
                    shippingFee: number;
                    /** @description Share of the selling price left after supply price and postage */
                    marginRate: number;
                    pricePolicy: string;
                    /** @description With variants: of all together */
                    stock: number;
                    /** @enum {string} */
                    status: "ON_SALE" | "SOLD_OUT" | "DISCONTINUED";
                    /** @description Why it is not sold, whatever the supplier said last that could be read */
                    withheld: string | null;
                    /**
                     * Format: date-time
                     * @description RFC 3339 time with an offset
                     * @example 2026-03-02T12:00:00Z
                     */
                    createdAt: string;
                    /**
                     * Format: date-time
                     * @description RFC 3339 time with an offset
                     * @example 2026-03-02T12:00:00Z
                     */
                    updatedAt: string;
                };
                benchmark: {
                    /** Format: uuid */
                    id: string;
                    market: string;
                    externalId: string;
                    name: string;
                    brand: string;
                    category: string;
                    price: number;
                    rating: number | null;
                    reviewCount: number;
                    salesRank: number | null;
                    url: string | null;
                    imageUrl: string | null;
                    /** @description Of its vector; null while it has none */
                    space: string | null;
                    /**
                     * Format: date-time
                     * @description RFC 3339 time with an offset
                     * @example 2026-03-02T12:00:00Z
                     */
                    collectedAt: string;
                    /**
                     * Format: date-time
                     * @description RFC 3339 time with an offset
                     * @example 2026-03-02T12:00:00Z
                     */
                    createdAt: string;
                } | null;
            }[];
            nextCursor: string | null;
            /** @description With explain=true: every question that was put to a database */
            queries?: {
                database: string;
                query: string;
                ids: number | null;
                rows: number;
                ms: number;
            }[];
        };
        CandidateDecision: {
            /** @enum {string} */
            status: "ACCEPTED" | "REJECTED";
            /** @description null when left out */
            note?: string | null;
        };
        Outbox: {
            waiting: number;
            deadLettered: number;
            /**
             * @deprecated
             * @description The old name of deadLettered
             */
            parked: number;
            ways: {
                from: string;
                to: string;
                waiting: number;
                deadLettered: number;
                /**
                 * @deprecated
                 * @description The old name of deadLettered
                 */
                parked: number;
            }[];
        };
        MarketAccount: {
            id: unknown;
            market: string;
            name: string & unknown;
            /** @description What the market calls the seller */
            vendorId: (string & unknown) | null;
            /** @description How the partner's API is spoken to */
            protocol: string;
            /**
             * Format: uri
             * @description Where the marketplace's API is; /listings and /orders are below it
             */
            apiUrl: string;
            /** @description Name of the token in MARKET_TOKENS; null for a marketplace that asks for none */
            credential: string | null;
            requestsPerMinute: number;
            /** @description Share of the selling price that the marketplace keeps */
            feeRate: number;
            /** @description What the protocol adds to what it sends, such as the seller's place of return */
            settings: Record<string, never>;
            /**
             * @description Only an ACTIVE account is published to and read
             * @enum {string}
             */
            status: "ACTIVE" | "PAUSED" | "CLOSED";
            /**
             * Format: date-time
             * @description RFC 3339 time with an offset
             * @example 2026-03-02T12:00:00Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description RFC 3339 time with an offset
             * @example 2026-03-02T12:00:00Z
             */
            updatedAt: string;
        };
        NewMarketAccount: {
            market: string;
            name: string & unknown;
            /** @description What the market calls the seller; null when left out */
            vendorId?: (string & unknown) | null;
            /** @description How the partner's API is spoken to; "json" when left out */
            protocol?: string;
            /**
             * Format: uri
             * @description Where the marketplace's API is; /listings and /orders are below it
             */
            apiUrl: string;
            /** @description Name of the token in MARKET_TOKENS; null for a marketplace that asks for none; null when left out */
            credential?: string | null;
            /** @description 60 when left out */
            requestsPerMinute?: number;
            /** @description Share of the selling price that the marketplace keeps; 0 when left out */
            feeRate?: number;
            /** @description What the protocol adds to what it sends, such as the seller's place of return; {} when left out */
            settings?: {
                [key: string]: unknown;
            };
        };
        MarketAccountChanges: {
            name?: string & unknown;
            /** @description What the market calls the seller */
            vendorId?: (string & unknown) | null;
            /** @description How the partner's API is spoken to */
            protocol?: string;
            /**
             * Format: uri
             * @description Where the marketplace's API is; /listings and /orders are below it
             */
            apiUrl?: string;
            /** @description Name of the token in MARKET_TOKENS; null for a marketplace that asks for none */
            credential?: string | null;
            requestsPerMinute?: number;
            /** @description Share of the selling price that the marketplace keeps */
            feeRate?: number;
            /** @description What the protocol adds to what it sends, such as the seller's place of return */
            settings?: {
                [key: string]: unknown;
            };
            /**
             * @description Only an ACTIVE account is published to and read
             * @enum {string}
             */
            status?: "ACTIVE" | "PAUSED" | "CLOSED";
        };
        MarketAccountPage: {
            items: {
                id: unknown;
                market: string;
                name: string & unknown;
                /** @description What the market calls the seller */
                vendorId: (string & unknown) | null;
                /** @description How the partner's API is spoken to */
                protocol: string;
                /**
                 * Format: uri
                 * @description Where the marketplace's API is; /listings and /orders are below it
                 */
                apiUrl: string;
                /** @description Name of the token in MARKET_TOKENS; null for a marketplace that asks for none */
                credential: string | null;
                requestsPerMinute: number;
                /** @description Share of the selling price that the marketplace keeps */
                feeRate: number;
                /** @description What the protocol adds to what it sends, such as the seller's place of return */
                settings: Record<string, never>;
                /**
                 * @description Only an ACTIVE account is published to and read
                 * @enum {string}
                 */
                status: "ACTIVE" | "PAUSED" | "CLOSED";
                /**
                 * Format: date-time
                 * @description RFC 3339 time with an offset
                 * @example 2026-03-02T12:00:00Z
                 */
                createdAt: string;
                /**
                 * Format: date-time
                 * @description RFC 3339 time with an offset
                 * @example 2026-03-02T12:00:00Z
                 */
                updatedAt: string;
            }[];
            nextCursor: string | null;
            /** @description With explain=true: every question that was put to a database */
            queries?: {
                database: string;
                query: string;
                ids: number | null;
                rows: number;
                ms: number;
            }[];
        };
        NewListing: {
            /** Format: uuid */
            productId: string;
            /** Format: uuid */
            marketAccountId: string;
            /** @description What to ask for, in won, whatever becomes of the product's price; null follows the product; null when left out */
            price?: number | null;
        };
        ListingChanges: {
            /** @description What to ask for, in won, whatever becomes of the product's price; null follows the product */
            price: number | null;
        };
        Listing: {
            /**
             * Format: uuid
             * @description The seller's own code on the market, too
             */
            id: string;
            /** Format: uuid */
            marketAccountId: string;
            /** Format: uuid */
            productId: string;
            productVersion: number;
            /** @description Asked for by a person; null follows the product */
            fixedPrice: number | null;
            offer: {
                title: string;
                /** @description With variants: of the cheapest */
                price: number;
                /** @description With variants: of all together */
                stock: number;
                variants: {
                    /** @description The supplier's, unique in the item */
                    key: string;
                    attributes: {
                        name: string;
                        value: string;
                    }[];
                    price: number;
                    stock: number;
                }[];
                details: Record<string, never>;
            };
            contentHash: string;
            revision: number;
            /** @description What the market has; another revision means a change waits */
            publishedRevision: number | null;
            /** @description What the market calls it */
            externalId: string | null;
            /** @enum {string} */
            status: "DRAFT" | "PUBLISHING" | "PUBLISHED" | "PAUSED" | "REFUSED" | "CLOSING" | "CLOSED";
            attempts: number;
            lastError: string | null;
            publishedAt: string | null;
            /**
             * Format: date-time
             * @description RFC 3339 time with an offset
             * @example 2026-03-02T12:00:00Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description RFC 3339 time with an offset
             * @example 2026-03-02T12:00:00Z
             */
            updatedAt: string;
        };
        ListingPage: {
            items: {
                listing: {
                    /**
                     * Format: uuid
                     * @description The seller's own code on the market, too
                     */
                    id: string;
                    /** Format: uuid */
                    marketAccountId: string;
                    /** Format: uuid */
                    productId: string;
                    productVersion: number;
                    /** @description Asked for by a person; null follows the product */
                    fixedPrice: number | null;
                    offer: {
                        title: string;
                        /** @description With variants: of the cheapest */
                        price: number;
                        /** @description With variants: of all together */
                        stock: number;
                        variants: {
                            /** @description The supplier's, unique in the item */
                            key: string;
                            attributes: {
                                name: string;
                                value: string;
                            }[];
                            price: number;
                            stock: number;
                        }[];
                        details: Record<string, never>;
                    };
                    contentHash: string;
                    revision: number;
                    /** @description What the market has; another revision means a change waits */
                    publishedRevision: number | null;
                    /** @description What the market calls it */
                    externalId: string | null;
                    /** @enum {string} */
                    status: "DRAFT" | "PUBLISHING" | "PUBLISHED" | "PAUSED" | "REFUSED" | "CLOSING" | "CLOSED";
                    attempts: number;
                    lastError: string | null;
                    publishedAt: string | null;
                    /**
                     * Format: date-time
                     * @description RFC 3339 time with an offset
                     * @example 2026-03-02T12:00:00Z
                     */
                    createdAt: string;
                    /**
                     * Format: date-time
                     * @description RFC 3339 time with an offset
                     * @example 2026-03-02T12:00:00Z
                     */
                    updatedAt: string;
                };
                product: {
                    /** Format: uuid */
                    id: string;
                    /** Format: uuid */
                    supplierAccountId: string;
                    /** Format: uuid */
                    supplierItemId: string;
                    supplierItemCode: string;
                    supplierVersion: number;
                    name: string;
                    brand: string;
                    category: string;
                    description: string;
                    imageUrls: string[];
                    /** @description The options of the item, each with prices and stock of its own */
                    variants: {
                        /** @description The supplier's, unique in the item */
                        key: string;
                        attributes: {
                            name: string;
                            value: string;
                        }[];
                        supplyPrice: number;
                        sellingPrice: number;
                        stock: number;
                    }[];
                    /** @description With variants: of the cheapest */
                    supplyPrice: number;
                    /** @description With variants: of the cheapest */
                    sellingPrice: number;
                    shippingFee: number;
                    /** @description Share of the selling price left after supply price and postage */
                    marginRate: number;
                    pricePolicy: string;
                    /** @description With variants: of all together */
                    stock: number;
                    /** @enum {string} */
                    status: "ON_SALE" | "SOLD_OUT" | "DISCONTINUED";
                    /** @description Why it is not sold, whatever the supplier said last that could be read */
                    withheld: string | null;
                    /**
                     * Format: date-time
                     * @description RFC 3339 time with an offset
                     * @example 2026-03-02T12:00:00Z
                     */
                    createdAt: string;
                    /**
                     * Format: date-time
                     * @description RFC 3339 time with an offset
                     * @example 2026-03-02T12:00:00Z
                     */
                    updatedAt: string;
                } | null;
            }[];
            nextCursor: string | null;
            /** @description With explain=true: every question that was put to a database */
            queries?: {
                database: string;
                query: string;
                ids: number | null;
                rows: number;
                ms: number;
            }[];
        };
        MarketOrder: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            marketAccountId: string;
            /** Format: uuid */
            rawId: string;
            listingId: string | null;
            externalOrderId: string;
            externalLineId: string;
            /** @enum {string} */
            status: "PAID" | "ORDERED" | "SHIPPED" | "DELIVERED" | "CANCELLED" | "RETURNED" | "UNFULFILLABLE" | "TO_RETURN";
            /** @description Why a person has to look at it */
            problem: string | null;
            productName: string;
            optionName: string;
            quantity: number;
            unitPrice: number;
            shippingFee: number;
            totalAmount: number;
            marketFee: number;
            buyerName: string | null;
            receiverName: string;
            receiverPhone: string;
            receiverPostcode: string;
            receiverAddress: string;
            deliveryNote: string;
            /**
             * Format: date-time
             * @description RFC 3339 time with an offset
             * @example 2026-03-02T12:00:00Z
             */
            orderedAt: string;
            /**
             * Format: date-time
             * @description RFC 3339 time with an offset
             * @example 2026-03-02T12:00:00Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description RFC 3339 time with an offset
             * @example 2026-03-02T12:00:00Z
             */
            updatedAt: string;
        };
        MarketOrderPage: {
            items: {
                order: {
                    /** Format: uuid */
                    id: string;
                    /** Format: uuid */
                    marketAccountId: string;
                    /** Format: uuid */
                    rawId: string;
                    listingId: string | null;
                    externalOrderId: string;
                    externalLineId: string;
                    /** @enum {string} */
                    status: "PAID" | "ORDERED" | "SHIPPED" | "DELIVERED" | "CANCELLED" | "RETURNED" | "UNFULFILLABLE" | "TO_RETURN";
                    /** @description Why a person has to look at it */
                    problem: string | null;
                    productName: string;
                    optionName: string;
                    quantity: number;
                    unitPrice: number;
                    shippingFee: number;
                    totalAmount: number;
                    marketFee: number;
                    buyerName: string | null;
                    receiverName: string;
                    receiverPhone: string;
                    receiverPostcode: string;
                    receiverAddress: string;
                    deliveryNote: string;
                    /**
                     * Format: date-time
                     * @description RFC 3339 time with an offset
                     * @example 2026-03-02T12:00:00Z
                     */
                    orderedAt: string;
                    /**
                     * Format: date-time
                     * @description RFC 3339 time with an offset
                     * @example 2026-03-02T12:00:00Z
                     */
                    createdAt: string;
                    /**
                     * Format: date-time
                     * @description RFC 3339 time with an offset
                     * @example 2026-03-02T12:00:00Z
                     */
                    updatedAt: string;
                };
                listing: {
                    /**
                     * Format: uuid
                     * @description The seller's own code on the market, too
                     */
                    id: string;
                    /** Format: uuid */
                    marketAccountId: string;
                    /** Format: uuid */
                    productId: string;
                    productVersion: number;
                    /** @description Asked for by a person; null follows the product */
                    fixedPrice: number | null;
                    offer: {
                        title: string;
                        /** @description With variants: of the cheapest */
                        price: number;
                        /** @description With variants: of all together */
                        stock: number;
                        variants: {
                            /** @description The supplier's, unique in the item */
                            key: string;
                            attributes: {
                                name: string;
                                value: string;
                            }[];
                            price: number;
                            stock: number;
                        }[];
                        details: Record<string, never>;
                    };
                    contentHash: string;
                    revision: number;
                    /** @description What the market has; another revision means a change waits */
                    publishedRevision: number | null;
                    /** @description What the market calls it */
                    externalId: string | null;
                    /** @enum {string} */
                    status: "DRAFT" | "PUBLISHING" | "PUBLISHED" | "PAUSED" | "REFUSED" | "CLOSING" | "CLOSED";
                    attempts: number;
                    lastError: string | null;
                    publishedAt: string | null;
                    /**
                     * Format: date-time
                     * @description RFC 3339 time with an offset
                     * @example 2026-03-02T12:00:00Z
                     */
                    createdAt: string;
                    /**
                     * Format: date-time
                     * @description RFC 3339 time with an offset
                     * @example 2026-03-02T12:00:00Z
                     */
                    updatedAt: string;
                } | null;
                product: {
                    /** Format: uuid */
                    id: string;
                    /** Format: uuid */
                    supplierAccountId: string;
                    /** Format: uuid */
                    supplierItemId: string;
                    supplierItemCode: string;
                    supplierVersion: number;
                    name: string;
                    brand: string;
                    category: string;
                    description: string;
                    imageUrls: string[];
                    /** @description The options of the item, each with prices and stock of its own */
                    variants: {
                        /** @description The supplier's, unique in the item */
                        key: string;
                        attributes: {
                            name: string;
                            value: string;
                        }[];
                        supplyPrice: number;
                        sellingPrice: number;
                        stock: number;
                    }[];
                    /** @description With variants: of the cheapest */
                    supplyPrice: number;
                    /** @description With variants: of the cheapest */
                    sellingPrice: number;
                    shippingFee: number;
                    /** @description Share of the selling price left after supply price and postage */
                    marginRate: number;
                    pricePolicy: string;
                    /** @description With variants: of all together */
                    stock: number;
                    /** @enum {string} */
                    status: "ON_SALE" | "SOLD_OUT" | "DISCONTINUED";
                    /** @description Why it is not sold, whatever the supplier said last that could be read */
                    withheld: string | null;
                    /**
                     * Format: date-time
                     * @description RFC 3339 time with an offset
                     * @example 2026-03-02T12:00:00Z
                     */
                    createdAt: string;
                    /**
                     * Format: date-time
                     * @description RFC 3339 time with an offset
                     * @example 2026-03-02T12:00:00Z
                     */
                    updatedAt: string;
                } | null;
                supplierOrder: {
                    /**
                     * Format: uuid
                     * @description The supplier's idempotency key, too
                     */
                    id: string;
                    /** Format: uuid */
                    orderId: string;
                    /** Format: uuid */
                    supplierAccountId: string;
                    /** Format: uuid */
                    supplierItemId: string;
                    supplierItemCode: string;
                    /** @description The option that is ordered; null for an item without options */
                    variant: {
                        /** @description The supplier's, unique in the item */
                        key: string;
                        attributes: {
                            name: string;
                            value: string;
                        }[];
                    } | null;
                    /** Format: uuid */
                    productId: string;
                    /** @description What the supplier calls it */
                    externalId: string | null;
                    /** @enum {string} */
                    status: "WAITING" | "PLACING" | "PLACED" | "CONFIRMED" | "SHIPPED" | "DELIVERED" | "REFUSED" | "CANCELLING" | "CANCELLED" | "TO_RETURN";
                    quantity: number;
                    supplyPrice: number;
                    shippingFee: number;
                    totalAmount: number;
                    attempts: number;
                    lastError: string | null;
                    carrier: string | null;
                    trackingNumber: string | null;
                    placedAt: string | null;
                    /** @description When a supplier that decides on it was last asked to cancel it */
                    cancelAskedAt: string | null;
                    /**
                     * Format: date-time
                     * @description RFC 3339 time with an offset
                     * @example 2026-03-02T12:00:00Z
                     */
                    createdAt: string;
                    /**
                     * Format: date-time
                     * @description RFC 3339 time with an offset
                     * @example 2026-03-02T12:00:00Z
                     */
                    updatedAt: string;
                } | null;
            }[];
            nextCursor: string | null;
            /** @description With explain=true: every question that was put to a database */
            queries?: {
                database: string;
                query: string;
                ids: number | null;
                rows: number;
                ms: number;
            }[];
        };
        SupplierOrderPage: {
            items: {
                supplierOrder: {
                    /**
                     * Format: uuid
                     * @description The supplier's idempotency key, too
                     */
                    id: string;
                    /** Format: uuid */
                    orderId: string;
                    /** Format: uuid */
                    supplierAccountId: string;
                    /** Format: uuid */
                    supplierItemId: string;
                    supplierItemCode: string;
                    /** @description The option that is ordered; null for an item without options */
                    variant: {
                        /** @description The supplier's, unique in the item */
                        key: string;
                        attributes: {
                            name: string;
                            value: string;
                        }[];
                    } | null;
                    /** Format: uuid */
                    productId: string;
                    /** @description What the supplier calls it */
                    externalId: string | null;
                    /** @enum {string} */
                    status: "WAITING" | "PLACING" | "PLACED" | "CONFIRMED" | "SHIPPED" | "DELIVERED" | "REFUSED" | "CANCELLING" | "CANCELLED" | "TO_RETURN";
                    quantity: number;
                    supplyPrice: number;
                    shippingFee: number;
                    totalAmount: number;
                    attempts: number;
                    lastError: string | null;
                    carrier: string | null;
                    trackingNumber: string | null;
                    placedAt: string | null;
                    /** @description When a supplier that decides on it was last asked to cancel it */
                    cancelAskedAt: string | null;
                    /**
                     * Format: date-time
                     * @description RFC 3339 time with an offset
                     * @example 2026-03-02T12:00:00Z
                     */
                    createdAt: string;
                    /**
                     * Format: date-time
                     * @description RFC 3339 time with an offset
                     * @example 2026-03-02T12:00:00Z
                     */
                    updatedAt: string;
                };
                product: {
                    /** Format: uuid */
                    id: string;
                    /** Format: uuid */
                    supplierAccountId: string;
                    /** Format: uuid */
                    supplierItemId: string;
                    supplierItemCode: string;
                    supplierVersion: number;
                    name: string;
                    brand: string;
                    category: string;
                    description: string;
                    imageUrls: string[];
                    /** @description The options of the item, each with prices and stock of its own */
                    variants: {
                        /** @description The supplier's, unique in the item */
                        key: string;
                        attributes: {
                            name: string;
                            value: string;
                        }[];
                        supplyPrice: number;
                        sellingPrice: number;
                        stock: number;
                    }[];
                    /** @description With variants: of the cheapest */
                    supplyPrice: number;
                    /** @description With variants: of the cheapest */
                    sellingPrice: number;
                    shippingFee: number;
                    /** @description Share of the selling price left after supply price and postage */
                    marginRate: number;
                    pricePolicy: string;
                    /** @description With variants: of all together */
                    stock: number;
                    /** @enum {string} */
                    status: "ON_SALE" | "SOLD_OUT" | "DISCONTINUED";
                    /** @description Why it is not sold, whatever the supplier said last that could be read */
                    withheld: string | null;
                    /**
                     * Format: date-time
                     * @description RFC 3339 time with an offset
                     * @example 2026-03-02T12:00:00Z
                     */
                    createdAt: string;
                    /**
                     * Format: date-time
                     * @description RFC 3339 time with an offset
                     * @example 2026-03-02T12:00:00Z
                     */
                    updatedAt: string;
                } | null;
                item: {
                    /** Format: uuid */
                    id: string;
                    /** Format: uuid */
                    accountId: string;
                    externalId: string;
                    version: number;
                    isCurrent: boolean;
                    /** @description How the partner's API is spoken to */
                    protocol: string;
                    /** @description As the supplier sent it */
                    payload: unknown;
                    /** @description Why the item is not to be sold, whatever its payload says */
                    withheld: string | null;
                    contentHash: string;
                    sourceUpdatedAt: string | null;
                    /**
                     * Format: date-time
                     * @description RFC 3339 time with an offset
                     * @example 2026-03-02T12:00:00Z
                     */
                    fetchedAt: string;
                } | null;
                account: {
                    id: unknown;
                    supplier: string;
                    name: string & unknown;
                    /** @description How the partner's API is spoken to */
                    protocol: string;
                    /**
                     * Format: uri
                     * @description URL of the supplier's API; for `json`, /items, /orders, /qna and /categories are below it
                     */
                    feedUrl: string;
                    /** @description Name of the token in SUPPLIER_TOKENS; null for a feed that asks for none */
                    credential: string | null;
                    requestsPerMinute: number;
                    /**
                     * @description Only an ACTIVE account is read
                     * @enum {string}
                     */
                    status: "ACTIVE" | "PAUSED" | "CLOSED";
                    /**
                     * Format: date-time
                     * @description RFC 3339 time with an offset
                     * @example 2026-03-02T12:00:00Z
                     */
                    createdAt: string;
                    /**
                     * Format: date-time
                     * @description RFC 3339 time with an offset
                     * @example 2026-03-02T12:00:00Z
                     */
                    updatedAt: string;
                } | null;
            }[];
            nextCursor: string | null;
            /** @description With explain=true: every question that was put to a database */
            queries?: {
                database: string;
                query: string;
                ids: number | null;
                rows: number;
                ms: number;
            }[];
        };
        Store: {
            storeId: string & unknown;
            name: string & unknown;
            /**
             * @description IANA name of the zone that the store's clock shows
             * @example Asia/Seoul
             * @example America/New_York
             */
            timeZone: string;
            /**
             * @description Until this time a sale belongs to the business day before
             * @example 04:00
             */
            closingTime: string;
            /** @description Of the store; goes up with every change of its sales or hours */
            version: number;
            /**
             * Format: date-time
             * @description RFC 3339 time with an offset
             * @example 2026-03-02T12:00:00Z
             */
            createdDatetime: string;
            /**
             * Format: date-time
             * @description RFC 3339 time with an offset
             * @example 2026-03-02T12:00:00Z
             */
            updatedDatetime: string;
        };
        StoreSettings: {
            /** @description The store's id when left out */
            name?: string & unknown;
            /**
             * @description IANA name of the zone that the store's clock shows; "Asia/Seoul" when left out
             * @example Asia/Seoul
             * @example America/New_York
             */
            timeZone?: string;
            /**
             * @description Until this time a sale belongs to the business day before; 00:00 makes business days calendar days; "00:00" when left out
             * @example 04:00
             */
            closingTime?: string;
        };
        StorePage: {
            items: components["schemas"]["Store"][];
            /** @description For the next page; null after the last one */
            nextCursor: string | null;
        };
        Sale: {
            /** @description The till's own id; sent again under it, the same sale changes nothing */
            saleId: string & unknown;
            /**
             * @description Name on the menu
             * @example 김치찌개
             */
            menu: string & (unknown & unknown);
            /** @description Won for one piece */
            price: number;
            /** @description Pieces; negative for what was taken back, under an id of its own */
            quantity: number;
            /**
             * Format: date-time
             * @description RFC 3339 time with an offset
             * @example 2026-03-02T12:00:00Z
             */
            soldAt: string;
            /**
             * Format: date-time
             * @description RFC 3339 time with an offset
             * @example 2026-03-02T12:00:00Z
             */
            receivedAt: string;
        };
        SalePage: {
            items: components["schemas"]["Sale"][];
            /** @description For the next page; null after the last one */
            nextCursor: string | null;
        };
        NewSale: {
            /** @description The till's own id; sent again under it, the same sale changes nothing */
            saleId: string & unknown;
            /** @description Name on the menu */
            menu: string & (unknown & unknown);
            /** @description Won for one piece */
            price: number;
            /** @description Pieces; negative for what was taken back, under an id of its own */
            quantity: number;
            /**
             * Format: date-time
             * @description RFC 3339 time with an offset
             */
            soldAt: string;
        };
        SalesReceipt: {
            storeId: string & unknown;
            /** @description Those that were new */
            stored: (string & unknown)[];
            /** @description Those that were there already and said the same, once for each time */
            duplicates: (string & unknown)[];
            /** @description The business days they belong to */
            days: string[];
            /**
             * Format: date-time
             * @description RFC 3339 time with an offset
             * @example 2026-03-02T12:00:00Z
             */
            receivedAt: string;
        };
        MenuComparison: {
            storeId: string & unknown;
            /**
             * @description IANA name of the zone that the store's clock shows
             * @example Asia/Seoul
             * @example America/New_York
             */
            timeZone: string;
            /**
             * @description Until this time a sale belongs to the business day before
             * @example 04:00
             */
            closingTime: string;
            /**
             * @description Sales up to this moment are counted
             * @example 2026-03-02T12:00:00Z
             */
            asOf: unknown | unknown;
            /** @description The business day that was under way, compared with a whole one */
            openDay: string | null;
            recent: {
                /** Format: date */
                firstDay: string;
                /** Format: date */
                lastDay: string;
                /**
                 * Format: date-time
                 * @description RFC 3339 time with an offset
                 * @example 2026-03-02T12:00:00Z
                 */
                from: string;
                /**
                 * @description The end of its last day, or how far that had come
                 * @example 2026-03-02T12:00:00Z
                 */
                until: unknown | unknown;
                /** @description Whether its last day was over; a late sale may come all the same */
                isComplete: boolean;
                /** @description Won */
                amount: number;
                units: number;
                /** @description Sales, those that take something back included */
                lines: number;
                /** @description Of these, those that came in after their business day was over */
                lateLines: number;
                /** @description Of the seven; a day without any may be one whose till has not reported */
                daysWithSales: number;
            };
            previous: {
                /** Format: date */
                firstDay: string;
                /** Format: date */
                lastDay: string;
                /**
                 * Format: date-time
                 * @description RFC 3339 time with an offset
                 * @example 2026-03-02T12:00:00Z
                 */
                from: string;
                /**
                 * @description The end of its last day, or how far that had come
                 * @example 2026-03-02T12:00:00Z
                 */
                until: unknown | unknown;
                /** @description Whether its last day was over; a late sale may come all the same */
                isComplete: boolean;
                /** @description Won */
                amount: number;
                units: number;
                /** @description Sales, those that take something back included */
                lines: number;
                /** @description Of these, those that came in after their business day was over */
                lateLines: number;
                /** @description Of the seven; a day without any may be one whose till has not reported */
                daysWithSales: number;
            };
            /** @description By recent rank, then by previous rank, then by name */
            menus: {
                /**
                 * @description Name on the menu
                 * @example 김치찌개
                 */
                menu: string & (unknown & unknown);
                /** @enum {string} */
                status: "kept" | "new" | "vanished";
                recent: {
                    /** @description Won */
                    amount: number;
                    units: number;
                    /** @description Of the seven days' whole amount, where that is above zero */
                    share: number | null;
                    /** @description By amount; equal amounts share one. null: not sold */
                    rank: number | null;
                };
                previous: {
                    /** @description Won */
                    amount: number;
                    units: number;
                    /** @description Of the seven days' whole amount, where that is above zero */
                    share: number | null;
                    /** @description By amount; equal amounts share one. null: not sold */
                    rank: number | null;
                };
                /** @description Recent less previous */
                difference: {
                    amount: number;
                    units: number;
                };
                /** @description Places gained; negative for places lost */
                rankChange: number | null;
            }[];
            /** @description When the last of these sales came in */
            lastReceivedAt: string | null;
            /** @description Of the store; goes up with every change of its sales or hours */
            version: number;
        };
        VisitsByDay: {
            storeId: string & unknown;
            /**
             * @description IANA name of the zone that the store's clock shows
             * @example Asia/Seoul
             * @example America/New_York
             */
            timeZone: string;
            /**
             * @description Until this time a sale belongs to the business day before
             * @example 04:00
             */
            closingTime: string;
            /**
             * Format: date
             * @description The business day under way
             */
            openDay: string;
            days: {
                /** Format: date */
                day: string;
                /** @description Identified in the store on this day, each once */
                customers: number;
                identifications: number;
            }[];
        };
        StoreReport: {
            /** @constant */
            category: "sales";
            storeId: string & unknown;
            /**
             * Format: date
             * @description The business day, by the date it began on
             */
            date: string;
            /**
             * @description When the figures were read
             * @example 2026-03-02T12:00:00Z
             */
            asOf: unknown | unknown;
            /** @description The store's version they were read at: it goes up with every change */
            version: number;
            day: {
                /**
                 * Format: date-time
                 * @description RFC 3339 time with an offset
                 * @example 2026-03-02T12:00:00Z
                 */
                from: string;
                /**
                 * Format: date-time
                 * @description RFC 3339 time with an offset
                 * @example 2026-03-02T12:00:00Z
                 */
                until: string;
                /**
                 * @description IANA name of the zone that the store's clock shows
                 * @example Asia/Seoul
                 * @example America/New_York
                 */
                timeZone: string;
                /**
                 * @description Until this time a sale belongs to the business day before
                 * @example 04:00
                 */
                closingTime: string;
                isOpen: boolean;
            };
            completeness: {
                /** @description The day was over by asOf; late sales may come all the same, and are counted */
                isComplete: boolean;
                /** @description Lines of receipts counted */
                sales: number;
                /** @description Of these, received after the day was over */
                lateSales: number;
                lastSaleAt: string | null;
                lastReceivedAt: string | null;
            };
            /** @description In words; of the categories other than summary only a written text */
            text: string | null;
            /** @description Set if the text, or the figures too, were written by a person; null: all of it is computed */
            written: {
                /**
                 * Format: date-time
                 * @description RFC 3339 time with an offset
                 * @example 2026-03-02T12:00:00Z
                 */
                at: string;
                /** @description The store's version by which it was written: what changed since it does not know */
                version: number;
            } | null;
            figures: {
                /** @description Won, what was taken back subtracted */
                amount: number;
                /** @description Pieces, what was taken back subtracted */
                quantity: number;
                /** @description Lines of receipts, those taken back included */
                sales: number;
                returnedAmount: number;
                returnedQuantity: number;
                /** @description Won a line; null without any */
                averageAmount: number | null;
            };
        } | {
            /** @constant */
            category: "menu";
            storeId: string & unknown;
            /**
             * Format: date
             * @description The business day, by the date it began on
             */
            date: string;
            /**
             * @description When the figures were read
             * @example 2026-03-02T12:00:00Z
             */
            asOf: unknown | unknown;
            /** @description The store's version they were read at: it goes up with every change */
            version: number;
            day: {
                /**
                 * Format: date-time
                 * @description RFC 3339 time with an offset
                 * @example 2026-03-02T12:00:00Z
                 */
                from: string;
                /**
                 * Format: date-time
                 * @description RFC 3339 time with an offset
                 * @example 2026-03-02T12:00:00Z
                 */
                until: string;
                /**
                 * @description IANA name of the zone that the store's clock shows
                 * @example Asia/Seoul
                 * @example America/New_York
                 */
                timeZone: string;
                /**
                 * @description Until this time a sale belongs to the business day before
                 * @example 04:00
                 */
                closingTime: string;
                isOpen: boolean;
            };
            completeness: {
                /** @description The day was over by asOf; late sales may come all the same, and are counted */
                isComplete: boolean;
                /** @description Lines of receipts counted */
                sales: number;
                /** @description Of these, received after the day was over */
                lateSales: number;
                lastSaleAt: string | null;
                lastReceivedAt: string | null;
            };
            /** @description In words; of the categories other than summary only a written text */
            text: string | null;
            /** @description Set if the text, or the figures too, were written by a person; null: all of it is computed */
            written: {
                /**
                 * Format: date-time
                 * @description RFC 3339 time with an offset
                 * @example 2026-03-02T12:00:00Z
                 */
                at: string;
                /** @description The store's version by which it was written: what changed since it does not know */
                version: number;
            } | null;
            figures: {
                /** @description By amount, the largest first */
                menus: {
                    /** @description Won, what was taken back subtracted */
                    amount: number;
                    /** @description Pieces, what was taken back subtracted */
                    quantity: number;
                    /** @description Lines of receipts, those taken back included */
                    sales: number;
                    menu: string;
                    /** @description Of the day's amount, 0 to 1 */
                    share: number | null;
                    rank: number;
                }[];
            };
        } | {
            /** @constant */
            category: "hours";
            storeId: string & unknown;
            /**
             * Format: date
             * @description The business day, by the date it began on
             */
            date: string;
            /**
             * @description When the figures were read
             * @example 2026-03-02T12:00:00Z
             */
            asOf: unknown | unknown;
            /** @description The store's version they were read at: it goes up with every change */
            version: number;
            day: {
                /**
                 * Format: date-time
                 * @description RFC 3339 time with an offset
                 * @example 2026-03-02T12:00:00Z
                 */
                from: string;
                /**
                 * Format: date-time
                 * @description RFC 3339 time with an offset
                 * @example 2026-03-02T12:00:00Z
                 */
                until: string;
                /**
                 * @description IANA name of the zone that the store's clock shows
                 * @example Asia/Seoul
                 * @example America/New_York
                 */
                timeZone: string;
                /**
                 * @description Until this time a sale belongs to the business day before
                 * @example 04:00
                 */
                closingTime: string;
                isOpen: boolean;
            };
            completeness: {
                /** @description The day was over by asOf; late sales may come all the same, and are counted */
                isComplete: boolean;
                /** @description Lines of receipts counted */
                sales: number;
                /** @description Of these, received after the day was over */
                lateSales: number;
                lastSaleAt: string | null;
                lastReceivedAt: string | null;
            };
            /** @description In words; of the categories other than summary only a written text */
            text: string | null;
            /** @description Set if the text, or the figures too, were written by a person; null: all of it is computed */
            written: {
                /**
                 * Format: date-time
                 * @description RFC 3339 time with an offset
                 * @example 2026-03-02T12:00:00Z
                 */
                at: string;
                /** @description The store's version by which it was written: what changed since it does not know */
                version: number;
            } | null;
            figures: {
                /** @description Hours of the business day from its start: 24, or 23 or 25 where the clock is changed */
                hours: {
                    /** @description Won, what was taken back subtracted */
                    amount: number;
                    /** @description Pieces, what was taken back subtracted */
                    quantity: number;
                    /** @description Lines of receipts, those taken back included */
                    sales: number;
                    /**
                     * Format: date-time
                     * @description RFC 3339 time with an offset
                     * @example 2026-03-02T12:00:00Z
                     */
                    from: string;
                    /** @description What the store's clock shows then, such as 09:00 */
                    clock: string;
                }[];
            };
        } | {
            /** @constant */
            category: "summary";
            storeId: string & unknown;
            /**
             * Format: date
             * @description The business day, by the date it began on
             */
            date: string;
            /**
             * @description When the figures were read
             * @example 2026-03-02T12:00:00Z
             */
            asOf: unknown | unknown;
            /** @description The store's version they were read at: it goes up with every change */
            version: number;
            day: {
                /**
                 * Format: date-time
                 * @description RFC 3339 time with an offset
                 * @example 2026-03-02T12:00:00Z
                 */
                from: string;
                /**
                 * Format: date-time
                 * @description RFC 3339 time with an offset
                 * @example 2026-03-02T12:00:00Z
                 */
                until: string;
                /**
                 * @description IANA name of the zone that the store's clock shows
                 * @example Asia/Seoul
                 * @example America/New_York
                 */
                timeZone: string;
                /**
                 * @description Until this time a sale belongs to the business day before
                 * @example 04:00
                 */
                closingTime: string;
                isOpen: boolean;
            };
            completeness: {
                /** @description The day was over by asOf; late sales may come all the same, and are counted */
                isComplete: boolean;
                /** @description Lines of receipts counted */
                sales: number;
                /** @description Of these, received after the day was over */
                lateSales: number;
                lastSaleAt: string | null;
                lastReceivedAt: string | null;
            };
            /** @description In words; of the categories other than summary only a written text */
            text: string | null;
            /** @description Set if the text, or the figures too, were written by a person; null: all of it is computed */
            written: {
                /**
                 * Format: date-time
                 * @description RFC 3339 time with an offset
                 * @example 2026-03-02T12:00:00Z
                 */
                at: string;
                /** @description The store's version by which it was written: what changed since it does not know */
                version: number;
            } | null;
            figures: {
                /** @description Won, what was taken back subtracted */
                amount: number;
                /** @description Pieces, what was taken back subtracted */
                quantity: number;
                /** @description Lines of receipts, those taken back included */
                sales: number;
                /** @description Three at most */
                bestMenus: {
                    menu: string;
                    amount: number;
                }[];
                busiestHour: {
                    clock: string;
                    amount: number;
                } | null;
                weekBefore: {
                    /** Format: date */
                    date: string;
                    /** @description For a day that is open: until the same time of that day */
                    amount: number;
                    /** @description Of the amount: 0.1 is 10 % more */
                    change: number | null;
                };
            };
        };
        ReportWriting: {
            /** @description In place of the computed text; null takes back all that was written */
            text: string | null;
            /** @description In place of the computed figures */
            figures?: {
                /** @description Won, what was taken back subtracted */
                amount: number;
                /** @description Pieces, what was taken back subtracted */
                quantity: number;
                /** @description Lines of receipts, those taken back included */
                sales: number;
                returnedAmount: number;
                returnedQuantity: number;
                /** @description Won a line; null without any */
                averageAmount: number | null;
            };
        } | {
            /** @description In place of the computed text; null takes back all that was written */
            text: string | null;
            /** @description In place of the computed figures */
            figures?: {
                /** @description By amount, the largest first */
                menus: {
                    /** @description Won, what was taken back subtracted */
                    amount: number;
                    /** @description Pieces, what was taken back subtracted */
                    quantity: number;
                    /** @description Lines of receipts, those taken back included */
                    sales: number;
                    menu: string;
                    /** @description Of the day's amount, 0 to 1 */
                    share: number | null;
                    rank: number;
                }[];
            };
        } | {
            /** @description In place of the computed text; null takes back all that was written */
            text: string | null;
            /** @description In place of the computed figures */
            figures?: {
                /** @description Hours of the business day from its start: 24, or 23 or 25 where the clock is changed */
                hours: {
                    /** @description Won, what was taken back subtracted */
                    amount: number;
                    /** @description Pieces, what was taken back subtracted */
                    quantity: number;
                    /** @description Lines of receipts, those taken back included */
                    sales: number;
                    /**
                     * Format: date-time
                     * @description RFC 3339 time with an offset
                     */
                    from: string;
                    /** @description What the store's clock shows then, such as 09:00 */
                    clock: string;
                }[];
            };
        } | {
            /** @description In place of the computed text; null takes back all that was written */
            text: string | null;
            /** @description In place of the computed figures */
            figures?: {
                /** @description Won, what was taken back subtracted */
                amount: number;
                /** @description Pieces, what was taken back subtracted */
                quantity: number;
                /** @description Lines of receipts, those taken back included */
                sales: number;
                /** @description Three at most */
                bestMenus: {
                    menu: string;
                    amount: number;
                }[];
                busiestHour: {
                    clock: string;
                    amount: number;
                } | null;
                weekBefore: {
                    /** Format: date */
                    date: string;
                    /** @description For a day that is open: until the same time of that day */
                    amount: number;
                    /** @description Of the amount: 0.1 is 10 % more */
                    change: number | null;
                };
            };
        };
        ReportsRemoved: {
            storeId: string;
            /** @description Keys of the cache */
            removed: number;
        };
        NewManual: {
            /** @example 환불-규정 */
            manualId: string & unknown;
            /** @description The first heading, or else the id, when left out */
            title?: string & unknown;
            /** @description A word of your own to filter by, such as policy or hygiene; "manual" when left out */
            kind?: string;
            /** @description The one store it applies to; instead of stores */
            storeId?: string & unknown;
            /** @description The stores it applies to; all when left out */
            stores?: (string & unknown)[];
            /**
             * @description "markdown" when left out
             * @enum {string}
             */
            format?: "markdown" | "text";
            text: string;
            /**
             * Format: date
             * @description The first day on which it is valid; today in Seoul when left out
             */
            validFrom?: string;
        };
        ManualPage: {
            items: components["schemas"]["ManualVersion"][];
            /** @description For the next page; null after the last one */
            nextCursor: string | null;
        };
        ManualVersion: {
            manualId: string;
            /** @description 1 for the first text; withdrawals count too */
            version: number;
            title: string;
            kind: string;
            /** @description Whom it concerns; empty for all stores */
            stores: string[];
            /** @enum {string} */
            format: "markdown" | "text";
            /** Format: date */
            validFrom: string;
            /** @description The first day on which it no longer holds; validFrom if it never held */
            validUntil: string | null;
            withdrawn: boolean;
            passages: number;
            /**
             * Format: date-time
             * @description RFC 3339 time with an offset
             * @example 2026-03-02T12:00:00Z
             */
            loadedAt: string;
        };
        ManualText: {
            manualId: string;
            /** @description 1 for the first text; withdrawals count too */
            version: number;
            title: string;
            kind: string;
            /** @description Whom it concerns; empty for all stores */
            stores: string[];
            /** @enum {string} */
            format: "markdown" | "text";
            /** Format: date */
            validFrom: string;
            /** @description The first day on which it no longer holds; validFrom if it never held */
            validUntil: string | null;
            withdrawn: boolean;
            passages: number;
            /**
             * Format: date-time
             * @description RFC 3339 time with an offset
             * @example 2026-03-02T12:00:00Z
             */
            loadedAt: string;
            text: string;
        };
        LoadedManual: {
            /** @enum {string} */
            outcome: "added" | "unchanged";
            version: {
                manualId: string;
                /** @description 1 for the first text; withdrawals count too */
                version: number;
                title: string;
                kind: string;
                /** @description Whom it concerns; empty for all stores */
                stores: string[];
                /** @enum {string} */
                format: "markdown" | "text";
                /** Format: date */
                validFrom: string;
                /** @description The first day on which it no longer holds; validFrom if it never held */
                validUntil: string | null;
                withdrawn: boolean;
                passages: number;
                /**
                 * Format: date-time
                 * @description RFC 3339 time with an offset
                 * @example 2026-03-02T12:00:00Z
                 */
                loadedAt: string;
            };
            /** @description Passages whose text was new */
            embedded: number;
            source: {
                /** @description Letters and digits of the text */
                characters: number;
                /** @description How many of them are in the text or the headings of a passage */
                inPassages: number;
            };
        };
        RemovedManual: {
            manualId: string;
            /** @enum {string} */
            outcome: "withdrawn" | "unchanged" | "erased";
            from: string | null;
        };
        ManualAnswer: {
            asked: {
                q: string;
                k: number;
                store: string | null;
                kind: string | null;
                /** Format: date */
                on: string;
            };
            /** @description How many passages came, asked.k at most */
            found: number;
            /** @description How many passages the filters left to search in */
            searched: number;
            method: {
                /**
                 * @description semantic: near is what means the same; lexical: what shares words
                 * @enum {string}
                 */
                embedding: "semantic" | "lexical";
                /** @description The model and its dimensions */
                space: string;
                /** @description False after a change of the model, until load-manuals --re-embed has run */
                hasVectors: boolean;
                /** @constant */
                fusion: "reciprocal_rank";
            };
            results: {
                rank: number;
                /** @description Sum of 1 / (60 + rank) over both searches */
                score: number;
                cites: {
                    manualId: string;
                    title: string;
                    kind: string;
                    version: number;
                    /** Format: date */
                    validFrom: string;
                    /** @description From the title down */
                    headings: string[];
                    /** @description Its place among the version's passages */
                    position: number;
                    passages: number;
                };
                passage: string;
                /** @description By the vectors; null: not among the nearest */
                nearness: {
                    rank: number;
                    /** @description Cosine distance */
                    distance: number;
                } | null;
                /** @description By the words; null: none in common */
                words: {
                    rank: number;
                    weight: number;
                } | null;
            }[];
        };
        WebhookSubscription: {
            /** Format: uuid */
            id: string;
            /**
             * Format: uri
             * @description Where events are sent
             */
            url: string;
            description: string;
            /** @description Only events of these types are kept and sent */
            eventTypes: ("order.stored" | "order.status_changed" | "customer.identified" | "listing.published" | "dead_letter.added")[];
            /**
             * @description Events of a time when it is DISABLED are not kept
             * @enum {string}
             */
            status: "ACTIVE" | "DISABLED";
            /** @description gone: the destination answered 410; failing: nothing was delivered for five days */
            disabledReason: ("requested" | "gone" | "failing") | null;
            /** @description The first failure after the last delivery */
            failingSince: string | null;
            /** @description How often the secret was rotated, and one */
            secretVersion: number;
            /** @description Until then the secret before signs too */
            previousSecretUntil: string | null;
            /**
             * Format: date-time
             * @description RFC 3339 time with an offset
             * @example 2026-03-02T12:00:00Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description RFC 3339 time with an offset
             * @example 2026-03-02T12:00:00Z
             */
            updatedAt: string;
        };
        WebhookSubscriptionWithSecret: {
            /** Format: uuid */
            id: string;
            /**
             * Format: uri
             * @description Where events are sent
             */
            url: string;
            description: string;
            /** @description Only events of these types are kept and sent */
            eventTypes: ("order.stored" | "order.status_changed" | "customer.identified" | "listing.published" | "dead_letter.added")[];
            /**
             * @description Events of a time when it is DISABLED are not kept
             * @enum {string}
             */
            status: "ACTIVE" | "DISABLED";
            /** @description gone: the destination answered 410; failing: nothing was delivered for five days */
            disabledReason: ("requested" | "gone" | "failing") | null;
            /** @description The first failure after the last delivery */
            failingSince: string | null;
            /** @description How often the secret was rotated, and one */
            secretVersion: number;
            /** @description Until then the secret before signs too */
            previousSecretUntil: string | null;
            /**
             * Format: date-time
             * @description RFC 3339 time with an offset
             * @example 2026-03-02T12:00:00Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description RFC 3339 time with an offset
             * @example 2026-03-02T12:00:00Z
             */
            updatedAt: string;
            /** @description What signatures are checked with; shown in this answer alone */
            secret: string;
        };
        NewWebhookSubscription: {
            /**
             * Format: uri
             * @description https, or http on this machine; no address of a private network
             */
            url: string;
            /** @description "" when left out */
            description?: string;
            /** @description Only events of these types are kept and sent */
            eventTypes: ("order.stored" | "order.status_changed" | "customer.identified" | "listing.published" | "dead_letter.added")[];
        };
        WebhookSubscriptionChanges: {
            /**
             * Format: uri
             * @description https, or http on this machine; no address of a private network
             */
            url?: string;
            description?: string;
            /** @description Only events of these types are kept and sent */
            eventTypes?: ("order.stored" | "order.status_changed" | "customer.identified" | "listing.published" | "dead_letter.added")[];
            /**
             * @description Events of a time when it is DISABLED are not kept
             * @enum {string}
             */
            status?: "ACTIVE" | "DISABLED";
        };
        WebhookDelivery: {
            id: string;
            /** Format: uuid */
            subscriptionId: string;
            /** @description The header `webhook-id`, the same at every attempt */
            eventId: string;
            /** @description An event type, or `webhook.test` */
            type: string;
            /**
             * Format: date-time
             * @description RFC 3339 time with an offset
             * @example 2026-03-02T12:00:00Z
             */
            occurredAt: string;
            /** @description As it is sent */
            data: Record<string, never>;
            /**
             * @description FAILED: given up after a day, or when the destination answered 410
             * @enum {string}
             */
            state: "PENDING" | "DELIVERED" | "FAILED";
            attempts: number;
            nextAttemptAt: string | null;
            lastAttemptAt: string | null;
            /** @description Of the last attempt's answer; null where there was none */
            lastStatus: number | null;
            lastError: string | null;
        };
        WebhookSubscriptionPage: {
            items: components["schemas"]["WebhookSubscription"][];
            /** @description For the next page; null after the last one */
            nextCursor: string | null;
        };
        WebhookDeliveryPage: {
            items: components["schemas"]["WebhookDelivery"][];
            /** @description For the next page; null after the last one */
            nextCursor: string | null;
        };
        Problem: {
            type: string;
            title: string;
            status: number;
            /**
             * @description Stable: decide by this
             * @enum {string}
             */
            code: "invalid_input" | "malformed_json" | "key_in_query" | "unauthorized" | "cross_origin" | "insufficient_scope" | "unknown_key" | "key_name_taken" | "unknown_route" | "method_not_allowed" | "idempotency_under_way" | "body_too_slow" | "body_too_large" | "unsupported_media_type" | "forwarded" | "misdirected" | "idempotency_key_reused" | "data_refused" | "rate_limited" | "internal" | "unavailable" | "unknown_user" | "unknown_product" | "unknown_order" | "unknown_dead_letter" | "unknown_scenario" | "empty_pool" | "user_exists" | "user_erased" | "product_exists" | "order_conflict" | "precondition_failed" | "unknown_run" | "orders_changed" | "undo_unfinished" | "run_replaced" | "unusable_file" | "import_questions" | "nothing_to_import" | "too_many_imports" | "unreadable_line" | "user_has_orders" | "product_has_orders" | "too_many_listeners" | "unknown_store" | "day_not_begun" | "sale_conflict" | "unknown_manual" | "text_refused" | "wrong_cursor" | "unknown_customer" | "unknown_identity" | "unknown_place" | "unknown_member" | "beacon_not_registered" | "beacon_conflict" | "beacon_uuid" | "no_usable_reading" | "unknown_beacon" | "low_confidence" | "inactive_beacon" | "too_many_preferences" | "customer_erased" | "unknown_supplier_account" | "unknown_sync_job" | "unknown_protocol" | "unknown_candidate" | "supplier_account_exists" | "supplier_account_not_active" | "unknown_market_account" | "unknown_listing" | "market_account_exists" | "market_account_not_active" | "product_not_on_sale" | "listing_exists" | "listing_closed" | "order_not_cancellable" | "candidate_decided" | "unknown_webhook_subscription" | "unknown_webhook_delivery" | "too_many_webhook_subscriptions" | "webhook_key_missing";
            /** @description For people; may change */
            detail: string;
            errors?: {
                /** @description [3].age */
                at: string;
                detail: string;
            }[];
            /** @description How many faults there are; the first hundred are listed */
            errorCount?: number;
            /** @description Of the beacon that is refused */
            beaconId?: string;
            /** @description Those that were heard and are not registered */
            beaconIds?: string[];
            /** @enum {string} */
            beaconStatus?: "active" | "inactive" | "maintenance";
            /** @description Too low to identify by */
            confidence?: number;
            /** @description Readings that said nothing */
            ignored?: {
                /** @description The reading's place in the request */
                index: number;
                /** @enum {string} */
                reason: "unknown_level" | "out_of_range" | "unregistered_beacon" | "no_ibeacon";
            }[];
            requestId: string;
        };
    };
    responses: {
        /** @description Bad Request */
        "invalid_input.key_in_query": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    code: "invalid_input" | "key_in_query";
                } & WithRequired<components["schemas"]["Problem"], "code">;
            };
        };
        /** @description Unauthorized */
        unauthorized: {
            headers: {
                /** @description `Bearer` */
                "www-authenticate"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    code: "unauthorized";
                } & WithRequired<components["schemas"]["Problem"], "code">;
            };
        };
        /** @description Forbidden */
        "cross_origin.forwarded.insufficient_scope": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    code: "cross_origin" | "forwarded" | "insufficient_scope";
                } & WithRequired<components["schemas"]["Problem"], "code">;
            };
        };
        /** @description Misdirected Request */
        misdirected: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    code: "misdirected";
                } & WithRequired<components["schemas"]["Problem"], "code">;
            };
        };
        /** @description Too Many Requests */
        rate_limited: {
            headers: {
                /** @description Seconds after which the call may be made again */
                "retry-after"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    code: "rate_limited";
                } & WithRequired<components["schemas"]["Problem"], "code">;
            };
        };
        /** @description Internal Server Error */
        internal: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    code: "internal";
                } & WithRequired<components["schemas"]["Problem"], "code">;
            };
        };
        /** @description Service Unavailable */
        unavailable: {
            headers: {
                /** @description Seconds after which the call may be made again */
                "retry-after"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    code: "unavailable";
                } & WithRequired<components["schemas"]["Problem"], "code">;
            };
        };
        /** @description Bad Request */
        "invalid_input.key_in_query.malformed_json": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    code: "invalid_input" | "key_in_query" | "malformed_json";
                } & WithRequired<components["schemas"]["Problem"], "code">;
            };
        };
        /** @description Request Timeout */
        body_too_slow: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    code: "body_too_slow";
                } & WithRequired<components["schemas"]["Problem"], "code">;
            };
        };
        /** @description Conflict */
        "idempotency_under_way.user_exists.user_erased": {
            headers: {
                /** @description Seconds after which the call may be made again */
                "retry-after"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    code: "idempotency_under_way" | "user_exists" | "user_erased";
                } & WithRequired<components["schemas"]["Problem"], "code">;
            };
        };
        /** @description Content Too Large */
        body_too_large: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    code: "body_too_large";
                } & WithRequired<components["schemas"]["Problem"], "code">;
            };
        };
        /** @description Unsupported Media Type */
        unsupported_media_type: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    code: "unsupported_media_type";
                } & WithRequired<components["schemas"]["Problem"], "code">;
            };
        };
        /** @description Unprocessable Content */
        "data_refused.idempotency_key_reused": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    code: "data_refused" | "idempotency_key_reused";
                } & WithRequired<components["schemas"]["Problem"], "code">;
            };
        };
        /** @description Conflict */
        "idempotency_under_way.product_exists": {
            headers: {
                /** @description Seconds after which the call may be made again */
                "retry-after"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    code: "idempotency_under_way" | "product_exists";
                } & WithRequired<components["schemas"]["Problem"], "code">;
            };
        };
        /** @description Not Found */
        "unknown_user.unknown_product": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    code: "unknown_user" | "unknown_product";
                } & WithRequired<components["schemas"]["Problem"], "code">;
            };
        };
        /** @description Conflict */
        "idempotency_under_way.order_conflict": {
            headers: {
                /** @description Seconds after which the call may be made again */
                "retry-after"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    code: "idempotency_under_way" | "order_conflict";
                } & WithRequired<components["schemas"]["Problem"], "code">;
            };
        };
        /** @description Not Found */
        unknown_dead_letter: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    code: "unknown_dead_letter";
                } & WithRequired<components["schemas"]["Problem"], "code">;
            };
        };
        /** @description Conflict */
        idempotency_under_way: {
            headers: {
                /** @description Seconds after which the call may be made again */
                "retry-after"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    code: "idempotency_under_way";
                } & WithRequired<components["schemas"]["Problem"], "code">;
            };
        };
        /** @description Not Found */
        unknown_user: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    code: "unknown_user";
                } & WithRequired<components["schemas"]["Problem"], "code">;
            };
        };
        /** @description Conflict */
        "idempotency_under_way.user_erased": {
            headers: {
                /** @description Seconds after which the call may be made again */
                "retry-after"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    code: "idempotency_under_way" | "user_erased";
                } & WithRequired<components["schemas"]["Problem"], "code">;
            };
        };
        /** @description Precondition Failed */
        precondition_failed: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    code: "precondition_failed";
                } & WithRequired<components["schemas"]["Problem"], "code">;
            };
        };
        /** @description Conflict */
        user_has_orders: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    code: "user_has_orders";
                } & WithRequired<components["schemas"]["Problem"], "code">;
            };
        };
        /** @description Not Found */
        unknown_product: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    code: "unknown_product";
                } & WithRequired<components["schemas"]["Problem"], "code">;
            };
        };
        /** @description Conflict */
        product_has_orders: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    code: "product_has_orders";
                } & WithRequired<components["schemas"]["Problem"], "code">;
            };
        };
        /** @description Not Found */
        unknown_order: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    code: "unknown_order";
                } & WithRequired<components["schemas"]["Problem"], "code">;
            };
        };
        /** @description Unprocessable Content */
        idempotency_key_reused: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    code: "idempotency_key_reused";
                } & WithRequired<components["schemas"]["Problem"], "code">;
            };
        };
        /** @description Conflict */
        "undo_unfinished.run_replaced": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    code: "undo_unfinished" | "run_replaced";
                } & WithRequired<components["schemas"]["Problem"], "code">;
            };
        };
        /** @description Unprocessable Content */
        "data_refused.unusable_file.import_questions.nothing_to_import": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    code: "data_refused" | "unusable_file" | "import_questions" | "nothing_to_import";
                } & WithRequired<components["schemas"]["Problem"], "code">;
            };
        };
        /** @description Service Unavailable */
        "too_many_imports.unavailable": {
            headers: {
                /** @description Seconds after which the call may be made again */
                "retry-after"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    code: "too_many_imports" | "unavailable";
                } & WithRequired<components["schemas"]["Problem"], "code">;
            };
        };
        /** @description Not Found */
        unknown_run: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    code: "unknown_run";
                } & WithRequired<components["schemas"]["Problem"], "code">;
            };
        };
        /** @description Conflict */
        "idempotency_under_way.orders_changed": {
            headers: {
                /** @description Seconds after which the call may be made again */
                "retry-after"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    code: "idempotency_under_way" | "orders_changed";
                } & WithRequired<components["schemas"]["Problem"], "code">;
            };
        };
        /** @description Unprocessable Content */
        "data_refused.unreadable_line": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    code: "data_refused" | "unreadable_line";
                } & WithRequired<components["schemas"]["Problem"], "code">;
            };
        };
        /** @description Service Unavailable */
        too_many_listeners: {
            headers: {
                /** @description Seconds after which the call may be made again */
                "retry-after"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    code: "too_many_listeners";
                } & WithRequired<components["schemas"]["Problem"], "code">;
            };
        };
        /** @description Not Found */
        empty_pool: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    code: "empty_pool";
                } & WithRequired<components["schemas"]["Problem"], "code">;
            };
        };
        /** @description Not Found */
        unknown_scenario: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    code: "unknown_scenario";
                } & WithRequired<components["schemas"]["Problem"], "code">;
            };
        };
        /** @description Unprocessable Content */
        data_refused: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    code: "data_refused";
                } & WithRequired<components["schemas"]["Problem"], "code">;
            };
        };
        /** @description Not Found */
        unknown_store: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    code: "unknown_store";
                } & WithRequired<components["schemas"]["Problem"], "code">;
            };
        };
        /** @description Conflict */
        "idempotency_under_way.sale_conflict": {
            headers: {
                /** @description Seconds after which the call may be made again */
                "retry-after"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    code: "idempotency_under_way" | "sale_conflict";
                } & WithRequired<components["schemas"]["Problem"], "code">;
            };
        };
        /** @description Unprocessable Content */
        "data_refused.idempotency_key_reused.text_refused": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    code: "data_refused" | "idempotency_key_reused" | "text_refused";
                } & WithRequired<components["schemas"]["Problem"], "code">;
            };
        };
        /** @description Not Found */
        unknown_manual: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    code: "unknown_manual";
                } & WithRequired<components["schemas"]["Problem"], "code">;
            };
        };
        /** @description Not Found */
        "unknown_store.day_not_begun": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    code: "unknown_store" | "day_not_begun";
                } & WithRequired<components["schemas"]["Problem"], "code">;
            };
        };
        /** @description Conflict */
        beacon_conflict: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    code: "beacon_conflict";
                } & WithRequired<components["schemas"]["Problem"], "code">;
            };
        };
        /** @description Unprocessable Content */
        "data_refused.beacon_uuid": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    code: "data_refused" | "beacon_uuid";
                } & WithRequired<components["schemas"]["Problem"], "code">;
            };
        };
        /** @description Not Found */
        beacon_not_registered: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    code: "beacon_not_registered";
                } & WithRequired<components["schemas"]["Problem"], "code">;
            };
        };
        /** @description Unprocessable Content */
        "data_refused.idempotency_key_reused.no_usable_reading.unknown_beacon.inactive_beacon.low_confidence.customer_erased.too_many_preferences": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    code: "data_refused" | "idempotency_key_reused" | "no_usable_reading" | "unknown_beacon" | "inactive_beacon" | "low_confidence" | "customer_erased" | "too_many_preferences";
                } & WithRequired<components["schemas"]["Problem"], "code">;
            };
        };
        /** @description Unprocessable Content */
        "data_refused.idempotency_key_reused.no_usable_reading.unknown_beacon": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    code: "data_refused" | "idempotency_key_reused" | "no_usable_reading" | "unknown_beacon";
                } & WithRequired<components["schemas"]["Problem"], "code">;
            };
        };
        /** @description Not Found */
        unknown_identity: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    code: "unknown_identity";
                } & WithRequired<components["schemas"]["Problem"], "code">;
            };
        };
        /** @description Unprocessable Content */
        "data_refused.idempotency_key_reused.unknown_place": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    code: "data_refused" | "idempotency_key_reused" | "unknown_place";
                } & WithRequired<components["schemas"]["Problem"], "code">;
            };
        };
        /** @description Not Found */
        unknown_customer: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    code: "unknown_customer";
                } & WithRequired<components["schemas"]["Problem"], "code">;
            };
        };
        /** @description Unprocessable Content */
        "data_refused.unknown_member": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    code: "data_refused" | "unknown_member";
                } & WithRequired<components["schemas"]["Problem"], "code">;
            };
        };
        /** @description Bad Request */
        "invalid_input.key_in_query.wrong_cursor": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    code: "invalid_input" | "key_in_query" | "wrong_cursor";
                } & WithRequired<components["schemas"]["Problem"], "code">;
            };
        };
        /** @description Conflict */
        "idempotency_under_way.supplier_account_exists": {
            headers: {
                /** @description Seconds after which the call may be made again */
                "retry-after"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    code: "idempotency_under_way" | "supplier_account_exists";
                } & WithRequired<components["schemas"]["Problem"], "code">;
            };
        };
        /** @description Unprocessable Content */
        "data_refused.idempotency_key_reused.unknown_protocol": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    code: "data_refused" | "idempotency_key_reused" | "unknown_protocol";
                } & WithRequired<components["schemas"]["Problem"], "code">;
            };
        };
        /** @description Not Found */
        unknown_supplier_account: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    code: "unknown_supplier_account";
                } & WithRequired<components["schemas"]["Problem"], "code">;
            };
        };
        /** @description Conflict */
        "idempotency_under_way.supplier_account_not_active": {
            headers: {
                /** @description Seconds after which the call may be made again */
                "retry-after"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    code: "idempotency_under_way" | "supplier_account_not_active";
                } & WithRequired<components["schemas"]["Problem"], "code">;
            };
        };
        /** @description Not Found */
        unknown_sync_job: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    code: "unknown_sync_job";
                } & WithRequired<components["schemas"]["Problem"], "code">;
            };
        };
        /** @description Not Found */
        unknown_candidate: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    code: "unknown_candidate";
                } & WithRequired<components["schemas"]["Problem"], "code">;
            };
        };
        /** @description Conflict */
        "idempotency_under_way.candidate_decided": {
            headers: {
                /** @description Seconds after which the call may be made again */
                "retry-after"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    code: "idempotency_under_way" | "candidate_decided";
                } & WithRequired<components["schemas"]["Problem"], "code">;
            };
        };
        /** @description Conflict */
        "idempotency_under_way.market_account_exists": {
            headers: {
                /** @description Seconds after which the call may be made again */
                "retry-after"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    code: "idempotency_under_way" | "market_account_exists";
                } & WithRequired<components["schemas"]["Problem"], "code">;
            };
        };
        /** @description Not Found */
        unknown_market_account: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    code: "unknown_market_account";
                } & WithRequired<components["schemas"]["Problem"], "code">;
            };
        };
        /** @description Not Found */
        "unknown_product.unknown_market_account": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    code: "unknown_product" | "unknown_market_account";
                } & WithRequired<components["schemas"]["Problem"], "code">;
            };
        };
        /** @description Conflict */
        "idempotency_under_way.market_account_not_active.product_not_on_sale.listing_exists": {
            headers: {
                /** @description Seconds after which the call may be made again */
                "retry-after"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    code: "idempotency_under_way" | "market_account_not_active" | "product_not_on_sale" | "listing_exists";
                } & WithRequired<components["schemas"]["Problem"], "code">;
            };
        };
        /** @description Not Found */
        unknown_listing: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    code: "unknown_listing";
                } & WithRequired<components["schemas"]["Problem"], "code">;
            };
        };
        /** @description Conflict */
        "idempotency_under_way.listing_closed": {
            headers: {
                /** @description Seconds after which the call may be made again */
                "retry-after"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    code: "idempotency_under_way" | "listing_closed";
                } & WithRequired<components["schemas"]["Problem"], "code">;
            };
        };
        /** @description Conflict */
        "idempotency_under_way.order_not_cancellable": {
            headers: {
                /** @description Seconds after which the call may be made again */
                "retry-after"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    code: "idempotency_under_way" | "order_not_cancellable";
                } & WithRequired<components["schemas"]["Problem"], "code">;
            };
        };
        /** @description Conflict */
        too_many_webhook_subscriptions: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    code: "too_many_webhook_subscriptions";
                } & WithRequired<components["schemas"]["Problem"], "code">;
            };
        };
        /** @description Service Unavailable */
        "webhook_key_missing.unavailable": {
            headers: {
                /** @description Seconds after which the call may be made again */
                "retry-after"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    code: "webhook_key_missing" | "unavailable";
                } & WithRequired<components["schemas"]["Problem"], "code">;
            };
        };
        /** @description Not Found */
        unknown_webhook_subscription: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    code: "unknown_webhook_subscription";
                } & WithRequired<components["schemas"]["Problem"], "code">;
            };
        };
        /** @description Not Found */
        unknown_webhook_delivery: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    code: "unknown_webhook_delivery";
                } & WithRequired<components["schemas"]["Problem"], "code">;
            };
        };
        /** @description Conflict */
        key_name_taken: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    code: "key_name_taken";
                } & WithRequired<components["schemas"]["Problem"], "code">;
            };
        };
        /** @description Not Found */
        unknown_key: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    code: "unknown_key";
                } & WithRequired<components["schemas"]["Problem"], "code">;
            };
        };
        /** @description Bad Request */
        key_in_query: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    code: "key_in_query";
                } & WithRequired<components["schemas"]["Problem"], "code">;
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listUsers: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description nextCursor of the page before, with the same filters and sort */
                cursor?: string;
                /** @description A minus sign: the largest or newest first */
                sort?: "createdAt" | "-createdAt" | "userId" | "-userId";
                grade?: "BRONZE" | "SILVER" | "GOLD" | "VIP";
                status?: "ACTIVE" | "DORMANT";
                /** @description Buyers without an account, or the others */
                guest?: true | false;
                /** @description An id, or part of a name or e-mail address */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserPage"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            421: components["responses"]["misdirected"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    submitUsers: {
        parameters: {
            query?: {
                /** @description Store at once instead of publishing */
                direct?: true | false;
            };
            header?: {
                /** @description Of the caller's choice, once for each call: repeated within a day, the call gets its first answer and does nothing */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewUser"] | components["schemas"]["NewUser"][];
            };
        };
        responses: {
            /** @description Stored (with direct=true) */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoredUser"] | components["schemas"]["StoredUser"][];
                };
            };
            /** @description Published */
            202: {
                headers: {
                    /** @description Of a single one */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Published"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            408: components["responses"]["body_too_slow"];
            409: components["responses"]["idempotency_under_way.user_exists.user_erased"];
            413: components["responses"]["body_too_large"];
            415: components["responses"]["unsupported_media_type"];
            421: components["responses"]["misdirected"];
            422: components["responses"]["data_refused.idempotency_key_reused"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    listProducts: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description nextCursor of the page before, with the same filters and sort */
                cursor?: string;
                /** @description A minus sign: the largest or newest first */
                sort?: "createdAt" | "-createdAt" | "orderCount" | "-orderCount" | "productId" | "-productId";
                /** @description As it is */
                category?: string;
                /** @description As it is */
                brand?: string;
                /** @description Goods, or postage, discounts and the like */
                goods?: true | false;
                /** @description An id, or part of a name */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductPage"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            421: components["responses"]["misdirected"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    submitProducts: {
        parameters: {
            query?: {
                /** @description Store at once instead of publishing */
                direct?: true | false;
            };
            header?: {
                /** @description Of the caller's choice, once for each call: repeated within a day, the call gets its first answer and does nothing */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewProduct"] | components["schemas"]["NewProduct"][];
            };
        };
        responses: {
            /** @description Stored (with direct=true) */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoredProduct"] | components["schemas"]["StoredProduct"][];
                };
            };
            /** @description Published */
            202: {
                headers: {
                    /** @description Of a single one */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Published"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            408: components["responses"]["body_too_slow"];
            409: components["responses"]["idempotency_under_way.product_exists"];
            413: components["responses"]["body_too_large"];
            415: components["responses"]["unsupported_media_type"];
            421: components["responses"]["misdirected"];
            422: components["responses"]["data_refused.idempotency_key_reused"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    listOrders: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description nextCursor of the page before, with the same filters and sort */
                cursor?: string;
                /** @description A minus sign: the largest or newest first */
                sort?: "createdAt" | "-createdAt";
                /** @description Id of the member */
                user?: string;
                /** @description Id of the product */
                product?: string;
                status?: "PLACED" | "PAID" | "SHIPPED" | "DELIVERED" | "CANCELLED" | "RETURNED";
                /** @description Of the member, as it is now */
                grade?: "BRONZE" | "SILVER" | "GOLD" | "VIP";
                /** @description As it is */
                category?: string;
                /** @description When they were placed, on Seoul's calendar */
                day?: string;
                /** @description Not before */
                from?: string;
                /** @description Before */
                to?: string;
                /** @description An id or invoice, or part of a member's or product's name */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderPage"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            421: components["responses"]["misdirected"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    submitOrders: {
        parameters: {
            query?: {
                /** @description Store at once instead of publishing */
                direct?: true | false;
            };
            header?: {
                /** @description Of the caller's choice, once for each call: repeated within a day, the call gets its first answer and does nothing */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewOrder"] | components["schemas"]["NewOrder"][];
            };
        };
        responses: {
            /** @description Stored (with direct=true) */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoredOrder"] | components["schemas"]["StoredOrder"][];
                };
            };
            /** @description Published */
            202: {
                headers: {
                    /** @description Of a single one */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Published"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            404: components["responses"]["unknown_user.unknown_product"];
            408: components["responses"]["body_too_slow"];
            409: components["responses"]["idempotency_under_way.order_conflict"];
            413: components["responses"]["body_too_large"];
            415: components["responses"]["unsupported_media_type"];
            421: components["responses"]["misdirected"];
            422: components["responses"]["data_refused.idempotency_key_reused"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    listDailySales: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description nextCursor of the page before, with the same filters and sort */
                cursor?: string;
                /** @description A minus sign: the largest or newest first */
                sort?: "day" | "-day";
                /** @description As it is */
                category?: string;
                /** @description The first day */
                from?: string;
                /** @description The last day */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DailySalesPage"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            421: components["responses"]["misdirected"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    listPendingOrders: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description nextCursor of the page before, with the same filters and sort */
                cursor?: string;
                /** @description A minus sign: the largest or newest first */
                sort?: "receivedAt" | "-receivedAt";
                /** @description Its id */
                order?: string;
                /** @description Id of the member */
                user?: string;
                /** @description Id of the product */
                product?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PendingOrderPage"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            421: components["responses"]["misdirected"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    listDeadLetters: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description nextCursor of the page before, with the same filters and sort */
                cursor?: string;
                sort?: "-at";
                stream?: "users" | "products" | "orders";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeadLetterPage"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            421: components["responses"]["misdirected"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getDeadLetter: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                stream: "users" | "products" | "orders";
                partition: string;
                offset: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The dead letter */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WholeDeadLetter"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            404: components["responses"]["unknown_dead_letter"];
            421: components["responses"]["misdirected"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    redriveDeadLetters: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of the caller's choice, once for each call: repeated within a day, the call gets its first answer and does nothing */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RedriveRequest"];
            };
        };
        responses: {
            /** @description What became of each */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RedriveReport"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            408: components["responses"]["body_too_slow"];
            409: components["responses"]["idempotency_under_way"];
            413: components["responses"]["body_too_large"];
            415: components["responses"]["unsupported_media_type"];
            421: components["responses"]["misdirected"];
            422: components["responses"]["data_refused.idempotency_key_reused"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    listOutbox: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description nextCursor of the page before, with the same filters and sort */
                cursor?: string;
                /** @description A minus sign: the largest or newest first */
                sort?: "id" | "-id";
                /** @description As it is */
                topic?: string;
                /** @description Those that the log refused again and again, or the others */
                parked?: true | false;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OutboxPage"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            421: components["responses"]["misdirected"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    releaseOutbox: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of the caller's choice, once for each call: repeated within a day, the call gets its first answer and does nothing */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OutboxRelease"];
            };
        };
        responses: {
            /** @description How many */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OutboxReleased"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            408: components["responses"]["body_too_slow"];
            409: components["responses"]["idempotency_under_way"];
            413: components["responses"]["body_too_large"];
            415: components["responses"]["unsupported_media_type"];
            421: components["responses"]["misdirected"];
            422: components["responses"]["data_refused.idempotency_key_reused"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the user */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The user */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoredUser"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            404: components["responses"]["unknown_user"];
            421: components["responses"]["misdirected"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    removeUser: {
        parameters: {
            query?: {
                /** @description Forget the person everywhere and answer with a certificate. Where there are orders, they stay for the books, without personal data. Messages that arrive later do not restore the user. After a 503 repeat the call: it goes on */
                erase?: true | false;
            };
            header?: never;
            path: {
                /** @description Id of the user */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removed; with erase=true the certificate */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Removed"] | components["schemas"]["UserErasureCertificate"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            404: components["responses"]["unknown_user"];
            409: components["responses"]["user_has_orders"];
            413: components["responses"]["body_too_large"];
            421: components["responses"]["misdirected"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    changeUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of the caller's choice, once for each call: repeated within a day, the call gets its first answer and does nothing */
                "idempotency-key"?: string;
                /** @description The ETag of the answer that is to be changed, several with commas between, or `*` */
                "if-match"?: string | "*" | unknown;
            };
            path: {
                /** @description Id of the user */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserChanges"];
            };
        };
        responses: {
            /** @description The user as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoredUser"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            404: components["responses"]["unknown_user"];
            408: components["responses"]["body_too_slow"];
            409: components["responses"]["idempotency_under_way.user_erased"];
            412: components["responses"]["precondition_failed"];
            413: components["responses"]["body_too_large"];
            415: components["responses"]["unsupported_media_type"];
            421: components["responses"]["misdirected"];
            422: components["responses"]["data_refused.idempotency_key_reused"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getProduct: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the product */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The product */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoredProduct"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            404: components["responses"]["unknown_product"];
            421: components["responses"]["misdirected"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    removeProduct: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the product */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removed */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Removed"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            404: components["responses"]["unknown_product"];
            409: components["responses"]["product_has_orders"];
            413: components["responses"]["body_too_large"];
            421: components["responses"]["misdirected"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    changeProduct: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of the caller's choice, once for each call: repeated within a day, the call gets its first answer and does nothing */
                "idempotency-key"?: string;
                /** @description The ETag of the answer that is to be changed, several with commas between, or `*` */
                "if-match"?: string | "*" | unknown;
            };
            path: {
                /** @description Id of the product */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProductChanges"];
            };
        };
        responses: {
            /** @description The product as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoredProduct"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            404: components["responses"]["unknown_product"];
            408: components["responses"]["body_too_slow"];
            409: components["responses"]["idempotency_under_way"];
            412: components["responses"]["precondition_failed"];
            413: components["responses"]["body_too_large"];
            415: components["responses"]["unsupported_media_type"];
            421: components["responses"]["misdirected"];
            422: components["responses"]["data_refused.idempotency_key_reused"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getOrder: {
        parameters: {
            query?: {
                /** @description Partition and offset, as the Location of 202 has them; without, an order that no consumer has come to is unknown */
                at?: string;
            };
            header?: never;
            path: {
                /** @description Id of the order */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The order, or its state */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TracedOrder"] | components["schemas"]["PendingOrderState"] | components["schemas"]["DeadOrderState"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            404: components["responses"]["unknown_order"];
            421: components["responses"]["misdirected"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    removeOrder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the order */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removed */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Removed"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            404: components["responses"]["unknown_order"];
            413: components["responses"]["body_too_large"];
            421: components["responses"]["misdirected"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    changeOrder: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of the caller's choice, once for each call: repeated within a day, the call gets its first answer and does nothing */
                "idempotency-key"?: string;
                /** @description The ETag of the answer that is to be changed, several with commas between, or `*` */
                "if-match"?: string | "*" | unknown;
            };
            path: {
                /** @description Id of the order */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrderChanges"];
            };
        };
        responses: {
            /** @description The order as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoredOrder"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            404: components["responses"]["unknown_order"];
            408: components["responses"]["body_too_slow"];
            409: components["responses"]["idempotency_under_way.order_conflict"];
            412: components["responses"]["precondition_failed"];
            413: components["responses"]["body_too_large"];
            415: components["responses"]["unsupported_media_type"];
            421: components["responses"]["misdirected"];
            422: components["responses"]["data_refused.idempotency_key_reused"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    cancelOrder: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of the caller's choice, once for each call: repeated within a day, the call gets its first answer and does nothing */
                "idempotency-key"?: string;
                /** @description The ETag of the answer that is to be changed, several with commas between, or `*` */
                "if-match"?: string | "*" | unknown;
            };
            path: {
                /** @description Id of the order */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The order as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoredOrder"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            404: components["responses"]["unknown_order"];
            408: components["responses"]["body_too_slow"];
            409: components["responses"]["idempotency_under_way.order_conflict"];
            412: components["responses"]["precondition_failed"];
            413: components["responses"]["body_too_large"];
            421: components["responses"]["misdirected"];
            422: components["responses"]["idempotency_key_reused"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    listImports: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description nextCursor of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of them */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportRunPage"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            421: components["responses"]["misdirected"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    importOrders: {
        parameters: {
            query?: {
                /** @description Imports the file. Otherwise nothing is stored, and the answer shows what would be */
                commit?: "true" | "false";
                /** @description Of the previewed file: another one is not imported */
                digest?: string;
                /** @description The file's name, for the list */
                file?: string;
                /** @description As the live orders come, or straight into the database */
                via?: "kafka" | "postgres";
                /** @description Which column is which, where no export is recognised */
                map?: string;
                /** @description Otherwise found out */
                encoding?: string;
                /** @description Where the dates themselves leave it open */
                dates?: "mdy" | "dmy" | "ymd";
                /** @description Of times without an offset */
                timeZone?: string;
                /** @description Of amounts that don't say */
                currency?: string;
                /** @description Won for one unit of the currency; for several EUR=1500,USD=1380 */
                rate?: string;
                /** @description Put before order and customer numbers, where several shops number alike */
                shop?: string;
                /** @description Into this store's sales instead, such as a till's export */
                sales?: string;
                /** @description The share of lines that must become orders */
                accept?: string;
                /** @description Adds also lines of invoices that are stored with other lines */
                addDiffering?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description What would be imported */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportPreview"];
                };
            };
            /** @description Imported */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Imported"] | components["schemas"]["SalesImported"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            408: components["responses"]["body_too_slow"];
            409: components["responses"]["undo_unfinished.run_replaced"];
            413: components["responses"]["body_too_large"];
            415: components["responses"]["unsupported_media_type"];
            421: components["responses"]["misdirected"];
            422: components["responses"]["data_refused.unusable_file.import_questions.nothing_to_import"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["too_many_imports.unavailable"];
        };
    };
    getImport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The import */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportRun"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            404: components["responses"]["unknown_run"];
            421: components["responses"]["misdirected"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    undoImport: {
        parameters: {
            query?: {
                /** @description Takes back also orders that have been changed since */
                force?: "true" | "false";
            };
            header?: {
                /** @description Of the caller's choice, once for each call: repeated within a day, the call gets its first answer and does nothing */
                "idempotency-key"?: string;
            };
            path: {
                run: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Taken back */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportUndone"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            404: components["responses"]["unknown_run"];
            408: components["responses"]["body_too_slow"];
            409: components["responses"]["idempotency_under_way.orders_changed"];
            413: components["responses"]["body_too_large"];
            421: components["responses"]["misdirected"];
            422: components["responses"]["idempotency_key_reused"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    takeShopifyWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Taken, or there was nothing to take */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        outcome: "taken" | "stale" | "duplicate" | "ignored";
                    };
                };
            };
            400: components["responses"]["invalid_input.key_in_query.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            408: components["responses"]["body_too_slow"];
            413: components["responses"]["body_too_large"];
            415: components["responses"]["unsupported_media_type"];
            421: components["responses"]["misdirected"];
            422: components["responses"]["data_refused.unreadable_line"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    compareSales: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The comparison */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SalesComparison"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            421: components["responses"]["misdirected"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    exportOrders: {
        parameters: {
            query?: {
                /** @description Id of the member */
                user?: string;
                /** @description Id of the product */
                product?: string;
                status?: "PLACED" | "PAID" | "SHIPPED" | "DELIVERED" | "CANCELLED" | "RETURNED";
                /** @description Of the member, as it is now */
                grade?: "BRONZE" | "SILVER" | "GOLD" | "VIP";
                /** @description As it is */
                category?: string;
                /** @description When they were placed, on Seoul's calendar */
                day?: string;
                /** @description Not before */
                from?: string;
                /** @description Before */
                to?: string;
                /** @description An id or invoice, or part of a member's or product's name */
                q?: string;
                /** @description How many at most */
                limit?: number;
                /** @description Of the header */
                language?: "en" | "ko";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            421: components["responses"]["misdirected"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getUserGrade: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the user */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The grade */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberGrade"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            404: components["responses"]["unknown_user"];
            421: components["responses"]["misdirected"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getUserPropensity: {
        parameters: {
            query?: {
                /** @description Supposed age */
                age?: number;
                /** @description Supposed hour in Seoul */
                hour?: number;
                /** @description An event of life that is supposed to be under way, or none of them */
                event?: "none" | "birthday" | "payday" | "wedding" | "new_baby" | "moving" | "new_term" | "family_month" | "need";
            };
            header?: never;
            path: {
                /** @description Id of the user */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The score now, and under the supposition */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SupposedPropensity"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            404: components["responses"]["unknown_user"];
            421: components["responses"]["misdirected"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getSummary: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The summary */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Summary"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            421: components["responses"]["misdirected"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
        };
    };
    listRecentOrders: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The orders */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"][];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            421: components["responses"]["misdirected"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    streamCommerce: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An endless stream */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["StreamEvent"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            421: components["responses"]["misdirected"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["too_many_listeners"];
        };
    };
    getRandomUser: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A customer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            404: components["responses"]["empty_pool"];
            421: components["responses"]["misdirected"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getRandomProduct: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A product */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            404: components["responses"]["empty_pool"];
            421: components["responses"]["misdirected"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getCacheStatus: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The cache */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CacheStatus"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            421: components["responses"]["misdirected"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
        };
    };
    listScenarios: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description nextCursor of the page before, with the same filters and sort */
                cursor?: string;
                sort?: "name";
                /** @description `array` answers with the bare array of one page that this was, until the next version */
                shape?: "page";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the scenarios */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScenarioPage"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            421: components["responses"]["misdirected"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    startScenario: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ScenarioRun"];
            };
        };
        responses: {
            /** @description It runs */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunningScenario"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            404: components["responses"]["unknown_scenario"];
            408: components["responses"]["body_too_slow"];
            413: components["responses"]["body_too_large"];
            415: components["responses"]["unsupported_media_type"];
            421: components["responses"]["misdirected"];
            422: components["responses"]["data_refused"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    stopScenario: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Stopped, or idle before */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoppedScenario"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            404: components["responses"]["unknown_scenario"];
            413: components["responses"]["body_too_large"];
            421: components["responses"]["misdirected"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    listStores: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description nextCursor of the page before, with the same filters and sort */
                cursor?: string;
                sort?: "storeId";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StorePage"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            421: components["responses"]["misdirected"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getStore: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the store */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The store */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Store"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            404: components["responses"]["unknown_store"];
            421: components["responses"]["misdirected"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    putStore: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the store */
                store: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StoreSettings"];
            };
        };
        responses: {
            /** @description The store as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Store"];
                };
            };
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Store"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            408: components["responses"]["body_too_slow"];
            413: components["responses"]["body_too_large"];
            415: components["responses"]["unsupported_media_type"];
            421: components["responses"]["misdirected"];
            422: components["responses"]["data_refused"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    listSales: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description nextCursor of the page before, with the same filters and sort */
                cursor?: string;
                /** @description A minus sign: the largest or newest first */
                sort?: "soldAt" | "-soldAt";
                /** @description As it is */
                menu?: string;
                /** @description Sold not before */
                from?: string;
                /** @description Sold before */
                to?: string;
            };
            header?: never;
            path: {
                /** @description Id of the store */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page; none of a store that is not known */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SalePage"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            421: components["responses"]["misdirected"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    recordSales: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of the caller's choice, once for each call: repeated within a day, the call gets its first answer and does nothing */
                "idempotency-key"?: string;
            };
            path: {
                /** @description Id of the store */
                store: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewSale"] | components["schemas"]["NewSale"][];
            };
        };
        responses: {
            /** @description All of them were there already */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SalesReceipt"];
                };
            };
            /** @description Stored */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SalesReceipt"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            408: components["responses"]["body_too_slow"];
            409: components["responses"]["idempotency_under_way.sale_conflict"];
            413: components["responses"]["body_too_large"];
            415: components["responses"]["unsupported_media_type"];
            421: components["responses"]["misdirected"];
            422: components["responses"]["data_refused.idempotency_key_reused"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    compareMenus: {
        parameters: {
            query?: {
                /** @description A day, or a time with an offset */
                asOf?: string | unknown | unknown;
            };
            header?: never;
            path: {
                /** @description Id of the store */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The comparison */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MenuComparison"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            404: components["responses"]["unknown_store"];
            421: components["responses"]["misdirected"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    countVisits: {
        parameters: {
            query?: {
                /** @description The last of the days; the one under way when left out */
                until?: string;
                /** @description How many days */
                days?: number;
            };
            header?: never;
            path: {
                /** @description Id of the store */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One entry a day, the oldest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisitsByDay"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            421: components["responses"]["misdirected"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    listManuals: {
        parameters: {
            query?: {
                /** @description Only what concerns this store or all stores */
                store?: string;
                kind?: string;
                /** @description What held on this day; today in Seoul when left out */
                on?: string;
                /** @description The last id of the page before; goes with the next version, use cursor */
                after?: string;
                /** @description How many at most */
                limit?: number;
                /** @description nextCursor of the page before, with the same filters and sort */
                cursor?: string;
                sort?: "manualId";
                /** @description `array` answers with the bare array of one page that this was, until the next version */
                shape?: "page";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ManualPage"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            421: components["responses"]["misdirected"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    loadManual: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of the caller's choice, once for each call: repeated within a day, the call gets its first answer and does nothing */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewManual"];
            };
        };
        responses: {
            /** @description That text holds already */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoadedManual"];
                };
            };
            /** @description Stored */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoadedManual"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            408: components["responses"]["body_too_slow"];
            409: components["responses"]["idempotency_under_way"];
            413: components["responses"]["body_too_large"];
            415: components["responses"]["unsupported_media_type"];
            421: components["responses"]["misdirected"];
            422: components["responses"]["data_refused.idempotency_key_reused.text_refused"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    searchManuals: {
        parameters: {
            query: {
                q: string;
                /** @description How many passages at most */
                k?: number;
                /** @description Only what concerns this store or all stores */
                store?: string;
                kind?: string;
                /** @description As the manuals stood on this day; today in Seoul when left out */
                on?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The best passages, best first, each with what it cites */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ManualAnswer"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            421: components["responses"]["misdirected"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getManual: {
        parameters: {
            query?: {
                /** @description The text that held on this day; today in Seoul when left out */
                on?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The text and its version */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ManualText"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            404: components["responses"]["unknown_manual"];
            421: components["responses"]["misdirected"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    removeManual: {
        parameters: {
            query?: {
                /** @description The first day on which it no longer holds; today in Seoul when left out */
                from?: string;
                /** @description true removes the manual with all its versions, as if it had never been */
                erase?: "true" | "false";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RemovedManual"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            404: components["responses"]["unknown_manual"];
            413: components["responses"]["body_too_large"];
            421: components["responses"]["misdirected"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    listManualVersions: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description nextCursor of the page before, with the same filters and sort */
                cursor?: string;
                sort?: "-validFrom";
                /** @description `array` answers with the bare array of one page that this was, until the next version */
                shape?: "page";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of versions, without their texts */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ManualPage"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            404: components["responses"]["unknown_manual"];
            421: components["responses"]["misdirected"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getReport: {
        parameters: {
            query?: {
                /** @description Of the computed text; otherwise by Accept-Language */
                lang?: "en" | "ko";
            };
            header?: never;
            path: {
                /** @description Id of the store */
                store: string;
                /** @description A business day, by the date it began on, or `today`: the one under way */
                date: string | unknown | "today";
                category: "sales" | "menu" | "hours" | "summary";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The report */
            200: {
                headers: {
                    /** @description Changes with the report; for If-None-Match */
                    etag?: string;
                    /** @description Where it came from (RFC 9211): `hit`, or why it was computed; `ttl` in seconds, negative while stale */
                    "cache-status"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoreReport"];
                };
            };
            /** @description The one that If-None-Match names */
            304: {
                headers: {
                    /** @description Changes with the report; for If-None-Match */
                    etag?: string;
                    /** @description Where it came from (RFC 9211): `hit`, or why it was computed; `ttl` in seconds, negative while stale */
                    "cache-status"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            404: components["responses"]["unknown_store.day_not_begun"];
            421: components["responses"]["misdirected"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    writeReport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the store */
                store: string;
                /** @description A business day, by the date it began on, or `today`: the one under way */
                date: string | unknown | "today";
                category: "sales" | "menu" | "hours" | "summary";
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReportWriting"];
            };
        };
        responses: {
            /** @description The report as it is now */
            200: {
                headers: {
                    /** @description Changes with the report; for If-None-Match */
                    etag?: string;
                    /** @description Where it came from (RFC 9211): `hit`, or why it was computed; `ttl` in seconds, negative while stale */
                    "cache-status"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoreReport"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            404: components["responses"]["unknown_store.day_not_begun"];
            408: components["responses"]["body_too_slow"];
            413: components["responses"]["body_too_large"];
            415: components["responses"]["unsupported_media_type"];
            421: components["responses"]["misdirected"];
            422: components["responses"]["data_refused"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    resetReports: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the store */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How many there were */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportsRemoved"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            413: components["responses"]["body_too_large"];
            421: components["responses"]["misdirected"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getBeacon: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The beacon's UUID, or a name where several beacons send the same one */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The beacon */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Beacon"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            404: components["responses"]["beacon_not_registered"];
            421: components["responses"]["misdirected"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    putBeacon: {
        parameters: {
            query?: {
                /** @description Also where a known beacon, this or another one, would lose its uuid, major and minor */
                replace?: true | false;
            };
            header?: never;
            path: {
                /** @description The beacon's UUID, or a name where several beacons send the same one */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewBeacon"];
            };
        };
        responses: {
            /** @description Replaced, or as it was */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Beacon"];
                };
            };
            /** @description Registered */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Beacon"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            408: components["responses"]["body_too_slow"];
            409: components["responses"]["beacon_conflict"];
            413: components["responses"]["body_too_large"];
            415: components["responses"]["unsupported_media_type"];
            421: components["responses"]["misdirected"];
            422: components["responses"]["data_refused.beacon_uuid"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    listBeacons: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description nextCursor of the page before, with the same filters and sort */
                cursor?: string;
                sort?: "major";
                /** @description `array` answers with the bare array of one page that this was, until the next version */
                shape?: "page";
            };
            header?: never;
            path: {
                /** @description Id of the store */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page; none of a store that has none */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BeaconPage"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            421: components["responses"]["misdirected"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getFloorPlan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the store */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The positions by beacon id */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FloorPlan"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            421: components["responses"]["misdirected"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    putBeaconPosition: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The beacon's UUID, or a name where several beacons send the same one */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FloorPosition"];
            };
        };
        responses: {
            /** @description Where it hangs now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PositionedBeacon"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            404: components["responses"]["beacon_not_registered"];
            408: components["responses"]["body_too_slow"];
            413: components["responses"]["body_too_large"];
            415: components["responses"]["unsupported_media_type"];
            421: components["responses"]["misdirected"];
            422: components["responses"]["data_refused"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    removeBeaconPosition: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The beacon's UUID, or a name where several beacons send the same one */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Whether it had a position */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RemovedPosition"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            404: components["responses"]["beacon_not_registered"];
            413: components["responses"]["body_too_large"];
            421: components["responses"]["misdirected"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    detectCustomer: {
        parameters: {
            query?: {
                /** @description Of the readings; this API's own when left out */
                format?: "espresense" | "room-assistant" | "home-assistant";
                /** @description With a format, where the body is the payload itself */
                customerId?: string;
            };
            header?: {
                /** @description Of the caller's choice, once for each call: repeated within a day, the call gets its first answer and does nothing */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Detection"] | components["schemas"]["SentPayloads"];
            };
        };
        responses: {
            /** @description Nothing new: an identification within a minute exists */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StandingIdentity"];
                };
            };
            /** @description Identified */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DetectedIdentity"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            408: components["responses"]["body_too_slow"];
            409: components["responses"]["idempotency_under_way"];
            413: components["responses"]["body_too_large"];
            415: components["responses"]["unsupported_media_type"];
            421: components["responses"]["misdirected"];
            422: components["responses"]["data_refused.idempotency_key_reused.no_usable_reading.unknown_beacon.inactive_beacon.low_confidence.customer_erased.too_many_preferences"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    tryDetection: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of the caller's choice, once for each call: repeated within a day, the call gets its first answer and does nothing */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Detection"];
            };
        };
        responses: {
            /** @description What would be decided */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TriedDetection"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            408: components["responses"]["body_too_slow"];
            409: components["responses"]["idempotency_under_way"];
            413: components["responses"]["body_too_large"];
            415: components["responses"]["unsupported_media_type"];
            421: components["responses"]["misdirected"];
            422: components["responses"]["data_refused.idempotency_key_reused.no_usable_reading.unknown_beacon"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    giveFeedback: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of the caller's choice, once for each call: repeated within a day, the call gets its first answer and does nothing */
                "idempotency-key"?: string;
            };
            path: {
                /** @description `identityId` of the identification */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewFeedback"];
            };
        };
        responses: {
            /** @description There already, or with another place before */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Feedback"];
                };
            };
            /** @description Stored */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Feedback"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            404: components["responses"]["unknown_identity"];
            408: components["responses"]["body_too_slow"];
            409: components["responses"]["idempotency_under_way"];
            413: components["responses"]["body_too_large"];
            415: components["responses"]["unsupported_media_type"];
            421: components["responses"]["misdirected"];
            422: components["responses"]["data_refused.idempotency_key_reused.unknown_place"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getCustomer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the customer */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The customer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Customer"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            404: components["responses"]["unknown_customer"];
            421: components["responses"]["misdirected"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    putCustomer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the customer */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewCustomer"];
            };
        };
        responses: {
            /** @description Replaced */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Customer"];
                };
            };
            /** @description Registered */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Customer"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            404: components["responses"]["unknown_customer"];
            408: components["responses"]["body_too_slow"];
            413: components["responses"]["body_too_large"];
            415: components["responses"]["unsupported_media_type"];
            421: components["responses"]["misdirected"];
            422: components["responses"]["data_refused.unknown_member"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    eraseCustomer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the customer */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The certificate */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErasureCertificate"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            413: components["responses"]["body_too_large"];
            421: components["responses"]["misdirected"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    listCustomers: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description nextCursor of the page before, with the same filters and sort */
                cursor?: string;
                /** @description A minus sign: the largest or newest first */
                sort?: "lastSeen" | "-lastSeen" | "customerId" | "-customerId";
                /** @description Identified in this store at least once */
                store?: string;
                /** @description Last seen not before */
                from?: string;
                /** @description Last seen before */
                to?: string;
                /** @description Id of the member that the customer is */
                user?: string;
                /** @description The beginning of an id */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerPage"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            421: components["responses"]["misdirected"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    listIdentities: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description nextCursor of the page before, with the same filters and sort */
                cursor?: string;
                sort?: "-detectedAt";
                /** @description Not before; the beginning when left out */
                from?: string;
                /** @description Before; open when left out */
                to?: string;
                /** @description `array` answers with the bare array of one page that this was, until the next version */
                shape?: "page";
            };
            header?: never;
            path: {
                /** @description Id of the customer */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdentityPage"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            404: components["responses"]["unknown_customer"];
            421: components["responses"]["misdirected"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    listCustomerEvents: {
        parameters: {
            query?: {
                /** @description Not before; a year ago when left out */
                from?: string;
                /** @description Before; now when left out */
                to?: string;
                /** @description How many at most */
                limit?: number;
                /** @description Of the page before; with the same from and to, or at */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description Id of the customer */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of events */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventPage"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query.wrong_cursor"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            421: components["responses"]["misdirected"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    listEvents: {
        parameters: {
            query?: {
                /** @description Not before */
                from?: string;
                /** @description Before; now when left out */
                to?: string;
                /** @description At this moment alone, to the millisecond; instead of from and to */
                at?: string;
                /** @description How many at most */
                limit?: number;
                /** @description Of the page before; with the same from and to, or at */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of events */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventPage"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query.wrong_cursor"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            421: components["responses"]["misdirected"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    listSupplierAccounts: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description nextCursor of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SupplierAccountPage"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            421: components["responses"]["misdirected"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    addSupplierAccount: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of the caller's choice, once for each call: repeated within a day, the call gets its first answer and does nothing */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewSupplierAccount"];
            };
        };
        responses: {
            /** @description The account */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SupplierAccount"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            408: components["responses"]["body_too_slow"];
            409: components["responses"]["idempotency_under_way.supplier_account_exists"];
            413: components["responses"]["body_too_large"];
            415: components["responses"]["unsupported_media_type"];
            421: components["responses"]["misdirected"];
            422: components["responses"]["data_refused.idempotency_key_reused.unknown_protocol"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getSupplierAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The account */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SupplierAccount"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            404: components["responses"]["unknown_supplier_account"];
            421: components["responses"]["misdirected"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    changeSupplierAccount: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of the caller's choice, once for each call: repeated within a day, the call gets its first answer and does nothing */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SupplierAccountChanges"];
            };
        };
        responses: {
            /** @description The account */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SupplierAccount"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            404: components["responses"]["unknown_supplier_account"];
            408: components["responses"]["body_too_slow"];
            409: components["responses"]["idempotency_under_way.supplier_account_exists"];
            413: components["responses"]["body_too_large"];
            415: components["responses"]["unsupported_media_type"];
            421: components["responses"]["misdirected"];
            422: components["responses"]["data_refused.idempotency_key_reused.unknown_protocol"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    requestSync: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of the caller's choice, once for each call: repeated within a day, the call gets its first answer and does nothing */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["SyncRequest"];
            };
        };
        responses: {
            /** @description A job for each kind */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SyncJob"][];
                };
            };
            400: components["responses"]["invalid_input.key_in_query.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            404: components["responses"]["unknown_supplier_account"];
            408: components["responses"]["body_too_slow"];
            409: components["responses"]["idempotency_under_way.supplier_account_not_active"];
            413: components["responses"]["body_too_large"];
            415: components["responses"]["unsupported_media_type"];
            421: components["responses"]["misdirected"];
            422: components["responses"]["data_refused.idempotency_key_reused"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    listSyncJobs: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description nextCursor of the page before */
                cursor?: string;
                /** @description Only of this supplier account */
                account?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SyncJobPage"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            421: components["responses"]["misdirected"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getSyncJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The reading */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SyncJobWithFetches"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            404: components["responses"]["unknown_sync_job"];
            421: components["responses"]["misdirected"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    listSupplierRecords: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description nextCursor of the page before */
                cursor?: string;
                /** @description Only of this supplier account */
                account?: string;
            };
            header?: never;
            path: {
                kind: "items" | "orders" | "qna" | "categories";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SupplierRecordPage"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            421: components["responses"]["misdirected"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    listRecordVersions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                kind: "items" | "orders" | "qna" | "categories";
                externalId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The versions */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SupplierRecord"][];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            421: components["responses"]["misdirected"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    listSupplierRejects: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description nextCursor of the page before */
                cursor?: string;
                /** @description Only of this supplier account */
                account?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SupplierRejectPage"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            421: components["responses"]["misdirected"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    listSourcedProducts: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description nextCursor of the page before */
                cursor?: string;
                /** @description Adds every question that was put to a database, with rows and time */
                explain?: "true" | "false";
                status?: "ON_SALE" | "SOLD_OUT" | "DISCONTINUED";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SourcedProductPage"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            421: components["responses"]["misdirected"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getSourcedProduct: {
        parameters: {
            query?: {
                /** @description Adds every question that was put to a database, with rows and time */
                explain?: "true" | "false";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The product */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SourcedProduct"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            404: components["responses"]["unknown_product"];
            421: components["responses"]["misdirected"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    listBenchmarks: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description nextCursor of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BenchmarkPage"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            421: components["responses"]["misdirected"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    listCollectJobs: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description nextCursor of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CollectJobPage"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            421: components["responses"]["misdirected"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    requestCollection: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of the caller's choice, once for each call: repeated within a day, the call gets its first answer and does nothing */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CollectRequest"];
            };
        };
        responses: {
            /** @description The job */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CollectJob"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            408: components["responses"]["body_too_slow"];
            409: components["responses"]["idempotency_under_way"];
            413: components["responses"]["body_too_large"];
            415: components["responses"]["unsupported_media_type"];
            421: components["responses"]["misdirected"];
            422: components["responses"]["data_refused.idempotency_key_reused"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    listCandidates: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description nextCursor of the page before */
                cursor?: string;
                /** @description Adds every question that was put to a database, with rows and time */
                explain?: "true" | "false";
                status?: "FOUND" | "ACCEPTED" | "REJECTED";
                /** @description Only of this benchmark product */
                benchmark?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CandidatePage"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            421: components["responses"]["misdirected"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    decideOnCandidate: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of the caller's choice, once for each call: repeated within a day, the call gets its first answer and does nothing */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CandidateDecision"];
            };
        };
        responses: {
            /** @description The candidate */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Candidate"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            404: components["responses"]["unknown_candidate"];
            408: components["responses"]["body_too_slow"];
            409: components["responses"]["idempotency_under_way.candidate_decided"];
            413: components["responses"]["body_too_large"];
            415: components["responses"]["unsupported_media_type"];
            421: components["responses"]["misdirected"];
            422: components["responses"]["data_refused.idempotency_key_reused"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    listMarketAccounts: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description nextCursor of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MarketAccountPage"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            421: components["responses"]["misdirected"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    addMarketAccount: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of the caller's choice, once for each call: repeated within a day, the call gets its first answer and does nothing */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewMarketAccount"];
            };
        };
        responses: {
            /** @description The account */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MarketAccount"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            408: components["responses"]["body_too_slow"];
            409: components["responses"]["idempotency_under_way.market_account_exists"];
            413: components["responses"]["body_too_large"];
            415: components["responses"]["unsupported_media_type"];
            421: components["responses"]["misdirected"];
            422: components["responses"]["data_refused.idempotency_key_reused.unknown_protocol"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getMarketAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The account */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MarketAccount"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            404: components["responses"]["unknown_market_account"];
            421: components["responses"]["misdirected"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    changeMarketAccount: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of the caller's choice, once for each call: repeated within a day, the call gets its first answer and does nothing */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MarketAccountChanges"];
            };
        };
        responses: {
            /** @description The account */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MarketAccount"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            404: components["responses"]["unknown_market_account"];
            408: components["responses"]["body_too_slow"];
            409: components["responses"]["idempotency_under_way.market_account_exists"];
            413: components["responses"]["body_too_large"];
            415: components["responses"]["unsupported_media_type"];
            421: components["responses"]["misdirected"];
            422: components["responses"]["data_refused.idempotency_key_reused.unknown_protocol"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    listListings: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description nextCursor of the page before */
                cursor?: string;
                /** @description Adds every question that was put to a database, with rows and time */
                explain?: "true" | "false";
                /** @description Only of this market account */
                account?: string;
                status?: "DRAFT" | "PUBLISHING" | "PUBLISHED" | "PAUSED" | "REFUSED" | "CLOSING" | "CLOSED";
                /** @description Only of this product */
                product?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListingPage"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            421: components["responses"]["misdirected"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    listProduct: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of the caller's choice, once for each call: repeated within a day, the call gets its first answer and does nothing */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewListing"];
            };
        };
        responses: {
            /** @description The listing, waiting to be published */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            404: components["responses"]["unknown_product.unknown_market_account"];
            408: components["responses"]["body_too_slow"];
            409: components["responses"]["idempotency_under_way.market_account_not_active.product_not_on_sale.listing_exists"];
            413: components["responses"]["body_too_large"];
            415: components["responses"]["unsupported_media_type"];
            421: components["responses"]["misdirected"];
            422: components["responses"]["data_refused.idempotency_key_reused"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    withdrawListing: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The listing, on its way out */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            404: components["responses"]["unknown_listing"];
            413: components["responses"]["body_too_large"];
            421: components["responses"]["misdirected"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    changeListing: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of the caller's choice, once for each call: repeated within a day, the call gets its first answer and does nothing */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ListingChanges"];
            };
        };
        responses: {
            /** @description The listing */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            404: components["responses"]["unknown_listing"];
            408: components["responses"]["body_too_slow"];
            409: components["responses"]["idempotency_under_way.listing_closed"];
            413: components["responses"]["body_too_large"];
            415: components["responses"]["unsupported_media_type"];
            421: components["responses"]["misdirected"];
            422: components["responses"]["data_refused.idempotency_key_reused"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    listMarketOrders: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description nextCursor of the page before */
                cursor?: string;
                /** @description Adds every question that was put to a database, with rows and time */
                explain?: "true" | "false";
                /** @description Only of this market account */
                account?: string;
                status?: "PAID" | "ORDERED" | "SHIPPED" | "DELIVERED" | "CANCELLED" | "RETURNED" | "UNFULFILLABLE" | "TO_RETURN";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MarketOrderPage"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            421: components["responses"]["misdirected"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    cancelMarketOrder: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of the caller's choice, once for each call: repeated within a day, the call gets its first answer and does nothing */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The order line, as it was */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MarketOrder"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            404: components["responses"]["unknown_order"];
            408: components["responses"]["body_too_slow"];
            409: components["responses"]["idempotency_under_way.order_not_cancellable"];
            413: components["responses"]["body_too_large"];
            421: components["responses"]["misdirected"];
            422: components["responses"]["idempotency_key_reused"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    listSupplierOrders: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description nextCursor of the page before */
                cursor?: string;
                /** @description Adds every question that was put to a database, with rows and time */
                explain?: "true" | "false";
                /** @description Only of this supplier account */
                account?: string;
                status?: "WAITING" | "PLACING" | "PLACED" | "CONFIRMED" | "SHIPPED" | "DELIVERED" | "REFUSED" | "CANCELLING" | "CANCELLED" | "TO_RETURN";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SupplierOrderPage"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            421: components["responses"]["misdirected"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    eraseBuyer: {
        parameters: {
            query?: {
                /** @description The marketplace's id of an order */
                order?: string;
                /** @description Only orders of this market account; goes with order */
                account?: string;
                /** @description Of 8 to 15 digits, however it is written */
                phone?: string;
                /** @description An e-mail address */
                email?: string;
                /** @description Of the buyer or receiver */
                name?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The certificate */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BuyerErasureCertificate"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            413: components["responses"]["body_too_large"];
            421: components["responses"]["misdirected"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getOutbox: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How many */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Outbox"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            421: components["responses"]["misdirected"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    retryOutbox: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of the caller's choice, once for each call: repeated within a day, the call gets its first answer and does nothing */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How many are waiting now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Outbox"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            408: components["responses"]["body_too_slow"];
            409: components["responses"]["idempotency_under_way"];
            413: components["responses"]["body_too_large"];
            421: components["responses"]["misdirected"];
            422: components["responses"]["idempotency_key_reused"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getCarrying: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How many */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Outbox"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            421: components["responses"]["misdirected"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    retryCarrying: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of the caller's choice, once for each call: repeated within a day, the call gets its first answer and does nothing */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How many are waiting now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Outbox"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            408: components["responses"]["body_too_slow"];
            409: components["responses"]["idempotency_under_way"];
            413: components["responses"]["body_too_large"];
            421: components["responses"]["misdirected"];
            422: components["responses"]["idempotency_key_reused"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    listWebhookSubscriptions: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description nextCursor of the page before, with the same filters and sort */
                cursor?: string;
                /** @description A minus sign: the largest or newest first */
                sort?: "createdAt" | "-createdAt";
                status?: "ACTIVE" | "DISABLED";
                eventType?: "order.stored" | "order.status_changed" | "customer.identified" | "listing.published" | "dead_letter.added";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookSubscriptionPage"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            421: components["responses"]["misdirected"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    addWebhookSubscription: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewWebhookSubscription"];
            };
        };
        responses: {
            /** @description The subscription, and its secret this once */
            201: {
                headers: {
                    /** @description Of the subscription */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookSubscriptionWithSecret"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            408: components["responses"]["body_too_slow"];
            409: components["responses"]["too_many_webhook_subscriptions"];
            413: components["responses"]["body_too_large"];
            415: components["responses"]["unsupported_media_type"];
            421: components["responses"]["misdirected"];
            422: components["responses"]["data_refused"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["webhook_key_missing.unavailable"];
        };
    };
    getWebhookSubscription: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the subscription */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The subscription */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookSubscription"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            404: components["responses"]["unknown_webhook_subscription"];
            421: components["responses"]["misdirected"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    removeWebhookSubscription: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the subscription */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removed */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Removed"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            404: components["responses"]["unknown_webhook_subscription"];
            413: components["responses"]["body_too_large"];
            421: components["responses"]["misdirected"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    changeWebhookSubscription: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of the caller's choice, once for each call: repeated within a day, the call gets its first answer and does nothing */
                "idempotency-key"?: string;
            };
            path: {
                /** @description Id of the subscription */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookSubscriptionChanges"];
            };
        };
        responses: {
            /** @description The subscription as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookSubscription"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            404: components["responses"]["unknown_webhook_subscription"];
            408: components["responses"]["body_too_slow"];
            409: components["responses"]["idempotency_under_way"];
            413: components["responses"]["body_too_large"];
            415: components["responses"]["unsupported_media_type"];
            421: components["responses"]["misdirected"];
            422: components["responses"]["data_refused.idempotency_key_reused"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    rotateWebhookSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the subscription */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The subscription, and its new secret this once */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookSubscriptionWithSecret"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            404: components["responses"]["unknown_webhook_subscription"];
            413: components["responses"]["body_too_large"];
            421: components["responses"]["misdirected"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["webhook_key_missing.unavailable"];
        };
    };
    listWebhookDeliveries: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description nextCursor of the page before, with the same filters and sort */
                cursor?: string;
                /** @description A minus sign: the largest or newest first */
                sort?: "id" | "-id";
                state?: "PENDING" | "DELIVERED" | "FAILED";
                eventType?: "order.stored" | "order.status_changed" | "customer.identified" | "listing.published" | "dead_letter.added" | "webhook.test";
            };
            header?: never;
            path: {
                /** @description Id of the subscription */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDeliveryPage"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            404: components["responses"]["unknown_webhook_subscription"];
            421: components["responses"]["misdirected"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    getWebhookDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the subscription */
                id: string;
                /** @description Id of the delivery */
                delivery: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The delivery */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDelivery"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            404: components["responses"]["unknown_webhook_delivery"];
            421: components["responses"]["misdirected"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    retryWebhookDelivery: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of the caller's choice, once for each call: repeated within a day, the call gets its first answer and does nothing */
                "idempotency-key"?: string;
            };
            path: {
                /** @description Id of the subscription */
                id: string;
                /** @description Id of the delivery */
                delivery: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is due */
            202: {
                headers: {
                    /** @description Of the delivery */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDelivery"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            404: components["responses"]["unknown_webhook_delivery"];
            408: components["responses"]["body_too_slow"];
            409: components["responses"]["idempotency_under_way"];
            413: components["responses"]["body_too_large"];
            421: components["responses"]["misdirected"];
            422: components["responses"]["idempotency_key_reused"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    testWebhookSubscription: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of the caller's choice, once for each call: repeated within a day, the call gets its first answer and does nothing */
                "idempotency-key"?: string;
            };
            path: {
                /** @description Id of the subscription */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is due */
            202: {
                headers: {
                    /** @description Of the delivery */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDelivery"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            404: components["responses"]["unknown_webhook_subscription"];
            408: components["responses"]["body_too_slow"];
            409: components["responses"]["idempotency_under_way"];
            413: components["responses"]["body_too_large"];
            421: components["responses"]["misdirected"];
            422: components["responses"]["idempotency_key_reused"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    listKeys: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description nextCursor of the page before, with the same filters and sort */
                cursor?: string;
                sort?: "name";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKeyPage"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            421: components["responses"]["misdirected"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    addKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewApiKey"];
            };
        };
        responses: {
            /** @description The key */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AddedApiKey"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            408: components["responses"]["body_too_slow"];
            409: components["responses"]["key_name_taken"];
            413: components["responses"]["body_too_large"];
            415: components["responses"]["unsupported_media_type"];
            421: components["responses"]["misdirected"];
            422: components["responses"]["data_refused"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    revokeKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Since when */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RevokedApiKey"];
                };
            };
            400: components["responses"]["invalid_input.key_in_query"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["cross_origin.forwarded.insufficient_scope"];
            404: components["responses"]["unknown_key"];
            413: components["responses"]["body_too_large"];
            421: components["responses"]["misdirected"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal"];
            503: components["responses"]["unavailable"];
        };
    };
    isAlive: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It does */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        status: "ok";
                    };
                };
            };
        };
    };
    isReady: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them do */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "ok" | "unavailable";
                        /** @description Each engine's state: ok, or why not */
                        checks: Record<string, never>;
                        /** @description Of each that does not answer, why: no_answer, login_refused, … */
                        codes?: Record<string, never>;
                        /** @description What to do about an engine that does not answer */
                        remedies?: Record<string, never>;
                    };
                };
            };
            400: components["responses"]["key_in_query"];
            401: components["responses"]["unauthorized"];
            /** @description One does not */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "ok" | "unavailable";
                        /** @description Each engine's state: ok, or why not */
                        checks: Record<string, never>;
                        /** @description Of each that does not answer, why: no_answer, login_refused, … */
                        codes?: Record<string, never>;
                        /** @description What to do about an engine that does not answer */
                        remedies?: Record<string, never>;
                    };
                };
            };
        };
    };
    getMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description In its text format */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            400: components["responses"]["key_in_query"];
            401: components["responses"]["unauthorized"];
        };
    };
    on_order_stored: {
        parameters: {
            query?: never;
            header: {
                /** @description Of the event, the same at every attempt */
                "webhook-id": string;
                /** @description When this attempt was made, in seconds */
                "webhook-timestamp": string;
                /** @description `v1,` and the HMAC-SHA256 of `id.timestamp.body` in base64; two after a rotation */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    type: "order.stored";
                    /** Format: date-time */
                    timestamp: string;
                    data: {
                        orderId: string;
                        userId: string;
                        productId: string;
                        quantity: number;
                        totalAmount: number;
                        category: string | null;
                        status: string;
                        /** Format: date-time */
                        createdAt: string;
                    };
                };
            };
        };
        responses: {
            /** @description Taken; anything else is sent again */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    on_order_status_changed: {
        parameters: {
            query?: never;
            header: {
                /** @description Of the event, the same at every attempt */
                "webhook-id": string;
                /** @description When this attempt was made, in seconds */
                "webhook-timestamp": string;
                /** @description `v1,` and the HMAC-SHA256 of `id.timestamp.body` in base64; two after a rotation */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    type: "order.status_changed";
                    /** Format: date-time */
                    timestamp: string;
                    data: {
                        orderId: string;
                        userId: string;
                        productId: string;
                        quantity: number;
                        totalAmount: number;
                        category: string | null;
                        status: string;
                        /** Format: date-time */
                        createdAt: string;
                        previousStatus: string;
                    };
                };
            };
        };
        responses: {
            /** @description Taken; anything else is sent again */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    on_customer_identified: {
        parameters: {
            query?: never;
            header: {
                /** @description Of the event, the same at every attempt */
                "webhook-id": string;
                /** @description When this attempt was made, in seconds */
                "webhook-timestamp": string;
                /** @description `v1,` and the HMAC-SHA256 of `id.timestamp.body` in base64; two after a rotation */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    type: "customer.identified";
                    /** Format: date-time */
                    timestamp: string;
                    data: {
                        customerId: string;
                        beaconId: string;
                        storeId: string;
                        location: {
                            name: string;
                            type: string;
                        };
                        confidence: number;
                        /** Format: date-time */
                        detectedAt: string;
                    };
                };
            };
        };
        responses: {
            /** @description Taken; anything else is sent again */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    on_listing_published: {
        parameters: {
            query?: never;
            header: {
                /** @description Of the event, the same at every attempt */
                "webhook-id": string;
                /** @description When this attempt was made, in seconds */
                "webhook-timestamp": string;
                /** @description `v1,` and the HMAC-SHA256 of `id.timestamp.body` in base64; two after a rotation */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    type: "listing.published";
                    /** Format: date-time */
                    timestamp: string;
                    data: {
                        /** Format: uuid */
                        listingId: string;
                        /** Format: uuid */
                        marketAccountId: string;
                        /** Format: uuid */
                        productId: string;
                        externalId: string;
                        price: number;
                        /** Format: date-time */
                        publishedAt: string;
                    };
                };
            };
        };
        responses: {
            /** @description Taken; anything else is sent again */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    on_dead_letter_added: {
        parameters: {
            query?: never;
            header: {
                /** @description Of the event, the same at every attempt */
                "webhook-id": string;
                /** @description When this attempt was made, in seconds */
                "webhook-timestamp": string;
                /** @description `v1,` and the HMAC-SHA256 of `id.timestamp.body` in base64; two after a rotation */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    type: "dead_letter.added";
                    /** Format: date-time */
                    timestamp: string;
                    data: {
                        topic: string;
                        source: {
                            topic: string;
                            partition: number;
                            offset: number;
                        };
                        code: string;
                    };
                };
            };
        };
        responses: {
            /** @description Taken; anything else is sent again */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}
type WithRequired<T, K extends keyof T> = T & {
    [P in K]-?: T[P];
};
