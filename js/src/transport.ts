import { guard, later, on } from "./guard";
import type { Host } from "./host";
import { MAX_EVENTS, SENDER } from "./wire";

/** Milliseconds that events wait for company. */
const BATCH = 1000;
/** Milliseconds after which an unanswered request counts as lost. */
const PATIENCE = 15_000;
/** Milliseconds of the first and of the longest wait after a failure. */
const BACK_OFF = 1000;
const BACK_OFF_MOST = 300_000;
/**
 * Bytes of a body. Browsers share 64 KiB among all requests that may outlive their page, those
 * of other scripts included.
 */
const BODY = 40_000;
/** Bytes that may wait; urgent events may use a quarter more. */
const QUEUE = 200_000;

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
}

/**
 * Sends events to an address, at least once: those that the collector already has it recognises
 * by id and time. A string body without headers makes the browser ask nobody beforehand.
 */
export function newTransport(url: string, host: Pick<Host, "log">): Transport {
  let queue: Entry[] = [];
  let dropped: Record<string, number> = {};
  let requests = 0;
  let open = 0;
  let failures = 0;
  let notBefore = 0;
  let timer = 0;
  let due = Infinity;

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
    const end = entries.findIndex((entry, i) => i >= MAX_EVENTS || (bytes += entry._bytes + 1) > BODY);
    return end < 0 ? entries : entries.slice(0, end);
  }

  function send(batch: Entry[], kept: boolean): void {
    const request = kept ? ++requests : -++requests;
    const lost = dropped;
    dropped = {};
    for (const entry of batch) {
      entry._request = request;
    }
    const body =
      `{"sent_at":${Date.now()},"sender":${SENDER},"dropped":${JSON.stringify(lost)},` +
      `"events":[${batch.map((entry) => entry._text).join()}]}`;

    const settle = guard((status: number, retryAfter: number) => {
      open--;
      clearTimeout(patience);
      if (status && status !== 429 && status < 500) {
        failures = 0;
        if (status >= 400) {
          drop("refused", batch.length); // once more would be refused once more
        }
        queue = queue.filter((entry) => !batch.includes(entry));
      } else {
        failures++;
        const wait = retryAfter * 1000 || Math.min(BACK_OFF * 2 ** failures, BACK_OFF_MOST) * Math.random();
        notBefore = now() + wait + BACK_OFF * Math.random();
        for (const reason of Object.keys(lost)) {
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
    const abort = new AbortController();
    const patience = later(() => abort.abort(), PATIENCE);
    if (kept && !("keepalive" in Request.prototype)) {
      settle(navigator.sendBeacon(url, body) ? 200 : 0, 0);
      return;
    }
    const options: RequestInit = { method: "POST", body, keepalive: kept, credentials: "omit", signal: abort.signal };
    new Promise<Response>((resolve) => resolve(fetch(url, options))).then(
      (answer) => {
        settle(answer.status, Number(answer.headers.get("Retry-After")));
        host.log?.push([body, answer]);
      },
      () => settle(0, 0),
    );
  }

  on(window, "online", () => {
    notBefore = 0;
    schedule(0);
  });

  return {
    _add(text, urgent) {
      const bytes = new Blob([text]).size;
      if (bytes >= BODY) {
        drop("too_large");
      } else if (size(queue) + bytes > QUEUE * (urgent ? 1.25 : 1)) {
        drop("queue_full");
      } else {
        queue.push({ _text: text, _bytes: bytes, _urgent: urgent, _request: 0 });
        schedule(urgent ? 0 : BATCH);
      }
    },
    _end() {
      let waiting = queue.filter((entry) => entry._request <= 0);
      while (waiting.length) {
        const batch = fill(waiting);
        send(batch, true);
        waiting = waiting.slice(batch.length);
      }
    },
    _clear() {
      queue = [];
    },
  };
}
