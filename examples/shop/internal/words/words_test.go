package words

import "testing"

func TestNumber(t *testing.T) {
	for _, c := range []struct {
		n      int64
		en, fa string
	}{
		{0, "0", "۰"}, {7, "7", "۷"}, {999, "999", "۹۹۹"}, {1000, "1,000", "۱٬۰۰۰"},
		{48_500_000, "48,500,000", "۴۸٬۵۰۰٬۰۰۰"}, {-1234, "-1,234", "-۱٬۲۳۴"},
	} {
		if got := Number(English, c.n); got != c.en {
			t.Errorf("%d in English: %s", c.n, got)
		}
		if got := Number(Persian, c.n); got != c.fa {
			t.Errorf("%d in Persian: %s", c.n, got)
		}
	}
}

func TestMoney(t *testing.T) {
	if got := Money(Persian, 3_600_000); got != "۳۶۰٬۰۰۰ تومان" {
		t.Error(got)
	}
	if got := Money(English, 3_600_000); got != "3,600,000 IRR" {
		t.Error(got)
	}
}

func TestLatin(t *testing.T) {
	for typed, want := range map[string][2]string{
		" ۰۹۱۲ ":     {"0912", "persian"},
		"٠٩١٢":       {"0912", "arabic"},
		"0912":       {"0912", "latin"},
		"Tabriz":     {"Tabriz", ""},
		"plaque ۱۲a": {"plaque 12a", "persian"},
	} {
		if text, script := Latin(typed); text != want[0] || script != want[1] {
			t.Errorf("%q is read as %q in %q", typed, text, script)
		}
	}
}

func TestPreferred(t *testing.T) {
	for accept, want := range map[string]Lang{
		"": Persian, "fa-IR,fa;q=0.9,en;q=0.8": Persian, "en-GB,en;q=0.9": English, "EN": English, "de": Persian,
	} {
		if got := Preferred(accept); got != want {
			t.Errorf("%q: %s", accept, got)
		}
	}
}
