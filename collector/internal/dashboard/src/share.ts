const storageKey = "safar-share";

// keepShare remembers the token of a share link for this tab, so that loading the page again
// shows the same; an empty one forgets it.
export function keepShare(token: string): void {
  try {
    if (token) sessionStorage.setItem(storageKey, token);
    else sessionStorage.removeItem(storageKey);
  } catch {
    // A browser that keeps nothing asks for the link again.
  }
}

// shareToken is the token of the share link that this tab was opened with, empty for none.
export function shareToken(): string {
  try {
    return sessionStorage.getItem(storageKey) ?? "";
  } catch {
    return "";
  }
}
