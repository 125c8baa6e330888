// Writes what the Intl of the running Node says of two calendars, year by year:
//   year  first day  lengths of the months
// Usage: node calendars.mjs persian 1178 1501 > persian.txt
//        node calendars.mjs islamic-umalqura 1300 1600 > umalqura.txt
// With a fourth argument "table" the months of a year become twelve bits, the first month
// the lowest, set for 30 days: the rows of umalqura.go.
const [calendar, first, last, form] = process.argv.slice(2);
const DAY = 86_400_000;
const format = new Intl.DateTimeFormat(`en-u-ca-${calendar}-nu-latn`, {
  year: "numeric", month: "numeric", day: "numeric", timeZone: "UTC",
});
const parts = (t) => {
  const p = Object.fromEntries(format.formatToParts(t).map((x) => [x.type, +x.value]));
  return { year: p.year, month: p.month, day: p.day };
};
// Months in their order, found by looking at every day.
const years = new Map();
const meanYear = calendar === "persian" ? 365.2422 : 354.367;
const epoch = calendar === "persian" ? Date.UTC(622, 2, 22) : Date.UTC(622, 6, 19);
let t = epoch + Math.floor((first - 1) * meanYear - 10) * DAY;
for (; ; t += DAY) {
  const { year, month, day } = parts(t);
  if (year > last) break;
  if (year < first) continue;
  if (!years.has(year)) years.set(year, { start: new Date(t).toISOString().slice(0, 10), lengths: Array(12).fill(0) });
  years.get(year).lengths[month - 1]++;
}
if (form === "table") {
  const hex = [...years.values()].map(({ lengths }) =>
    "0x" + lengths.reduce((bits, days, i) => bits | (days === 30 ? 1 << i : 0), 0).toString(16).padStart(3, "0"));
  for (let i = 0; i < hex.length; i += 10) console.log("\t" + hex.slice(i, i + 10).join(", ") + ",");
} else {
  console.log(`# ${calendar} by Intl of Node ${process.version}, ICU ${process.versions.icu}; made by calendars.mjs`);
  for (const [year, { start, lengths }] of years) console.log(year, start, lengths.join(","));
}
