import { type Ask, ask } from "./survey";

// The tag made this element and waits for what it finds on it: no name in the page is taken.
(document.currentScript as HTMLScriptElement & { safar?: Ask }).safar = ask;
