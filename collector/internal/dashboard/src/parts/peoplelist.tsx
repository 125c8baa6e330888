import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useAnswer } from "../answer.ts";
import { get, type Query } from "../client.ts";
import { useWorld } from "../context.ts";
import type { People } from "../shapes/people.ts";
import { people as words } from "../text/people.ts";
import { Link } from "./link.tsx";
import { Nothing } from "./notice.tsx";
import { PageFrame, Skeleton } from "./pageframe.tsx";
import { Table } from "./table.tsx";

// PeopleList finds somebody by a number, or shows who was seen last.
export function PeopleList(): JSX.Element {
  const { format, view, site } = useWorld();
  const { t } = format;
  const question: Query = [["site", site.name], ...(view.q ? [["q", view.q] as [string, string]] : [])];
  const answer = useAnswer(JSON.stringify(question), (signal) => get<People>("journeys", question, signal), () => false);
  const value = answer.value;
  return (
    <PageFrame title={t("peoplePage")} intro={t(words.intro)} heeds="nothing" answer={answer} skeleton={<Skeleton />}>
      {value && (value.people.length === 0 && !view.q ? <Nothing say={t(words.empty)} next={t(words.emptyNext)} /> : (
        <section key="people" class="card" aria-labelledby="people">
          <Search key={view.q} />
          <h2 id="people">{view.q ? t(words.found, { q: view.q }) : t(words.latest)}</h2>
          {view.q && <p><Link to={{ q: "" }}>{t(words.showLatest)}</Link></p>}
          {value.people.length === 0 ? <p role="status">{t(words.notFound)}</p> : (
            <Table stacked hideCaption caption={t("peoplePage")} rows={value.people} id={(p) => p.kind + p.person} columns={[
              { name: t(words.person), cell: (p) => <><Link to={{ person: p.person, kind: p.kind }}><bdi>{p.person}</bdi></Link> <small>{t(words[p.kind])}</small></> },
              { name: t(words.last), cell: (p) => format.time(p.last, site.timezone) },
              { name: t(words.visits), numeric: true, cell: (p) => format.count(p.sessions) },
              { name: t(words.orders), numeric: true, cell: (p) => format.count(p.orders) },
              { name: t(words.surfaces), cell: (p) => p.surfaces.map((s) => format.word(s)).join(" · ") },
            ]} />
          )}
          {value.truncated && <p class="small muted">{t(words.someMissing)}</p>}
        </section>
      ))}
    </PageFrame>
  );
}

function Search(): JSX.Element {
  const { format, view, go } = useWorld();
  const { t } = format;
  const [text, setText] = useState(view.q);
  return (
    <form role="search" class="search" onSubmit={(e) => { e.preventDefault(); go({ q: text.trim() }); }}>
      <label class="field">{t(words.search)}<input type="search" value={text} dir="auto" autocomplete="off" aria-describedby="search-note" onInput={(e) => setText(e.currentTarget.value)} /></label>
      <button class="button">{t(words.find)}</button>
      <p id="search-note" class="small muted">{t(words.exact)}</p>
    </form>
  );
}
