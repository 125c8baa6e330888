import { MARK } from "../src/touchpoint";
import { CLICK, FILE_DOWNLOAD } from "../src/wire";
import type { Late } from "./late";

/** What a link to it means a download of: the list of GA4's enhanced measurement. */
const FILES = /\.(pdf|xlsx?|docx?|txt|rtf|csv|exe|key|pp(?:s|t|tx)|7z|pkg|rar|gz|zip|avi|mov|mp4|mpe?g|wmv|midi?|mp3|wav|wma)$/i;

/** Of an address, what tells nothing of who follows it. */
export const bare = (url: URL) => url.origin + url.pathname;

/** Whether two hosts are of one house: the same, or one below the other. */
function related(a: string, b: string): boolean {
  const [x, y] = [a, b].map((host) => "." + host.replace(/^www\./, ""));
  return x!.endsWith(y!) || y!.endsWith(x!);
}

/**
 * Reports links that were followed out of the shop, and to files, also those that were clicked
 * on before this file was there. A link in a touchpoint is that touchpoint's click already,
 * wherever it leads.
 */
export function watchLinks({ commands, track }: Pick<Late, "commands" | "track">): void {
  commands.follow = (event: Event) => {
    if (!/click$/.test(event.type)) {
      return; // the tag tells of whatever the visitor does
    }
    const link = (event.target as Element).closest?.("a[href],area[href]") as HTMLAnchorElement | null | undefined;
    if (!link || !event.isTrusted || (event as MouseEvent).button > 1 || !/^https?:/.test(link.href)) {
      return;
    }
    const url = new URL(link.href);
    const [, extension] = FILES.exec(url.pathname) || [];
    if (extension || link.hasAttribute("download")) {
      const name = url.pathname.split("/").pop();
      track(FILE_DOWNLOAD, { link_url: bare(url), file_name: name, file_extension: extension?.toLowerCase() });
    } else if (!related(url.hostname, location.hostname) && !link.closest(`[${MARK}]`)) {
      track(CLICK, { link_url: bare(url), link_domain: url.hostname, outbound: true });
    }
  };
}
