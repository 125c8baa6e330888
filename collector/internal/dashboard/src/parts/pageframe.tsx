import type { ComponentChildren, JSX } from "preact";
import type { Answer } from "../answer.ts";
import { useWorld } from "../context.ts";
import type { Catalog } from "../shapes.ts";
import { Controls } from "./controls.tsx";
import { Failed, Folding } from "./notice.tsx";

interface Props {
  title: string;
  intro: string;
  catalog?: Catalog | undefined;
  rangeOnly?: boolean;
  answer: Answer<unknown>;
  folding?: boolean | undefined;
  skeleton: ComponentChildren; // of the same size as what it stands for
  children: ComponentChildren; // nothing until the answer is there
}

// PageFrame is what all pages share: title, controls, and the states between a question and
// its answer, told aloud as well.
export function PageFrame({ title, intro, catalog, rangeOnly = false, answer, folding, skeleton, children }: Props): JSX.Element {
  const { t } = useWorld().format;
  return (
    <>
      <div class="page-head">
        <div>
          <h1 tabIndex={-1}>{title}</h1>
          <p class="muted">{intro}</p>
        </div>
        <Controls catalog={catalog} rangeOnly={rangeOnly} />
      </div>
      <p class="hidden" role="status">{t(answer.busy ? "loading" : answer.failure ? "failedTitle" : "loaded")}</p>
      {folding && <Folding />}
      <div class={answer.busy && children ? "content waiting" : "content"} aria-busy={answer.busy}>
        {answer.failure && !answer.busy ? <Failed failure={answer.failure} retry={answer.retry} /> : children || skeleton}
      </div>
    </>
  );
}
