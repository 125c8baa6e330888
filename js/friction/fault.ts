import { on } from "../src/guard";
import { plain } from "./element";
import { observe } from "./observe";
import type { Report } from "./report";

/** Characters of an address that are sent. */
const LONGEST = 200;
/** What scripts ask servers with. */
const REQUESTS = ["fetch", "xmlhttprequest"];

type Resource = PerformanceResourceTiming & { responseStatus?: number };

/**
 * Tells of faults of a page on which somebody is about to buy: what its scripts throw, and
 * what they ask of servers in vain. No message is sent, since it may quote what somebody
 * typed: what was thrown is told by its kind and place. Requests are seen in the browser's
 * own records; nothing of the page is wrapped. Those to the collector, at own, are our concern.
 */
export function watchFaults(report: Report, step: () => string, own: string): void {
  function thrown(error: unknown, place: string): void {
    // Without a place it is another origin's, an extension's or the browser's.
    const at = /(https?:[^\s()?#]+)\S*?:(\d+):(\d+)/.exec(place);
    if (at && error instanceof Error && error.name !== "AbortError" && step()) {
      const kind = /^\w+/.exec(error.name);
      report("exception", { description: `${plain(String(kind))} at ${route(at[1]!)}:${at[2]}:${at[3]}` });
    }
  }
  on(window, "error", (event) => {
    const { error, filename, lineno, colno } = event as ErrorEvent;
    thrown(error, `${filename}:${lineno}:${colno}`);
  });
  on(window, "unhandledrejection", (event) => {
    const { reason } = event as PromiseRejectionEvent;
    thrown(reason, String(Object(reason).stack));
  });

  observe<Resource>("resource", ({ name, initiatorType, responseStatus: status }) => {
    if (status! >= 500 && REQUESTS.includes(initiatorType) && !name.startsWith(own) && step()) {
      report("server_error", { status, route: route(name) });
    }
  });
}

/** An address without its query, and without what in its path may be somebody's. */
function route(address: string): string {
  const { origin, pathname } = new URL(address);
  return ((origin === location.origin ? "" : origin) + pathname.split("/").map(plain).join("/")).slice(0, LONGEST);
}
