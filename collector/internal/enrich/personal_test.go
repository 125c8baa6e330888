package enrich

import "testing"

func TestPersonalID(t *testing.T) {
	for id, want := range map[string]bool{
		"ali@example.com":         true,
		"Ali <ali@example.co.uk>": true,
		"mailto:ali@example.com":  true,
		"ali%40example.com":       true,
		"crm|ali@example.com|7":   true,
		"@shop ali@example.com":   true,
		"ali@localhost":           false,
		"@shop.example":           false,
		"a@b":                     false,
		"09121234567":             true,
		"۰۹۱۲۱۲۳۴۵۶۷":             true,
		"٠٩١٢١٢٣٤٥٦٧":             true,
		"0912 123 4567":           true,
		"9121234567":              true,
		"989121234567":            true,
		"+98 912 123 4567":        true,
		"+98(0)9121234567":        true,
		"00989121234567":          true,
		"(021) 8888-7777":         true,
		"tel:+441632960961":       true,
		"966501234567":            true,
		"971501234567":            true,
		"201001234567":            true,
		"555-123-4567":            true,
		"":                        false,
		"C-1009":                  false,
		"1009":                    false,
		"123456789":               false,
		"1732180000":              false,
		"5551234567":              false,
		"20241123-0001":           false,
		"000000001":               false,
		"0193a1f2-7c1e-7b52-9c1a": false,
		"175928847299117063":      false,
		"+12":                     false,
		"user+tag":                false,
	} {
		if got := PersonalID(id); got != want {
			t.Errorf("%q: %v, want %v", id, got, want)
		}
	}
}
