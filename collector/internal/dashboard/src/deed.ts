import type { Format } from "./format.ts";
import type { AuditEntry } from "./shapes/audit.ts";
import { audit as words, done } from "./text/audit.ts";
import type { Texts } from "./text/text.ts";

// details are the words of an entry's detail, by the action.
const prefixes: Record<string, string> = {
  signed_in: "by_", sessions_ended: "ended_", user_added: "role_", user_invited: "role_", role_changed: "role_",
  link_made: "link_", key_added: "key_", policy_changed: "policy_", persons_exported: "file_",
};

// wholePerson is the detail of the file that everything of one customer was written into.
const wholePerson = "everything of one person";

// deedDone says what an entry is about.
export function deedDone(entry: AuditEntry, format: Format): string {
  return format.word(entry.action, "", done as Texts);
}

// deedDetail says what became of it; a detail without words stands as it is.
export function deedDetail({ action, detail }: AuditEntry, format: Format): string {
  const erased = action === "person_erased" && /^(\d+) events, (\d+) orders$/.exec(detail);
  if (erased) {
    const [, events, orders] = erased;
    return format.t(words.gone, { events: format.t(words.goneEvents, { n: Number(events) }), orders: format.t(words.goneOrders, { n: Number(orders) }) });
  }
  const quota = action === "key_changed" && /^(\d+) events a day$/.exec(detail);
  if (quota) return quota[1] === "0" ? format.t(words.noQuota) : format.t(words.quota, { n: Number(quota[1]) });
  const kept = action === "site_changed" && /^events (\d+) days, all (\d+) days$/.exec(detail);
  if (kept) {
    const [events, all] = [Number(kept[1]), Number(kept[2])];
    return `${events > 0 ? format.t(words.keepsEvents, { n: events }) : format.t(words.keepsEventsEver)} · ${all > 0 ? format.t(words.keepsAll, { n: all }) : format.t(words.keepsAllEver)}`;
  }
  const name = (prefixes[action] ?? "") + (detail === wholePerson ? "one" : detail);
  return Object.hasOwn(words, name) ? format.word(name, "", words) : detail;
}
