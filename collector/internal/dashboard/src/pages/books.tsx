import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Failure, upload, type Query } from "../client.ts";
import { useWorld } from "../context.ts";
import { BooksForm } from "../parts/booksform.tsx";
import { Differences } from "../parts/differences.tsx";
import { Failed } from "../parts/notice.tsx";
import { PageFrame } from "../parts/pageframe.tsx";
import { rangeQuery } from "../question.ts";
import type { Reconciliation } from "../shapes/books.ts";
import { books as words } from "../text/books.ts";

// Asked is a list of orders with what its columns mean.
interface Asked {
  file: File;
  query: Query;
}

// BooksPage holds the shop's own list of orders against Safar's.
export function BooksPage(): JSX.Element {
  const { format, view, site, today } = useWorld();
  const { t } = format;
  const [asked, setAsked] = useState<Asked>();
  const [state, setState] = useState<{ result?: Reconciliation; failure?: Failure; busy: boolean }>({ busy: false });
  const compare = ({ file, query }: Asked): void => {
    setAsked({ file, query });
    setState((old) => ({ ...old, busy: true }));
    upload<Reconciliation>("reconcile", query, file).then((result) => setState({ result, busy: false }),
      (error: unknown) => setState({ busy: false, failure: error instanceof Failure ? error : new Failure(0, "internal", String(error), "", 0) }));
  };
  return (
    <PageFrame title={t("booksPage")} intro={t(words.intro)} heeds="range" skeleton={null}
      answer={{ busy: state.busy, retry: () => undefined }}>
      <div key="books">
        <BooksForm busy={state.busy} compare={(file, map) => compare({ file, query: [...rangeQuery(view, site, today), ...map] })} />
        {asked && state.failure && !state.busy && <Failed failure={state.failure} retry={() => compare(asked)} />}
        {asked && state.result && <Differences result={state.result} file={asked.file} query={asked.query} />}
      </div>
    </PageFrame>
  );
}
