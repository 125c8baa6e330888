package dashboard_test

import (
	"encoding/json"
	"fmt"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/safar-cx/safar/collector/internal/browser"
	"github.com/safar-cx/safar/collector/internal/dashboard"
	"github.com/safar-cx/safar/collector/internal/enrich"
	"github.com/safar-cx/safar/collector/internal/ingest"
	"github.com/safar-cx/safar/collector/internal/metric"
	"github.com/safar-cx/safar/sdk"
	"github.com/safar-cx/safar/sdk/event"
)

// probe lets a test call the functions of the pages' sources in a tab.
func probe(t *testing.T, p *browser.Page) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", "tool", "esbuild", "testdata/probe.ts", "--bundle", "--charset=utf8",
		"--format=iife", "--global-name=probe", `--tsconfig-raw={}`)
	script, err := cmd.Output()
	if err != nil {
		t.Fatalf("bundle the sources: %v", err)
	}
	p.Eval("(function () {"+string(script)+"\nglobalThis.probe = probe })()", nil)
}

func quoted(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(text)
}

// Hand-checked pairs of dates, and every day of four centuries against the browser's own
// calendar.
func testJalali(t *testing.T, p *browser.Page) {
	for gregorian, jalali := range map[string]string{
		"1925-03-22": "1304-1-2", "1981-08-17": "1360-5-26", "2000-01-01": "1378-10-11", "2013-01-10": "1391-10-21",
		"2014-08-04": "1393-5-13", "2016-04-11": "1395-1-23", "2021-03-21": "1400-1-1", "2024-03-20": "1403-1-1",
		"2025-03-21": "1404-1-1", "2024-03-19": "1402-12-29", "2025-03-20": "1403-12-30",
	} {
		var got, back string
		p.Eval(fmt.Sprintf(`(({year, month, day}) => year + "-" + month + "-" + day)(probe.fromISO(%q, "persian"))`, gregorian), &got)
		if got != jalali {
			t.Errorf("%s is %s, want %s", gregorian, got, jalali)
		}
		p.Eval(fmt.Sprintf(`probe.toISO(probe.fromISO(%q, "persian"), "persian")`, gregorian), &back)
		if back != gregorian {
			t.Errorf("%s comes back as %s", gregorian, back)
		}
	}
	var wrong []string
	p.Eval(`(() => {
		const intl = new Intl.DateTimeFormat("en-u-ca-persian-nu-latn", {timeZone: "UTC", year: "numeric", month: "numeric", day: "numeric"});
		const wrong = [];
		for (let n = probe.dayNumber("1850-01-01"); n < probe.dayNumber("2100-01-01"); n += 1) {
			const iso = probe.isoDate(n), d = probe.fromISO(iso, "persian");
			const parts = Object.fromEntries(intl.formatToParts(n * 86400000).map((p) => [p.type, p.value]));
			if (+parts.year !== d.year || +parts.month !== d.month || +parts.day !== d.day || probe.toISO(d, "persian") !== iso) wrong.push(iso);
		}
		return wrong.slice(0, 10);
	})()`, &wrong)
	if len(wrong) > 0 {
		t.Errorf("other dates than the browser's: %v", wrong)
	}
}

func testAmounts(t *testing.T, p *browser.Page) {
	for _, c := range []struct{ language, rials, digits, amount, currency, want string }{
		{"en", "rial", "latin", "12900000", "IRR", "12,900,000 rial"},
		{"en", "toman", "latin", "12900000", "IRR", "1,290,000 toman"},
		{"en", "toman", "latin", "5", "IRR", "0.5 toman"},
		{"en", "toman", "latin", "12900000.25", "IRR", "1,290,000.025 toman"},
		{"en", "rial", "latin", "-300", "IRR", "-300 rial"},
		{"fa", "toman", "native", "12900000", "IRR", "۱٬۲۹۰٬۰۰۰ تومان"},
		{"fa", "rial", "native", "12900000", "IRR", "۱۲٬۹۰۰٬۰۰۰ ریال"},
		{"fa", "toman", "latin", "12900000", "IRR", "1,290,000 تومان"},
		{"ar", "rial", "native", "12900000", "IRR", "١٢٬٩٠٠٬٠٠٠ ريال"},
		{"en", "rial", "latin", "1234.50", "EUR", "€1,234.50"},
		{"en", "rial", "latin", "123456789012345678901234.5", "EUR", "€123,456,789,012,345,678,901,234.5"},
		{"en", "rial", "latin", "1234567890123456789", "IRR", "1,234,567,890,123,456,789 rial"},
		{"fa", "toman", "native", "0", "IRR", "۰ تومان"},
		{"en", "brief", "latin", "20416307.69", "IRR", "20,416,308 rial"},
		{"en", "brief", "latin", "2760600000", "IRR", "2.76bn rial"},
		{"en", "brief", "latin", "9999.95", "EUR", "€9,999.95"},
		{"en", "brief", "latin", "99999.5", "EUR", "€100,000"},
		{"en", "brief", "latin", "-99999.5", "EUR", "-€100,000"},
	} {
		settings := object{"language": c.language, "rials": c.rials, "digits": c.digits, "calendar": "gregorian", "theme": "system"}
		var got string
		p.Eval(fmt.Sprintf(`probe.formatFor(%s).money(%q, %q, %v)`, quoted(settings), c.amount, c.currency, c.rials == "brief"), &got)
		if got = strings.Trim(got, "\u200e\u200f"); got != c.want {
			t.Errorf("%s %s in %s: %q, want %q", c.amount, c.currency, c.language, got, c.want)
		}
	}
}

// What people enter becomes what the collector takes, and comes back as they see it.
func testEntered(t *testing.T, p *browser.Page) {
	for _, c := range []struct {
		rials, unit, currency, entered string
		number                         any // nil for none
		back                           string
	}{
		{"rial", "count", "", "۱۲٬۵۰۰", "12500", "12500"},
		{"rial", "count", "", "1,250.5", "1250.5", "1250.5"},
		{"rial", "ratio", "", "٤٫٥٪", "4.5%", "4.5"},
		{"toman", "money", "IRR", "۱۲۵۰", "12500", "1250"},
		{"toman", "money", "IRR", "0.25", "2.5", "0.25"},
		{"rial", "money", "IRR", "1250", "1250", "1250"},
		{"toman", "money", "EUR", "12.50", "12.50", "12.50"},
		{"rial", "count", "", "-3", "-3", "-3"},
		{"rial", "count", "", "many", nil, ""},
		{"rial", "count", "", "1.2.3", nil, ""},
		{"rial", "count", "", "", nil, ""},
	} {
		settings := object{"language": "fa", "rials": c.rials, "digits": "native", "calendar": "persian", "theme": "system"}
		var got struct {
			Number any
			Back   string
		}
		p.Eval(fmt.Sprintf(`((f, m) => { const n = probe.numberIn(%q, m, f); return {Number: n ?? null, Back: n === undefined ? "" : probe.fieldOf(n, m, f)} })(probe.formatFor(%s), %s)`,
			c.entered, quoted(settings), quoted(object{"unit": c.unit, "currency": c.currency})), &got)
		if got.Number != c.number || got.Back != c.back {
			t.Errorf("%q as %s %s in %s: %v, and back %q; want %v and %q", c.entered, c.unit, c.currency, c.rials, got.Number, got.Back, c.number, c.back)
		}
	}
	var percent string
	p.Eval(`probe.fieldOf("0.0425", {unit: "ratio"}, {}) + " " + probe.fieldOf("1", {unit: "ratio"}, {}) + " " + probe.fieldOf("0.1", {unit: "ratio"}, {})`, &percent)
	if percent != "4.25 100 10" {
		t.Errorf("shares in percent: %s", percent)
	}
}

func testRanges(t *testing.T, p *browser.Page) {
	for _, c := range []struct{ query, from, to string }{
		{"", "2026-10-26", "2026-11-22"},
		{"range=today", "2026-11-22", "2026-11-22"},
		{"range=7d", "2026-11-16", "2026-11-22"},
		{"range=month", "2026-11-01", "2026-11-22"},
		{"range=month-persian", "2026-11-22", "2026-11-22"},
		{"from=2026-01-05&to=2026-02-01", "2026-01-05", "2026-02-01"},
		{"from=2026-02-05&to=2026-02-01", "2026-10-26", "2026-11-22"},
		{"from=2026-02-30&to=2026-03-30", "2026-10-26", "2026-11-22"},
		{"range=ages", "2026-10-26", "2026-11-22"},
	} {
		var got struct{ From, To string }
		p.Eval(fmt.Sprintf(`probe.daysOf(probe.parseRange(new URLSearchParams(%q), "28d"), "2026-11-22")`, c.query), &got)
		if got.From != c.from || got.To != c.to {
			t.Errorf("%q: %s to %s, want %s to %s", c.query, got.From, got.To, c.from, c.to)
		}
	}
	var days []string
	p.Eval(`["2026-11-21T20:29:59Z", "2026-11-21T20:30:00Z"].map((t) => probe.todayIn("Asia/Tehran", new Date(t)))`, &days)
	if !slices.Equal(days, []string{"2026-11-21", "2026-11-22"}) {
		t.Errorf("today in Tehran around midnight: %v", days)
	}
}

// Counts lead below thirty, no data is no zero, and only what is more than chance is better
// or worse.
func testFigures(t *testing.T, p *browser.Page) {
	english := quoted(object{"language": "en", "rials": "rial", "digits": "latin", "calendar": "gregorian", "theme": "system"})
	for _, c := range []struct {
		metric       object
		lead, beside string
		change       string
		judgement    string
	}{
		{object{"unit": "ratio", "value": 0.0312, "numerator": 312, "denominator": 10000}, "3.1%", "312 of 10,000", "", ""},
		{object{"unit": "ratio", "value": 0.25, "numerator": 3, "denominator": 12}, "3 of 12", "25%", "", ""},
		{object{"unit": "ratio", "value": nil, "numerator": 0, "denominator": 0}, "", "", "", ""},
		{object{"unit": "ratio", "value": 0.0001, "numerator": 1, "denominator": 10000}, "0.01%", "1 of 10,000", "", ""},
		{object{"unit": "count", "value": 0, "numerator": 0}, "0", "", "", ""},
		{object{"unit": "seconds", "id": "time_on_site", "value": 119.7, "numerator": 11970, "denominator": 100}, "2 mins 0 secs", "100 visits", "", ""},
		{object{"unit": "points", "id": "nps", "value": -12.5, "numerator": -1, "denominator": 8}, "8 answers", "-12.5", "", ""},
		{object{"unit": "ratio", "better": "down", "value": 0.5, "numerator": 50, "denominator": 100, "previous": object{"value": 0.4}, "change": 0.25, "significant": true}, "50%", "50 of 100", "up 25%", "worse"},
		{object{"unit": "ratio", "better": "up", "value": 0.5, "numerator": 50, "denominator": 100, "previous": object{"value": 0.4}, "change": 0.25, "significant": true}, "50%", "50 of 100", "up 25%", "better"},
		{object{"unit": "ratio", "better": "up", "value": 0.5, "numerator": 50, "denominator": 100, "previous": object{"value": 0.4}, "change": 0.25, "significant": false}, "50%", "50 of 100", "up 25%", "none"},
		{object{"unit": "ratio", "better": "neither", "value": 0.5, "numerator": 50, "denominator": 100, "previous": object{"value": 0.6}, "change": -0.167, "significant": true}, "50%", "50 of 100", "down 16.7%", "changed"},
		{object{"unit": "points", "id": "nps", "better": "up", "value": 42, "numerator": 42, "denominator": 100, "previous": object{"value": 31}, "change": 11, "significant": false}, "42", "100 answers", "up 11 points", "none"},
		{object{"unit": "count", "better": "up", "value": 3, "numerator": 3, "previous": object{"value": 0}}, "3", "", "none before", "none"},
		{object{"unit": "count", "better": "up", "value": 0, "numerator": 0, "previous": object{"value": 0}}, "0", "", "unchanged", "none"},
	} {
		var got struct {
			Shown  *struct{ Lead, Beside string }
			Change *struct{ Text, Judgement string }
		}
		p.Eval(fmt.Sprintf(`((m, f) => ({Shown: probe.show(m, m, f) || null, Change: probe.changeOf(m, f) || null}))(%s, probe.formatFor(%s))`, quoted(c.metric), english), &got)
		if (got.Shown == nil) != (c.lead == "") || got.Shown != nil && (got.Shown.Lead != c.lead || got.Shown.Beside != c.beside) {
			t.Errorf("%s: shown as %+v, want %q and %q", quoted(c.metric), got.Shown, c.lead, c.beside)
		}
		if (got.Change == nil) != (c.change == "") || got.Change != nil && (got.Change.Text != c.change || got.Change.Judgement != c.judgement) {
			t.Errorf("%s: changed %+v, want %q, %s", quoted(c.metric), got.Change, c.change, c.judgement)
		}
	}
}

// What would look like a breakdown and is none does not get onto the page.
func testReading(t *testing.T, p *browser.Page) {
	read := func(visitsBefore int, starts ...string) (got struct {
		Silent  bool
		Compare []bool
		Steps   []string
	}) {
		var series list
		for _, start := range starts {
			series = append(series, object{"start": start, "value": 0})
		}
		report := object{"as_of": "2026-11-22T01:10:00+03:30", "metrics": list{
			object{"id": "sessions", "value": 9, "previous": object{"value": visitsBefore}, "change": 0.5, "series": series},
		}}
		p.Eval(`(({report: {metrics: [m]}, silent}) => ({Silent: silent, Compare: [!!m.previous, m.change !== undefined], Steps: m.series.map((s) => s.start)}))(probe.read(`+quoted(report)+`))`, &got)
		return got
	}
	// A period before that was not measured as a whole is compared with neither on the map nor
	// in the funnel.
	for _, partial := range []bool{false, true} {
		compared := object{"from": "2026-09-27", "to": "2026-10-24", "partial": partial}
		report := object{"as_of": "2026-11-22T01:10:00+03:30", "compared": compared, "metrics": list{
			object{"id": "sessions", "value": 9, "previous": object{"value": 6}, "change": 0.5}}}
		funnel := object{"compared": compared, "steps": list{object{"id": "session", "previous": object{"count": 6}, "significant": true}}}
		var said []bool
		p.Eval(`(([m], [s]) => [!!m.previous, m.change !== undefined, !!s.previous, s.significant])(probe.read(`+quoted(report)+`).report.metrics, probe.readFunnel(`+quoted(funnel)+`).steps)`, &said)
		if whole := !partial; !slices.Equal(said, []bool{whole, whole, whole, whole}) {
			t.Errorf("partial %v: what is compared is %v", partial, said)
		}
	}
	// A goal needs a direction.
	for better, reached := range map[string]any{"up": true, "down": false, "neither": nil} {
		var got any
		p.Eval(`(probe.goalProgress(`+quoted(object{"value": 0.5, "goal": 0.4, "better": better})+`) ?? {reached: null}).reached`, &got)
		if got != reached {
			t.Errorf("better %s: the goal is reached: %v, want %v", better, got, reached)
		}
	}
	got := read(6, "2026-11-21", "2026-11-22", "2026-11-23")
	if got.Silent || !slices.Equal(got.Compare, []bool{true, true}) || !slices.Equal(got.Steps, []string{"2026-11-21", "2026-11-22"}) {
		t.Errorf("of days remains %+v", got)
	}
	got = read(0, "2026-11-22T00:00:00+03:30", "2026-11-22T01:00:00+03:30", "2026-11-22T02:00:00+03:30")
	if !got.Silent || !slices.Equal(got.Compare, []bool{false, false}) || len(got.Steps) != 2 {
		t.Errorf("of hours without a past remains %+v", got)
	}
}

// The collector serves the pages at the addresses that they think they have.
func testPaths(t *testing.T, p *browser.Page) {
	var paths []string
	p.Eval(`Object.values(probe.pages).map(({path}) => "/" + path)`, &paths)
	if !slices.Equal(paths, dashboard.Paths()) {
		t.Errorf("the pages stand at %v, and are served at %v", paths, dashboard.Paths())
	}
}

// The type checker demands all languages; this looks at what it can't see.
func testTexts(t *testing.T, p *browser.Page) {
	type texts map[string]map[string]json.RawMessage
	var tables []texts
	p.Eval(`[probe.common, probe.account, probe.journey, probe.funnel, probe.quality, probe.names]`, &tables)
	shared := len(tables)
	var own []texts
	p.Eval(`Object.values(probe.own)`, &own)
	seen := map[string]bool{}
	for i, table := range append(tables, own...) {
		for key, row := range table {
			if i < shared {
				if seen[key] {
					t.Errorf("two texts are called %s", key)
				}
				seen[key] = true
			}
			for _, language := range []string{"en", "fa", "ar"} {
				if text := string(row[language]); len(text) < len(`"x"`) {
					t.Errorf("%s has no text in %s", key, language)
				}
			}
			for _, letter := range []string{"ي", "ك", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9"} {
				latin := strings.HasPrefix(key, "fix_") || key == "digitsLatin"
				if text := string(row["fa"]); strings.Contains(text, letter) && !latin {
					t.Errorf("%s is not written in Persian: %s", key, text)
				}
			}
		}
	}
	if len(seen) < 200 {
		t.Errorf("only %d texts were seen", len(seen))
	}

	for _, word := range wordsOfTheCollector() {
		if !seen[word] {
			t.Errorf("there is no text %s for a word that the collector uses", word)
		}
	}
}

// wordsOfTheCollector are the names of texts for what answers may say.
func wordsOfTheCollector() []string {
	words := append(event.Reasons(), event.NameAlertDisplayed,
		enrich.Direct, enrich.CrossNetwork, enrich.PaidShopping, enrich.PaidSearch, enrich.PaidSocial, enrich.PaidVideo, enrich.Display,
		enrich.PaidOther, enrich.OrganicShopping, enrich.OrganicSocial, enrich.OrganicVideo, enrich.OrganicSearch, enrich.Referral,
		enrich.Email, enrich.Affiliates, enrich.Audio, enrich.SMS, enrich.MobilePush, enrich.Unassigned, enrich.Messaging, enrich.PriceComparison,
		enrich.Desktop, enrich.Mobile, enrich.Tablet, enrich.TV, enrich.Console, enrich.Wearable,
		"bot_"+enrich.BotHeadless, "bot_"+enrich.BotLibrary, "bot_"+enrich.BotCrawler, "bot_"+enrich.BotNoUserAgent,
		"noted_"+ingest.CountHashedCustomer, "noted_"+ingest.CountRoundedMoney)
	for _, reason := range []sdk.DropReason{sdk.DropQueueFull, sdk.DropTooLarge, sdk.DropRefused, sdk.DropClosed, sdk.DropUnsent} {
		words = append(words, "drop_"+string(reason))
	}
	for _, code := range event.Codes() {
		words = append(words, "reject_"+string(code), "fix_"+string(code))
	}
	for _, d := range metric.All() {
		for _, by := range d.Dimensions {
			words = append(words, string(by))
		}
	}
	return words
}
