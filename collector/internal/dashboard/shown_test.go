package dashboard_test

import (
	"testing"

	"github.com/safar-cx/safar/collector/internal/browser"
)

// What shows nothing, or turns the direction, is named; what languages need stays.
func testShown(t *testing.T, p *browser.Page) {
	for text, want := range map[string]string{
		"plain, with ‘signs’ – and €": "plain, with ‘signs’ – and €",
		"invoice\u202egpj.exe":        "invoice‹U+202E›gpj.exe",
		"\u2066a\u2069":               "‹U+2066›a‹U+2069›",
		"ho\u200bme":                  "ho‹U+200B›me",
		"ho\u200b\u2060\ufeffme":      "ho‹U+200B+2›me",
		"ho\u200cme":                  "ho‹U+200C›me",
		"\u0007bell":                  "‹U+0007›bell",
		"two\nlines\tand more":        "two\nlines\tand more",
		"home\U000e0041":              "home‹U+E0041›",
		"home\ufe0f":                  "home‹U+FE0F›",
		"h\u00adome":                  "h‹U+00AD›ome",
		"می‌شود، خانه‌های ۵‌تایی":               "می‌شود، خانه‌های ۵‌تایی",
		"می\u200c\u200cشود":                     "می‹U+200C+1›شود",
		"فایل PDF‌ها":                           "فایل PDF‌ها",
		"مُحَمَّدٌ":                             "مُحَمَّدٌ",
		"👨\u200d👩\u200d👧 ❤\ufe0f":               "👨\u200d👩\u200d👧 ❤\ufe0f",
		"हिन्दी क्\u200dष":                      "हिन्दी क्\u200dष",
		"\u200e۵\u200f":                         "\u200e۵\u200f",
		"z\u0336\u0336\u0336\u0336\u0336\u0336": "z\u0336\u0336\u0336\u0336",
		"see https://аpple.com/pay?":            "see https://xn--pple-43d.com/pay?",
		"Việt Nam, Zürich, Đà Nẵng":             "Việt Nam, Zürich, Đà Nẵng",
	} {
		var got string
		p.Eval("probe.shown("+quoted(text)+")", &got)
		if got != want {
			t.Errorf("%q is shown as %q, want %q", text, got, want)
		}
	}
	for host, want := range map[string]string{
		"shop.example": "shop.example", "newsletter": "newsletter", "аpple.com": "xn--pple-43d.com", "فروشگاه.ایران": "xn--mgbtj4c7ad63e.xn--mgba3a4f16a",
		"خبرنامه": "خبرنامه", "a б.com": "a б.com", "xn--pple-43d.com": "xn--pple-43d.com",
	} {
		var got string
		p.Eval("probe.hostShown("+quoted(host)+")", &got)
		if got != want {
			t.Errorf("the host %s is shown as %s, want %s", host, got, want)
		}
	}
}
