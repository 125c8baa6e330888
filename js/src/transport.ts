import { guard, later, on } from "./guard";
import type { Host } from "./host";
import { BACK_OFF, BACK_OFF_MOST, BATCH, BODY, KEPT, PATIENCE, QUEUE } from "./limits";
import { SENDER } from "./wire";

/** Where events wait that had no answer when their page ended. */
export const UNSENT = "safar_unsent";

/** An event as it travels: written once, so that every repeat is the same. */
interface Entry {
  _text: string;
  _bytes: number;
  _urgent: boolean;
  /** The request that it is part of: 0 for none, below 0 for one that ends with the page. */
  _request: number;
}

export interface Transport {
  /** Sends an event soon; an urgent one at once, in a request that outlives the page. */
  _add(text: string, urgent: boolean): void;
  /** Sends everything that has not arrived, since the page may end any moment. */
  _end(): void;
  /** Forgets what was not sent. */
  _clear(): void;
  /** Lets the device hold what is not sent yet for a visitor's next page, and sends what it holds; forgets it for nobody. */
  _store(visitor: string): void;
}

/**
 * Sends events to an address, at least once: those that the collector already has it recognises
 * by id and time. A string body without headers makes the browser ask nobody beforehand.
 */
export function newTransport(url: URL, host: Pick<Host, "log">): Transport {
  let queue: Entry[] = [];
  let dropped: Record<string, number> = {};
  let requests = 0;
  let open = 0;
  let failures = 0;
  let notBefore = 0;
  let timer = 0;
  let due = Infinity;
  /** Bytes that are under way in requests that outlive the page. */
  let kept = 0;
  /** The visitor on whose behalf unsent events are stored; empty for nobody. */
  let storing = "";

  // Unlike the date, this clock never jumps.
  const now = () => performance.now();
  const size = (entries: Entry[]) => entries.reduce((sum, entry) => sum + entry._bytes, 0);

  function drop(reason: string, count = 1): void {
    dropped[reason] = (dropped[reason] || 0) + count;
  }

  function schedule(wait: number): void {
    const at = Math.max(now() + wait, notBefore);
    if (at < due) {
      clearTimeout(timer);
      due = at;
      timer = later(() => {
        due = Infinity;
        flush();
      }, at - now());
    }
  }

  // At most two requests are open: a shop may have its collector on its own host, where a
  // browser opens six, and one that hangs must not keep the shop's pages waiting.
  function flush(): void {
    if (now() < notBefore) {
      schedule(0);
      return;
    }
    const waiting = queue.filter((entry) => !entry._request);
    const urgent = waiting.some((entry) => entry._urgent);
    if (waiting.length && open < (urgent ? 2 : 1)) {
      send(fill(waiting), urgent);
    }
  }

  function fill(entries: Entry[]): Entry[] {
    let bytes = 0;
    const end = entries.findIndex((entry) => (bytes += entry._bytes + 1) > BODY);
    return end < 0 ? entries : entries.slice(0, end);
  }

  function read(): string[] {
    return JSON.parse(localStorage[UNSENT] || "[]");
  }

  // What other tabs have there stays.
  const save = guard((gone: Entry[]) => {
    const all = new Set(storing ? [...read(), ...queue.map((entry) => entry._text)] : []);
    gone.forEach((entry) => all.delete(entry._text));
    if (all.size) {
      localStorage[UNSENT] = JSON.stringify([...all]);
    } else {
      delete localStorage[UNSENT];
    }
  });

  function add(text: string, urgent: boolean): void {
    const bytes = new TextEncoder().encode(text).length; // a Blob would ask the browser's own process
    if (bytes >= BODY) {
      drop("too_large");
    } else if (size(queue) + bytes > QUEUE * (urgent ? 1.25 : 1)) {
      drop("queue_full");
    } else {
      queue.push({ _text: text, _bytes: bytes, _urgent: urgent, _request: 0 });
      schedule(urgent ? 0 : BATCH);
    }
  }

  function send(batch: Entry[], last: boolean): void {
    const bytes = size(batch);
    const keep = last && kept + bytes < KEPT;
    const request = keep ? ++requests : -++requests;
    const lost = dropped;
    dropped = {};
    for (const entry of batch) {
      entry._request = request;
    }
    const body =
      `{"sent_at":${Date.now()},"sender":${SENDER},"dropped":${JSON.stringify(lost)},` +
      `"events":[${batch.map((entry) => entry._text).join()}]}`;

    const settle = guard((status: number, retryAfter: number = 0) => {
      open--;
      kept -= keep ? bytes : 0;
      clearTimeout(patience);
      if (status && status !== 429 && status < 500) {
        failures = 0;
        if (status >= 400) {
          drop("refused", batch.length); // once more would be refused once more
        }
        queue = queue.filter((entry) => !batch.includes(entry));
        if (storing) {
          save(batch);
        }
      } else {
        failures++;
        const wait = retryAfter * 1000 || Math.min(BACK_OFF * 2 ** failures, BACK_OFF_MOST);
        notBefore = now() + wait * (1 + Math.random());
        for (const reason in lost) {
          drop(reason, lost[reason]);
        }
        for (const entry of batch) {
          if (entry._request === request) {
            entry._request = 0;
          }
        }
      }
      if (queue.length) {
        schedule(0);
      }
    });

    open++;
    kept += keep ? bytes : 0;
    const abort = new AbortController();
    const patience = later(() => abort.abort(), PATIENCE);
    if (keep && !("keepalive" in Request.prototype)) {
      settle(navigator.sendBeacon(url, body) ? 200 : 0);
      return;
    }
    const options: RequestInit = { method: "POST", body, keepalive: keep, credentials: "omit", signal: abort.signal };
    (async () => fetch(url, options))().then(
      (answer) => {
        settle(answer.status, Number(answer.headers.get("Retry-After")));
        host.log?.push([body, answer]);
      },
      () => settle(0),
    );
  }

  on(window, "online", () => {
    notBefore = 0;
    schedule(0);
  });

  return {
    _add: add,
    _end() {
      let waiting = queue.filter((entry) => entry._request <= 0).sort((a, b) => +b._urgent - +a._urgent);
      while (waiting.length) {
        const batch = fill(waiting);
        send(batch, true);
        waiting = waiting.slice(batch.length);
      }
      if (storing) {
        save([]);
      }
    },
    _clear() {
      queue = [];
    },
    _store: guard((visitor: string) => {
      if (visitor !== storing) {
        storing = visitor;
        if (visitor) {
          read().forEach((text) => add(text, false));
        } else {
          save([]);
        }
      }
    }),
  };
}
