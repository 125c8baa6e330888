// A spreadsheet's file as far as the page has to understand it: its heads and a few rows, so
// that somebody can say what is what.

export interface Sheet {
  delimiter: string;
  heads: string[];
  rows: string[][]; // the first few
}

const delimiters = [",", ";", "\t", "|"] as const;

// rowsShown is how many rows a reader needs to recognise a file.
const rowsShown = 3;

// readSheet reads the beginning of a CSV file. What stands most often in its first line parts
// the columns.
export function readSheet(text: string): Sheet {
  const start = text.replace(/^\ufeff/, "");
  const first = start.split(/\r?\n/, 1)[0] ?? "";
  const delimiter = delimiters.reduce((best, d) => (first.split(d).length > first.split(best).length ? d : best));
  const [heads = [], ...rows] = records(start, delimiter, rowsShown + 1);
  return { delimiter, heads: heads.map((h) => h.trim()), rows };
}

// records are the first lines of a table. A quoted cell may hold delimiters, quotes twice, and
// ends of lines.
function records(text: string, delimiter: string, most: number): string[][] {
  const out: string[][] = [];
  let row: string[] = [], cell = "", quoted = false;
  for (let i = 0; i < text.length && out.length < most; i++) {
    const c = text.charAt(i);
    if (quoted && c === '"' && text.charAt(i + 1) === '"') { cell += c; i++; }
    else if (c === '"' && (quoted || cell === "")) quoted = !quoted;
    else if (!quoted && c === delimiter) { row.push(cell); cell = ""; }
    else if (!quoted && (c === "\n" || c === "\r")) {
      if (cell !== "" || row.length > 0) out.push([...row, cell]);
      row = [];
      cell = "";
    } else cell += c;
  }
  if (out.length < most && (cell !== "" || row.length > 0)) out.push([...row, cell]);
  return out;
}

// Column is what a column of the shop's list of orders may be.
export type Column = "order" | "time" | "value" | "currency" | "status" | "refunded";

// columns are asked for in this order; a list without the first two can't be compared.
export const columns: readonly Column[] = ["order", "time", "value", "currency", "status", "refunded"];

// Words in heads that tell what a column is, in the order of their weight.
const hints: Record<Column, readonly RegExp[]> = {
  order: [/transaction/i, /(order|invoice).*(id|no|num|nr|#)/i, /شماره.*(سفارش|فاکتور)|رقم.*(طلب|فاتورة)/, /^(order|invoice|id|سفارش|طلب)$/i, /order|invoice|سفارش|طلب/i],
  time: [/(order|created|paid|invoice).*(date|time|at)/i, /^(date|time|created|تاریخ|زمان|تاريخ|التاريخ)/i, /date|time|تاریخ|تاريخ/i],
  value: [/(grand|order)?.*total/i, /amount|value|sum|مبلغ|جمع|المبلغ|الإجمالي/i, /price|قیمت|سعر/i],
  currency: [/currency|ارز|واحد پول|عملة/i],
  status: [/status|state|وضعیت|حالة/i],
  refunded: [/refund|برگشت|مرجوع|مسترد/i],
};

// guess says which column is what by its head. No column is two things.
export function guess(heads: readonly string[]): Partial<Record<Column, string>> {
  const out: Partial<Record<Column, string>> = {};
  for (const column of columns) {
    for (const hint of hints[column]) {
      const found = heads.find((h) => hint.test(h) && !Object.values(out).includes(h));
      if (found !== undefined) {
        out[column] = found;
        break;
      }
    }
  }
  return out;
}

// layouts are the ways in which times are written, as the collector names them: "" for the
// standard's.
export const layouts = ["", "2006-01-02 15:04:05", "2006-01-02 15:04", "2006-01-02", "2006/01/02 15:04:05", "2006/01/02", "02/01/2006 15:04", "02/01/2006", "01/02/2006 15:04", "01/02/2006", "unix", "unix_ms"] as const;

export type Layout = (typeof layouts)[number];

// layoutOf is how a time is written. Day and month are told apart only by a day above 12.
export function layoutOf(time: string): Layout {
  if (/^\d{9,10}$/.test(time)) return "unix";
  if (/^\d{12,13}$/.test(time)) return "unix_ms";
  const plain = time.replace(/\d/g, "0");
  const fits = layouts.filter((l) => l !== "" && l.replace(/\d/g, "0") === plain);
  const americans = fits.find((l) => l.startsWith("01/"));
  return (americans && Number(time.slice(3, 5)) > 12 ? americans : fits[0]) ?? "";
}
