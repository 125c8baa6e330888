package account

import (
	"errors"
	"strings"
	"testing"
)

func TestEmail(t *testing.T) {
	tests := []struct{ in, want string }{ // want "" for refused
		{"owner@shop.example", "owner@shop.example"},
		{"  Owner@SHOP.Example\n", "owner@shop.example"},
		{"first.last+shop@mail.shop.example", "first.last+shop@mail.shop.example"},
		{"o'hara@shop.example", "o'hara@shop.example"},
		{"owner@localhost", "owner@localhost"},
		{"jose\u0301@shop.example", "jos\u00e9@shop.example"},
		{"مدیر@فروشگاه.example", "مدیر@xn--mgbtj4c7ad63e.example"},
		{"", ""},
		{"owner", ""},
		{"@shop.example", ""},
		{"owner@", ""},
		{"owner@.", ""},
		{"owner@shop.example.", ""},
		{"owner@shop@example", ""},
		{"two words@shop.example", ""},
		{"owner@shop .example", ""},
		{"\"a b\"@shop.example", ""},
		{"Owner <owner@shop.example>", ""},
		{"owner\u200b@shop.example", ""},
		{"\u202eowner@shop.example", ""},
		{"owner@shop.example\r\nBcc: x@y.example", ""},
		{"owner@[192.0.2.1]", ""},
		{"owner@shop.example/path", ""},
		{strings.Repeat("a", 64) + "@shop.example", strings.Repeat("a", 64) + "@shop.example"},
		{strings.Repeat("a", 65) + "@shop.example", ""},
		{"a@" + strings.Repeat("shop.", 60) + "example", ""},
	}
	for _, tt := range tests {
		got, err := Email(tt.in)
		var bad *SpecError
		switch {
		case tt.want == "" && !errors.As(err, &bad):
			t.Errorf("%q became %q, %v, want a SpecError", tt.in, got, err)
		case tt.want != "" && (err != nil || got != tt.want):
			t.Errorf("%q became %q, %v, want %q", tt.in, got, err, tt.want)
		}
	}
	if _, err := Email(strings.Repeat("x", 10_000)); err == nil || len(err.Error()) > 200 {
		t.Errorf("a long text is repeated in the error: %d bytes", len(err.Error()))
	}
}
