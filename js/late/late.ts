import { guard } from "../src/guard";
import type { Heard, Host, Sink } from "../src/host";
import { PAGE_VIEW } from "../src/wire";
import { type Step, stepOf } from "./step";

/** What the files that js/late loads find in their host: the tag's, with more. */
export interface Late extends Host {
  /** Calls a listener with every event, those of the page as it is now first. */
  hear(listener: (event: Heard) => void): void;
  /** Which step of buying the page is. */
  step(): Step;
  /** What safar(...) can be called with beside the tag's own commands; a file adds its own. */
  commands: Record<string, (...args: any[]) => void>;
  /** The questions that wait for the survey's file. */
  asked: SafarSurvey[];
  /** What the merchant has set up to be asked; js/asking finds out when. */
  surveys?: unknown;
  /** What the shop pushes in other shapes than GA4's, until js/bridge translates it. */
  shapes: Sink<unknown>;
  /** Takes over what the tag has kept so far; once. */
  listen(): void;
}

/** Events that a listener who comes later is told of. */
const MOST_PAST = 100;

/** Takes over from the tag who is told of events and calls. */
export function newLate(host: Host): Late {
  const past: Heard[] = [];
  const listeners: ((event: Heard) => void)[] = [];
  const commands: Late["commands"] = {};

  const tell = (event: Heard) => {
    if (event.name === PAGE_VIEW) {
      past.length = 0; // what came before happened on another page
    }
    if (past.length < MOST_PAST) {
      past.push(event);
    }
    listeners.forEach((listener) => listener(event));
  };
  const call = guard(([command, ...args]: any[]) => commands[command]?.(...args));

  return Object.assign(host, {
    commands,
    asked: [],
    shapes: [],
    hear(listener: (event: Heard) => void) {
      const safely = guard(listener);
      past.forEach(safely);
      listeners.push(safely);
    },
    step: () => stepOf(past, host.url()),
    listen() {
      const heard = host.heard as Heard[];
      const calls = host.calls as any[][];
      host.heard = { push: tell };
      host.calls = { push: call };
      heard.forEach(tell);
      calls.forEach(call);
    },
  });
}
