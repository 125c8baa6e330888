import { guard } from "./guard";
import { tidy } from "./tidy";

type Entry = Record<string, unknown>;
type Layer = unknown[];

export interface DataLayer {
  /** Takes what gtag says about consent and leaves the rest. */
  _consent(): void;
  /** Takes what was not taken yet, from whatever array now is the dataLayer. */
  _scan(): void;
}

/**
 * Takes the events that a shop pushes to GA4's dataLayer, as far as they have one of some
 * names, and the consent that it tells gtag. track and consent are called with what was pushed.
 * Names may be added; what was pushed under them before is found by the next scan.
 */
export function newDataLayer(
  names: string[],
  track: (name: string, params: unknown) => void,
  consent: (said: string) => void,
): DataLayer {
  const taken = new WeakSet<object>();
  let denied = false;
  /** What was pushed about an event that is still to come. */
  let loose: unknown;

  const layer = () => {
    const found = (window as { dataLayer?: unknown }).dataLayer;
    return Array.isArray(found) ? (found as Layer) : [];
  };

  // gtag pushes its arguments; a tag manager's own format is an object with an event, or with
  // what the next event is about. What no name is known for may have one later.
  function take(pushed: unknown): void {
    const entry = Object(pushed) as Entry;
    const { event, ecommerce = loose } = entry;
    const [command, name, params] =
      "0" in entry ? Array.from(entry as unknown as Layer) : ["event", event, { ...entry, ...Object(ecommerce) }];
    if (command === "consent") {
      follow(name, Object(params) as Entry);
    } else if (name) {
      if (command !== "event" || !names.includes(name as string) || (Object(ecommerce) as Entry)[name as string]) {
        return;
      }
      loose = undefined;
      track(name as string, tidy(Object(params), true));
    } else {
      loose = (Object(ecommerce) as Entry).items && ecommerce;
    }
    taken.add(entry);
  }

  // A default is what holds until the visitor has answered, so a no takes nothing away from an
  // earlier yes; but where one default says no, none says yes: that one may be for other regions.
  function follow(when: unknown, { analytics_storage: storage, region }: Entry): void {
    denied = denied || storage === "denied";
    if (storage === "granted" && (when === "update" || !(denied || region))) {
      consent("full");
    } else if (storage === "denied" && when === "update") {
      consent("anonymous");
    }
  }

  const safely = guard(take);

  function listen(entries: Layer): void {
    if (taken.has(entries)) {
      return;
    }
    taken.add(entries);
    const push = entries.push;
    entries.push = function (this: Layer, ...pushed) {
      const length = push.apply(this, pushed);
      pushed.forEach(safely);
      return length;
    };
  }

  return {
    _consent: guard(() =>
      layer()
        .filter((entry) => (entry as Layer | null)?.[0] === "consent")
        .forEach(safely),
    ),
    _scan: guard(() => {
      const entries = layer();
      entries.filter((entry) => !taken.has(Object(entry))).forEach(safely);
      listen(entries);
    }),
  };
}
