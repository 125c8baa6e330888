import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useAnswer } from "../answer.ts";
import { get, type Query } from "../client.ts";
import { useWorld } from "../context.ts";
import type { Format } from "../format.ts";
import { rangeQuery } from "../question.ts";
import type { Catalog, Report } from "../shapes.ts";
import { hostShown } from "../shown.ts";
import { Popover } from "./popover.tsx";

// Filters shows what the page is narrowed to and lets it be narrowed further.
export function Filters({ catalog }: { catalog: Catalog | undefined }): JSX.Element {
  const { format, view, go } = useWorld();
  const { t } = format;
  return (
    <>
      {view.filters.length > 0 && (
        <ul class="chips" aria-label={t("filters")}>
          {view.filters.map((filter) => {
            const text = filterText(filter, format);
            return (
              <li key={filter} class="chip">
                <bdi>{text}</bdi>
                <button type="button" aria-label={t("removeFilter", { filter: text })} onClick={() => go({ filters: view.filters.filter((f) => f !== filter) })}>×</button>
              </li>
            );
          })}
        </ul>
      )}
      <Popover title={t("addFilter")} className="control" button={<><FilterIcon />{t("filter")}</>}>
        {(close) => {
          if (!catalog) return <p>{t("loading")}</p>;
          const add = (filter: string): void => {
            close();
            if (!view.filters.includes(filter)) go({ filters: [...view.filters, filter] });
          };
          return <Adder catalog={catalog} add={add} />;
        }}
      </Popover>
    </>
  );
}

// filterText words a filter as the API has it: dimension:a|b, with ! for none of them.
export function filterText(filter: string, format: Format): string {
  const colon = filter.indexOf(":");
  const dimension = filter.slice(0, colon), rest = filter.slice(colon + 1);
  const not = rest.startsWith("!");
  const value = (not ? rest.slice(1) : rest).split("|").map((v) => valueName(dimension, v, format))
    .reduce((one, other) => format.t("or", { one, other }));
  return `${format.word(dimension)}: ${not ? format.t("not", { value }) : value}`;
}

// pastOrders words how many orders there were before, such as 2 or 3+.
function pastOrders(value: string, format: Format): string {
  const [, n, more] = /^(\d+)(\+?)$/.exec(value) ?? [];
  if (n === undefined) return format.word(value);
  return more ? format.t("orMore", { n: Number(n) }) : format.count(Number(n));
}

// named are the dimensions whose values the collector names itself, with what stands before
// the names of their texts; a shop's campaign may be called "direct", too.
const named: Record<string, string> = { channel: "", device: "", surface: "", reason: "", visitor_type: "visitor_", kind: "kind_" };

// valueName names a value of a dimension.
export function valueName(dimension: string, value: string, format: Format): string {
  if (value === "(none)" && dimension === "reason") return format.t("reason_none");
  if (value === "(none)" || value === "(not set)") return format.word(value);
  if (dimension === "past_orders") return pastOrders(value, format);
  if (dimension === "country") return format.country(value);
  const prefix = named[dimension];
  if (dimension === "source") return hostShown(value);
  if (prefix === undefined) return value;
  const name = format.word(value, prefix);
  return name === value && prefix ? format.word(value) : name;
}

// Adder asks for a dimension and then for one of the values that occur. Values with a bar, a
// leading ! or nothing in them can't be written as a filter.
function Adder({ catalog, add }: { catalog: Catalog; add: (filter: string) => void }): JSX.Element {
  const { format, view, site, today } = useWorld();
  const { t } = format;
  const { visits, others } = dimensionsOf(catalog);
  const [by, setBy] = useState(visits[0] ?? "channel");
  const question: Query = [...rangeQuery(view, site, today), ["metrics", counted(catalog, by)], ["compare", "none"], ["group_by", by]];
  const answer = useAnswer(JSON.stringify(question), (signal) => get<Report>("report", question, signal), () => false);
  const told = answer.busy ? [] : answer.value?.groups ?? [];
  const groups = told.slice(0, answer.value?.folded ? -1 : undefined).filter((g) => g.key !== "" && !g.key.startsWith("!") && !g.key.includes("|"));
  return (
    <div class="adder">
      <label>{t("filterBy")}
        <select value={by} onChange={(e) => setBy(e.currentTarget.value)}>
          <optgroup label={t("filterAll")}>{visits.map((d) => <option key={d} value={d}>{format.word(d)}</option>)}</optgroup>
          {view.page === "journey" && others.length > 0 && (
            <optgroup label={t("filterSome")}>{others.map((d) => <option key={d} value={d}>{format.word(d)}</option>)}</optgroup>
          )}
        </select>
      </label>
      <p class="label" id="filter-values">{t("filterValue")}</p>
      <ul class="values" aria-labelledby="filter-values" aria-busy={answer.busy}>
        {groups.map((g) => (
          <li key={g.key}>
            <button type="button" class="pick" onClick={() => add(`${by}:${g.key}`)}>
              <bdi>{valueName(by, g.key, format)}</bdi>
              <span class="muted">{format.count(Number(g.metrics[0]?.denominator ?? g.metrics[0]?.value ?? 0))}</span>
            </button>
          </li>
        ))}
      </ul>
      {groups.length === 0 && <p class="muted">{t(answer.busy ? "loading" : answer.failure ? "failedTitle" : "nothingToChoose")}</p>}
    </div>
  );
}

// dimensionsOf are the dimensions of visits, by which every page can be narrowed, and those
// that only some metrics know, by which the map can be.
function dimensionsOf(catalog: Catalog): { visits: string[]; others: string[] } {
  const visits = catalog.metrics.find((m) => m.id === "sessions")?.dimensions ?? [];
  const all = new Set(catalog.metrics.flatMap((m) => m.dimensions));
  return { visits, others: [...all].filter((d) => !visits.includes(d)) };
}

// counted is the metric by which the values of a dimension are suggested: visits where they
// have it, else orders, else whatever has.
function counted(catalog: Catalog, dimension: string): string {
  const having = catalog.metrics.filter((m) => m.dimensions.includes(dimension)).map((m) => m.id);
  return ["sessions", "orders", "cart_abandonment_rate"].find((id) => having.includes(id)) ?? having[0] ?? "sessions";
}

function FilterIcon(): JSX.Element {
  return <svg class="glyph" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="M4 6h16M7 12h10M10 18h4" /></svg>;
}
