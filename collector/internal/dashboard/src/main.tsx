import { render } from "preact";
import { App } from "./app.tsx";
import { takeEntry } from "./entry.ts";
import { guardTexts } from "./guard.ts";

guardTexts();

const root = document.getElementById("app");
if (root) render(<App entry={takeEntry()} />, root);
