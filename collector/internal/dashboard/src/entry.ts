// Entry is how somebody comes in. Links carry their secret in the fragment, which browsers
// send nowhere, so that it reaches no log.
export interface Entry {
  kind: "setup" | "signin" | "form";
  token: string;
}

// takeEntry reads the fragment and removes it from the address and from the history.
export function takeEntry(): Entry {
  const [word, token] = location.hash.slice(1).split("=");
  if ((word !== "setup" && word !== "signin") || !token) return { kind: "form", token: "" };
  history.replaceState(null, "", location.pathname + location.search);
  return { kind: word, token };
}
