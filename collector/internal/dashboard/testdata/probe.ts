// What tests ask of the pure parts of the pages.
export * from "../src/calendar.ts";
export * from "../src/chapters.ts";
export * from "../src/decimal.ts";
export * from "../src/entered.ts";
export * from "../src/figure.ts";
export * from "../src/marks.ts";
export * from "../src/format.ts";
export { pages } from "../src/pages.ts";
export * from "../src/range.ts";
export * from "../src/reading.ts";
export * from "../src/settings.ts";
export * from "../src/sheet.ts";
export * from "../src/shown.ts";
export { quotaBounds } from "../src/shapes/access.ts";
export { deeds } from "../src/shapes/audit.ts";
import { audit, done, groups } from "../src/text/audit.ts";
import { access } from "../src/text/access.ts";
import { books } from "../src/text/books.ts";
import { channels } from "../src/text/channels.ts";
import { customers } from "../src/text/customers.ts";
import { inventory, parts } from "../src/text/inventory.ts";
import { keyUses } from "../src/text/keyuses.ts";
import { live } from "../src/text/live.ts";
import { notes } from "../src/text/notes.ts";
import { events } from "../src/text/events.ts";
import { own as ownAccount, refused as ownRefused } from "../src/text/own.ts";
import { people } from "../src/text/people.ts";
import { privacy } from "../src/text/privacy.ts";
import { products } from "../src/text/products.ts";
import { steps } from "../src/text/steps.ts";
import { touchpoints } from "../src/text/touchpoints.ts";
export { table } from "../src/text/table.ts";
export { account } from "../src/text/account.ts";
export { common } from "../src/text/common.ts";
export { funnel } from "../src/text/funnel.ts";
export { journey } from "../src/text/journey.ts";
export { names } from "../src/text/names.ts";
export { quality } from "../src/text/quality.ts";

export { done, parts };

// own are the texts that belong to one page alone.
export const own = { access, audit, deedsDone: done, deedGroups: groups, books, channels, customers, events, inventory, keyUses, live, notes, ownAccount, ownRefused, people, privacy, products, steps, touchpoints, ...Object.fromEntries(Object.entries(parts).map(([name, texts]) => ["held " + name, texts])) };
