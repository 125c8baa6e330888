import { keepShare } from "./share.ts";

// Entry is how somebody comes in. Links carry their secret in the fragment, which browsers
// send nowhere, so that it reaches no log.
export interface Entry {
  kind: "setup" | "signin" | "invite" | "reset" | "form";
  token: string;
}

// takeEntry reads the fragment and removes it from the address and from the history. A share
// link opens no account: what it shows is asked for with its token as long as the tab is open.
export function takeEntry(): Entry {
  const [word, token] = location.hash.slice(1).split("=");
  const form: Entry = { kind: "form", token: "" };
  if (!token || (word !== "setup" && word !== "signin" && word !== "invite" && word !== "reset" && word !== "share")) return form;
  history.replaceState(null, "", location.pathname + location.search);
  keepShare(word === "share" ? token : "");
  return word === "share" ? form : { kind: word, token };
}
