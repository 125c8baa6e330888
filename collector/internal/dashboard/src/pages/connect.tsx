import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useAnswer } from "../answer.ts";
import { get } from "../client.ts";
import { useWorld } from "../context.ts";
import { Code } from "../parts/code.tsx";
import { Link } from "../parts/link.tsx";
import { PageFrame, Skeleton } from "../parts/pageframe.tsx";
import { may } from "../shapes.ts";
import type { Tag } from "../shapes/surveys.ts";
import { htmlSnippet, managerSnippet, pinnedSnippet, policyLines, reactSnippet, wooSnippet } from "../snippets.ts";
import { connect as words } from "../text/connect.ts";
import { base } from "../view.ts";

// ConnectPage holds what is put into the shop's pages, ready to be copied.
export function ConnectPage(): JSX.Element {
  const { format, site } = useWorld();
  const { t } = format;
  const answer = useAnswer("tag " + site.name, (signal) => get<Tag>("tag", [["site", site.name]], signal), () => false);
  return (
    <PageFrame title={t("connectPage")} intro={t(words.intro)} heeds="nothing" answer={answer} skeleton={<Skeleton />}>
      {answer.value && <Ways key="ways" tag={answer.value} />}
    </PageFrame>
  );
}

function Ways({ tag }: { tag: Tag }): JSX.Element {
  const { format, site } = useWorld();
  const { t } = format;
  const [chosen, setChosen] = useState(0);
  const key = tag.keys[chosen];
  if (!key) return <NoKey />;
  const hosts = key.origins.length > 0 ? key.origins : tag.domains;
  const code = key.key;
  return (
    <div>
      <section class="card">
        <label class="field key-choice">{t(words.key)}
          <select dir="ltr" value={String(chosen)} onChange={(e) => setChosen(Number(e.currentTarget.value))}>
            {tag.keys.map((k, i) => <option key={k.key} value={String(i)}>{k.key}</option>)}
          </select>
        </label>
        <p class="muted">{hosts.length > 0 ? t(words.usableBy, { origins: hosts.join(", ") }) : t(words.usableByAll, { site: site.name })}</p>
      </section>
      <Code name={t(words.html)} note={t(words.htmlNote)} text={htmlSnippet(base.href, code)} />
      <Code name={t(words.woo)} note={t(words.wooNote)} text={wooSnippet(base.href, code)} />
      <Code name={t(words.manager)} note={t(words.managerNote)} text={managerSnippet(base.href, code)} />
      <Code name={t(words.react)} note={t(words.reactNote)} text={reactSnippet(base.href, code)} />
      <Code name={t(words.pinned)} note={t(words.pinnedNote)} text={pinnedSnippet(base.href, code, tag.tag)} />
      <Code name={t(words.policy)} note={t(words.policyNote)} text={policyLines(base.href)} />
      <Code name={t(words.check)} note={t(words.checkNote, { quality: t("dataQuality") })} text={`safar doctor https://${hosts[0]?.replace(/^https?:\/\//, "") ?? "shop.example"}/`} />
      <p class="actions"><Link to={{ page: "quality" }}>{t("dataQuality")}</Link></p>
    </div>
  );
}

function NoKey(): JSX.Element {
  const { format: { t }, site } = useWorld();
  return (
    <div class="notice">
      <p>{t(words.noKey, { access: t("accessPage") })}</p>
      {may(site, "own") && <p class="actions"><Link to={{ page: "access" }} className="button">{t("accessPage")}</Link></p>}
      <p class="small muted">{t(words.orCommand)}</p>
      <pre dir="ltr" tabIndex={0}><code>safar key add --site {site.name} --kind browser</code></pre>
    </div>
  );
}
