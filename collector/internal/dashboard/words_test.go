package dashboard_test

import (
	"strings"
	"testing"

	"github.com/safar-cx/safar/collector/internal/browser"
)

// The numbers of the answers stand on the pages in the reader's words and digits.
func testWords(t *testing.T, b *browser.Browser, c *collector) {
	p := b.Shopper(t)
	for _, page := range []struct {
		path  string
		wants map[string]string // part of the text by selector
	}{
		{"/?lang=en", map[string]string{
			"h1":                                   "Journey map",
			"#stage-awareness":                     "Awareness",
			"[data-metric=ctr] .value":             "3.1%",
			"[data-metric=ctr] .tile-notes":        "312 of 10,000",
			"[data-metric=ctr] .goal":              "Goal 4% not yet",
			"[data-metric=conversion_rate]":        "down 18.3% worse",
			"[data-metric=engagement_rate]":        "up 7.8% better",
			"[data-metric=repeat_purchase_rate]":   "3 of 12",
			"[data-metric=retention_rate] .value":  "No data yet",
			"[data-metric=cart_abandonment_rate]":  "31 still open",
			"[data-metric=revenue]":                "€25.80",
			"[data-metric=aov] .value":             "12,900,000 rial",
			"[data-metric=nps]":                    "up 11.5 points",
			"[data-face=angry]":                    "64 answers",
			"[data-face=neutral]":                  "inferred from 8,000 visits",
			".stage:first-of-type .touchpoints ul": "instagram-story",
		}},
		{"/?lang=fa", map[string]string{
			"h1":                             "نقشهٔ سفر مشتری",
			"#stage-advocacy":                "حمایت",
			".controls":                      "۲۸ روز گذشته",
			"[data-metric=ctr] .value":       "۳٫۱٪",
			"[data-metric=ctr] .tile-notes":  "۳۱۲ از ۱۰٬۰۰۰",
			"[data-metric=aov] .value":       "۱٬۲۹۰٬۰۰۰ تومان",
			"[data-metric=conversion_rate]":  "۱۸٫۳٪ کمتر بدتر",
			"[data-face=angry]":              "عصبانی",
			".page-head .muted":              "در مقایسه با ۵ مهر تا ۲ آبان ۱۴۰۵",
			"[data-metric=csat] .term":       "امتیاز رضایت مشتری (CSAT)",
			"[data-metric=ctr] .goal strong": "هنوز نه",
		}},
		{"/?lang=ar", map[string]string{
			"h1":                            "خريطة رحلة العميل",
			"[data-metric=ctr] .tile-notes": "٣١٢ من ١٠٬٠٠٠",
			"[data-face=happy]":             "١٢ إجابة",
			"[data-metric=aov] .value":      "١٢٬٩٠٠٬٠٠٠ ريال",
		}},
		{"/funnel?lang=en", map[string]string{
			"[data-step=session] .step-count":                        "10,000 100%",
			"[data-step=session] .went-on":                           "62% went on",
			"[data-step=session] .lost":                              "3,800 visits went no further",
			"[data-step=session] .went-on + .went-on":                "half of them within 34.2 secs nine of ten within 51 mins 40 secs",
			"[data-step=add_payment_info] .went-on + .went-on":       "nine of ten within 1 day 7 hrs",
			"[data-step=add_payment_info] .change":                   "before: 62.9% worse",
			"[data-step=add_payment_info] ul":                        "Payment declined 88",
			"section[aria-labelledby=friction] p":                    "500 checkouts, 260 of them abandoned, 14 still open.",
			"section[aria-labelledby=friction] tbody":                "299,538,000 rial",
			"section[aria-labelledby=friction] thead":                "Seen before leaving",
			"section[aria-labelledby=friction] tbody tr:last-child":  "Reason unknown",
			"section[aria-labelledby=friction] p.small":              "overlap and are not added up",
			"section[aria-labelledby=friction] tbody tr:last-child ": "864,300,000 rial",
			"section[aria-labelledby=refusals] tbody tr":             "phone Persian digits (۱۲۳) · form checkout-address Times 210 People 131",
			"section[aria-labelledby=refusals] td:last-child":        "Your form refuses Persian digits in the field “phone”: accept them.",
			"section[aria-labelledby=refusals] td:nth-child(4)":      "74% 71 of 96",
			"section[aria-labelledby=refusals] tbody tr:last-child":  "کد ملی",
		}},
		{"/funnel?lang=fa", map[string]string{
			"[data-step=purchase]":                    "سفارش",
			"section[aria-labelledby=friction] tbody": "۲۹٬۹۵۳٬۸۰۰ تومان",
			"section[aria-labelledby=friction] thead": "دیده‌شده پیش از رها کردن",

			"section[aria-labelledby=refusals] td:last-child": "فرم شما در خانهٔ «phone» رقم فارسی نمی‌پذیرد: آن را بپذیرید.",
		}},
		{"/funnel?lang=ar", map[string]string{
			"section[aria-labelledby=refusals] td:last-child": "يرفض نموذجك الأرقام الفارسية في الحقل «phone»: اقبلها.",
		}},
		{"/quality?lang=en", map[string]string{
			"[data-part=rejected]":      "44 0.03%",
			"section:nth-of-type(2)":    "There is an amount without a currency.",
			"section:nth-of-type(2) td": "Send params.currency, such as IRR.",
			"section:nth-of-type(3)":    "The waiting queue was full",
			"section:nth-of-type(4)":    "pk_2f81c07be94d4b6e9d1a",
			"section:nth-of-type(5)":    "18 of 219",
			"section:nth-of-type(6)":    "Search engines",
			"section:nth-of-type(8)":    "Keep it out of the shop's links and paths",
			"section:nth-of-type(9)":    "Landing page What to do Do paths hold order numbers, search words or ids?",
			"section:nth-of-type(9) p":  "Reports tell the 500 most frequent of a kind apart",
			"section:nth-of-type(10)":   "Single events from before 17 October 2025 are no longer kept.",
		}},
		{"/quality?lang=ar", map[string]string{
			"[data-part=accepted]": "١٥٠٬٩١٢", ".warning": "رُدّت ٤١ محاولة إرسال لأن مفتاحها استنفد حصته اليومية.", "section:nth-of-type(8)": "رقم بطاقة دفع", "section:nth-of-type(9)": "١٬٢٠٢",
		}},
		{"/quality?lang=fa", map[string]string{
			".warning": "۴۱ درخواست برگشت خورد، چون سهمیهٔ روزانهٔ کلید تمام شده بود.", "section:nth-of-type(8)": "شاید بازدیدکننده نوشته باشد.", "section:nth-of-type(9)": "کمپین چاره به همهٔ پیوندهای یک کمپین یک utm_campaign بدهید، بدون شمارهٔ پیام یا گیرنده. موردهای متفاوت ۱٬۷۰۲",
		}},
	} {
		p.Open(c.URL + page.path)
		p.Wait(ready)
		says(t, p, page.wants)
	}
	c.answer("GET quality", with(quality(), object{"folded": list{}}))
	p.Open(c.URL + "/quality?lang=en")
	p.Wait(ready)
	says(t, p, map[string]string{"section:nth-of-type(9)": "Single events from"}) // all are told apart
	quiet(t, p)
}

// says checks that texts stand in what selectors find first.
func says(t *testing.T, p *browser.Page, wants map[string]string) {
	t.Helper()
	for css, want := range wants {
		// Space and marks of direction are no words.
		if got := plain(text(p, css)); !strings.Contains(got, plain(want)) {
			t.Errorf("%s says %q, which lacks %q", css, got, want)
		}
	}
}

func plain(s string) string {
	return strings.NewReplacer(" ", "", "\u00a0", "", "\u200e", "", "\u200f", "", "\u061c", "").Replace(s)
}

// What comes from shoppers and shops stays text.
func testHostileText(t *testing.T, b *browser.Browser, c *collector) {
	const evil = `"><img src=x onerror="document.title='caught'"><script>document.title='caught'</script>`
	points := touchpoints()
	points[0].(object)["touchpoint"] = evil
	points[1].(object)["surface"] = evil
	c.answer("GET touchpoints", with(head(), object{"touchpoints": points}))
	c.answer("GET report by channel", with(head(), object{"metrics": list{}, "groups": list{group(evil, 3)}}))
	bad := friction()
	bad["reasons"].(list)[0].(object)["reason"] = evil
	bad["refusals"].(list)[0].(object)["form"], bad["refusals"].(list)[1].(object)["field"] = evil, evil
	c.answer("GET friction", with(head(), bad))
	found := quality()
	found["rejects"] = list{object{"time": "2026-11-21T12:58:00+03:30", "code": evil, "field": evil, "message": evil}}
	found["rejected"], found["dropped"], found["bots"] = object{evil: 3}, object{evil: 3}, object{evil: 3}
	found["keys"] = list{object{"id": 1, "key": evil, "accepted": 3, "sent_away": 3, "events_per_day": 1000}}
	c.answer("GET quality", found)
	c.answer("GET me", object{"email": evil, "version": evil, "sites": list{
		object{"name": evil, "timezone": "Asia/Tehran", "currency": "IRR", "may": "own"}, object{"name": "main", "timezone": "UTC", "currency": "EUR", "may": "own"}}})

	sold := products()
	with(sold["products"].(list)[0].(object), object{"product": evil, "name": evil, "category": evil})
	c.answer("GET products", with(head(), sold))
	came := channels()
	came["rows"].(list)[0].(object)["key"] = evil
	c.answer("GET channels", with(head(), with(came, object{"by": evil})))
	c.answer("GET journeys", object{"people": list{object{"person": evil, "kind": "visitor", "last": "2026-11-21T13:20:00+03:30", "sessions": 1, "orders": 0, "surfaces": list{evil}}}, "truncated": false})
	c.answer("GET annotations", object{"annotations": list{object{"id": 1, "date": "2026-11-10", "text": evil, "stage": ""}}})
	c.answer("GET annotations/1/effect", effect())
	c.answer("GET personas", object{"personas": list{object{"id": 1, "name": evil, "note": evil, "filters": list{"campaign:" + evil}}}})
	c.answer("GET users", object{"users": list{object{"email": evil, "role": "viewer", "every": false, "password": true, "created": "2026-11-02T10:00:00Z", "yours": true, "opens": true}}})
	c.answer("GET shares", object{"tokens": list{object{"id": 1, "token": evil, "name": evil, "scope": "sums", "every": false, "expires": nil, "yours": true}}})
	c.answer("GET keys", object{"keys": list{object{"id": 1, "kind": "browser", "key": evil, "origins": list{evil}, "events_per_day": 0}}})
	happens := now(1, 1)
	happens["latest"] = list{object{"time": "2026-11-21T13:30:01+03:30", "name": evil, "surface": evil, "stage": "", "path": evil}}
	c.answer("GET live", stream{name: "now", first: happens})

	p := b.Shopper(t)
	for _, path := range []string{"/", "/funnel", "/quality", "/products", "/channels", "/people", "/notes", "/live", "/access", "/?filter=campaign:" + "%3Cimg%20src=x%3E"} {
		p.Open(c.URL + path)
		p.Wait(ready)
		p.Eval(`document.querySelectorAll("details").forEach((d) => { d.open = true })`, nil)
		show(p, ".top-end .icon", ".settings")
		var made int
		p.Eval(`document.querySelectorAll("main img, main script, header img, header script").length`, &made)
		if made > 0 {
			t.Errorf("%s: %d elements were made of text", path, made)
		}
		if title := text(p, "title"); title == "caught" {
			t.Errorf("%s: a script of an answer ran", path)
		}
	}
	if shown := text(p, ".touchpoints"); !strings.Contains(shown, evil) {
		t.Errorf("the touchpoint's name is not shown as it is: %s", shown)
	}
	quiet(t, p)
}
