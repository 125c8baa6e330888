import type { JSX } from "preact";
import { addressIn, type Query } from "../client.ts";
import { useWorld } from "../context.ts";
import { may } from "../shapes.ts";

interface Props {
  report: string; // as the export is called
  name: string; // of what is downloaded, for who hears links out of their place
  query: Query;
}

// Download leads to a report as a file for spreadsheets, with the same range and filters. It
// begins with a mark without which some of them take Persian and Arabic for noise.
export function Download({ report, name, query }: Props): JSX.Element | null {
  const { format: { t }, site } = useWorld();
  if (!may(site, "details")) return null; // a link carries no token
  return (
    <p class="download">
      <a href={addressIn("export/" + report, [...query, ["format", "csv"], ["bom", "1"]])} download="" aria-label={t("downloadOf", { report: name })}>{t("download")}</a>
    </p>
  );
}
