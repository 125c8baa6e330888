import { render } from "preact";
import { App } from "./app.tsx";
import { takeEntry } from "./entry.ts";

const root = document.getElementById("app");
if (root) render(<App entry={takeEntry()} />, root);
