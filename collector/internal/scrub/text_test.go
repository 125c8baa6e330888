package scrub

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestWhatIsFound(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"ali@example.com", "[email]"},
		{"Write to Ali.Rezaei+shop@mail.example.co.uk.", "Write to [email]."},
		{"<ali@example.com>, sara@example.org", "<[email]>, [email]"},
		{"ایمیل من: ali@example.com است", "ایمیل من: [email] است"},
		{"علی@نمونه.ایران", "[email]"},
		{"ali%40example.com", "[email]"},
		{"ali＠example.com", "[email]"},
		{"a@b.co@example.com", "[email]@example.com"},
		{"pay@xn--mgba3a4f16a.xn--mgba3a4f16a", "[email]"},

		{"09121234567", "[phone]"},
		{"تلفن ۰۹۱۲۱۲۳۴۵۶۷ زنگ بزنید", "تلفن [phone] زنگ بزنید"},
		{"تلفن۰۹۱۲۱۲۳۴۵۶۷", "تلفن[phone]"},
		{"٠٩١٢-١٢٣-٤٥٦٧", "[phone]"},
		{"0912 123 4567 و 0935 765 43 21", "[phone] و [phone]"},
		{"0912\u200c123\u200c4567", "[phone]"},
		{"(0912) 123-4567", "[phone]"},
		{"09121234567,09351234567", "[phone],[phone]"},
		{"+98 912 123 4567", "[phone]"},
		{"+98(0)9121234567", "[phone]"},
		{"00989121234567", "[phone]"},
		{"989121234567", "[phone]"},
		{"۰۲۱-۸۸۸۸۷۷۷۷", "[phone]"},
		{"(021) 8888 7777", "[phone]"},
		{"02188887777 داخلی 12", "[phone] داخلی 12"},
		{"01001234567", "[phone]"},
		{"٠١٠٠ ١٢٣ ٤٥٦٧", "[phone]"},
		{"(02) 2345 6789", "[phone]"},
		{"02-23456789", "[phone]"},
		{"+20 100 123 4567", "[phone]"},
		{"00201001234567", "[phone]"},
		{"07911 123456", "[phone]"},
		{"020 7946 0958", "[phone]"},
		{"+44 (0)20 7946 0958", "[phone]"},
		{"Call 0161 496 0123 before 5", "Call [phone] before 5"},
		{"0501234567", "[phone]"},
		{"+966 50 123 4567", "[phone]"},
		{"(+1 202-555-0143)", "[phone]"},
		{"202-555-0143", "[phone]"},
		{"order 12, phone 09121234567", "order 12, phone [phone]"},
		{"sms_09121234567", "sms_[phone]"},
		{"ref 77-09121234567", "ref 77-[phone]"},

		{"4242424242424242", "[card]"},
		{"4242 4242 4242 4242", "[card]"},
		{"5555-5555-5555-4444", "[card]"},
		{"3782 822463 10005", "[card]"},
		{"۶۰۳۷ ۹۹۷۱ ۱۲۳۴ ۵۶۷۴", "[card]"},
		{"کارت ۶۲۱۹۸۶۱۰۱۲۳۴۵۶۷۳ به نام علی", "کارت [card] به نام علی"},
		{"6104337712345675", "[card]"},
		{"5078031234567890", "[card]"},
		{"2223003122003222", "[card]"},
		{"6234567890123456780", "[card]"},
		{"30569309025904", "[card]"},
		{"4242424242424242 12/27 123", "[card] 12/27 123"},

		{"0012345679", "[national_id]"},
		{"کد ملی ۰۴۹۹۳۷۰۸۹۹", "کد ملی [national_id]"},
		{"١٥٨٣٢٥٠٦٨٩", "[national_id]"},
		{"001-234567-9", "[national_id]"},
		{"4271467685 و 0076229645", "[national_id] و [national_id]"},

		{"ali@example.com 09121234567 4242424242424242 0012345679", "[email] [phone] [card] [national_id]"},
	} {
		var found Found
		got := Words(tt.text, &found)
		if got != tt.want {
			t.Errorf("%q: %q, want %q", tt.text, got, tt.want)
		}
		for k := range kinds {
			if found.Has(k) != strings.Contains(got, k.Mark()) {
				t.Errorf("%q: told to have %s: %v", tt.text, k, found.Has(k))
			}
		}
	}
}

// TestOrdinaryTextsStay is the measure of false alarms: what shops really write.
func TestOrdinaryTextsStay(t *testing.T) {
	ordinary := []string{
		"", "Red shoes, size 42", "کفش زنانه سایز ۳۸", "حذاء أحمر مقاس ٤٢", "iPhone 15 Pro Max 256GB",
		// amounts
		"۱۲٬۹۰۰٬۰۰۰ تومان", "12,900,000 تومان", "1290000000 ریال", "۱۲۹۰۰۰۰۰۰۰ ریال", "4271467685 ریال", "$1,234,567,890", "1583250689 IRR",
		"١٬٢٥٠٫٠٠ ج.م", "EGP 12500.00", "+12900000", "price 129000000.00", "1,583,250,689",
		// order numbers, dates, times
		"Order 1000234", "سفارش ۱۲۳۴۵۶۷۸", "#20241123-0001", "2024-11-23 10:30:45", "1403/09/02 10:30", "۱۴۰۳/۰۹/۰۲ ساعت ۱۰:۳۰", "23.11.2024 10.30.45",
		"2024-11-23T10:00:03.120Z", "20241123103045", "1732356045", "1732356045123", "114-3941689-8772232", "ORD-09121234", "INV2024-0012345679X",
		// accounts, codes
		"IR820540102680020817909002", "IR82 0540 1026 8002 0817 9090 02", "GB29NWBK60161331926819", "GB29 NWBK 6016 1331 9268 19", "DE89370400440532013000",
		"EG380019000500000000263180002", "SKU09121234567", "A4242424242424242", "0193a1f2-7c1e-7b52-9c1a-2f0c8f6a1b11",
		"d41d8cd98f00b204e9800998ecf8427e", "1Z999AA10123456784", "EE123456789IR", "RR123456785GB",
		// books and barcodes
		"ISBN 0-201-63361-2", "ISBN: 0201633612", "ISBN-10: 0201633612", "شابک ۹۶۴۶۸۳۹۴۳۲", "964-6839-43-2", "978-964-123-456-2", "9789641234562", "9780602039875",
		"4006381333931", "6260100123458", "6223000123454", "4006381333955", "036000291452", "00036000291452", "40063813",
		// tracking numbers: Iran Post, FedEx, DHL, USPS, Aramex
		"210740304700012345678901", "RB123456789IR", "794612345678", "123456789012", "1234567890", "9400111899223100001234", "34512345671", "JD014600003828392837",
		// coordinates, versions, sizes, addresses
		"35.689198, 51.388974", "1.2.3.4", "192.168.100.200", "1920x1080", "v1.2.3-20241123", "Chrome/120.0.6099.129", "پلاک ۱۲، واحد ۳، کدپستی ۱۹۸۵۷۱۳۸۳۴",
		"1985713834", "10 x 12 x 14 cm", "100 200 300 400", "5 4 3 2 1 0 9 8 7 6", "0.1234567891",
		// what has an @
		"@shop.official", "logo@2x.png", "/npm/react@18.2.0/index.js", "lodash@4.17.21.min.js", "2 @ 5.99", "user@localhost", "maps/@35.6892,51.3890,15z", "@", "a@", "@b.co",
	}
	alarms := 0
	for _, s := range ordinary {
		var found Found
		if got := Words(s, &found); got != s || found != 0 {
			t.Errorf("%q became %q", s, got)
			alarms++
		}
		if got := Code(s, &found); got != s {
			t.Errorf("%q as a code became %q", s, got)
		}
	}
	t.Logf("%d false alarms in %d texts", alarms, len(ordinary))
}

func TestCodesAreAskedForMore(t *testing.T) {
	for s, want := range map[string]string{
		"1583250689": "1583250689", "0012345679": "[national_id]", "001-234567-9": "001-234567-9",
		"30569309025904": "30569309025904", "4242424242424242": "[card]", "09121234567": "[phone]",
	} {
		var found Found
		if got := Code(s, &found); got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
}

// TestChance says how often numbers that mean nothing are taken for something.
func TestChance(t *testing.T) {
	chance := func(digits int, first string, check func(string, *Found) string) float64 {
		hits, state := 0, uint64(88172645463325252)
		const tries = 20_000
		for range tries {
			b := []byte(first)
			for len(b) < digits {
				state ^= state << 13
				state ^= state >> 7
				state ^= state << 17
				b = append(b, byte('0'+state%10))
			}
			var found Found
			if check(string(b), &found); found != 0 {
				hits++
			}
		}
		return float64(hits) / tries
	}
	for _, tt := range []struct {
		what   string
		digits int
		first  string
		check  func(string, *Found) string
		most   float64
	}{
		{"a count of ten digits among words", 10, "1", Words, 0.1},
		{"a count of ten digits as a code", 10, "1", Code, 0},
		{"eight digits", 8, "", Words, 0},
		{"a barcode's thirteen digits", 13, "626", Words, 0},
		{"sixteen digits that begin with 1", 16, "1", Words, 0},
		{"sixteen digits that begin with 4", 16, "4", Words, 0.11},
		{"milliseconds", 13, "17", Words, 0},
	} {
		got := chance(tt.digits, tt.first, tt.check)
		t.Logf("%s: %.1f %%", tt.what, 100*got)
		if got > tt.most {
			t.Errorf("%s: %.3f are taken for something, more than %.3f", tt.what, got, tt.most)
		}
	}
}

func TestNothingFoundCostsNoMemory(t *testing.T) {
	for _, s := range []string{"Red shoes, size 42", "کفش زنانه سایز ۳۸ و ۳۹", "https://shop.example/p/12?utm_source=ig", "سفارش ۱۲۳۴۵۶"} {
		var found Found
		if n := testing.AllocsPerRun(100, func() { Words(s, &found) }); n != 0 {
			t.Errorf("%q costs %v allocations", s, n)
		}
	}
}

func FuzzWords(f *testing.F) {
	for _, s := range []string{"ali@example.com", "۰۹۱۲ ۱۲۳ ۴۵۶۷", "+98 (0) 912-123.4567", "4242 4242 4242 4242", "001-234567-9", "a%40b.co", "\xd9\xef\xbc", "IR82 0540", "1,234,567,890", "＠١٢٣"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, find := range []func(string, *Found) string{Words, Code} {
			var found Found
			got := find(s, &found)
			if (got == s) != (found == 0) && !strings.Contains(s, "[") {
				t.Fatalf("%q: %q, found %b", s, got, found)
			}
			if utf8.ValidString(s) && !utf8.ValidString(got) {
				t.Fatalf("%q: %q is no text any more", s, got)
			}
			if len(got) > len(s)+len(National.Mark())*(len(s)/fewestDigits+1)+len(Email.Mark())*strings.Count(s, "@") {
				t.Fatalf("%q grew to %q", s, got)
			}
			// What is left holds no whole address or mobile number any more.
			if again := find(got, &found); len(emails(again)) > len(emails(got)) {
				t.Fatalf("%q: %q, again %q", s, got, again)
			}
		}
	})
}

func BenchmarkWords(b *testing.B) {
	for name, s := range map[string]string{
		"title":  "Red running shoes for women, size 42 | Example Shop",
		"fa":     "کفش زنانهٔ مخصوص دویدن، سایز ۴۲ | فروشگاه نمونه",
		"digits": "Order 20241123-0001 of 2024-11-23 10:30",
		"phone":  "زنگ بزنید ۰۹۱۲۱۲۳۴۵۶۷ لطفا",
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			var found Found
			for b.Loop() {
				Words(s, &found)
			}
		})
	}
}
