package transfer

import (
	"strings"
	"testing"
)

func TestMappingErrors(t *testing.T) {
	tests := []struct {
		name  string
		words []string
		want  string
	}{
		{"no name", []string{"time=At"}, "an event needs a name"},
		{"no time", []string{"name:=share"}, "an event needs a time"},
		{"unknown field", []string{"name:=share", "time=At", "colour=Colour"}, `no field "colour"`},
		{"group without column", []string{"name:=share", "time=At", "group_by:=params.transaction_id"}, "which no column fills"},
		{"condition", []string{"name:=share", "time=At", "keep:=Qty>0"}, "write “Column op value”"},
		{"condition on words", []string{"name:=share", "time=At", "keep:=Qty > many"}, "not a plain decimal number"},
		{"zone", []string{"name:=share", "time=At", "time_zone:=Teheran"}, "no IANA zone"},
		{"zone of this machine", []string{"name:=share", "time=At", "time_zone:=Local"}, "no IANA zone"},
		{"delimiter", []string{"name:=share", "time=At", "delimiter:=::"}, "more than one character"},
	}
	for _, test := range tests {
		m := mapping(t, "", test.words...)
		if err := m.Validate(); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: got %v, want %s", test.name, err, test.want)
		}
	}
}

func TestLaterWordsOfAMappingWin(t *testing.T) {
	m := mapping(t, shopMapping, "params.currency=Currency", "customer_id:=till")
	if m.Columns["params.currency"] != "Currency" || m.Constants["params.currency"] != "" {
		t.Errorf("the currency is still constant: %+v", m)
	}
	if m.Constants["customer_id"] != "till" || m.Columns["customer_id"] != "" {
		t.Errorf("the customer is still a column: %+v", m)
	}
}

func TestMappingFileIsStrict(t *testing.T) {
	for _, text := range []string{`{"colums": {}}`, `{} {}`, `[`} {
		var m Mapping
		if err := m.Load(strings.NewReader(text)); err == nil {
			t.Errorf("%s is taken", text)
		}
	}
}

func TestConditions(t *testing.T) {
	tests := []struct {
		condition, cell string
		want            bool
	}{
		{"Qty > 0", "1", true}, {"Qty > 0", "0", false}, {"Qty > 0", "-0.5", false},
		{"Qty >= 10", "9.99", false}, {"Qty >= 10", "10.0", true}, {"Qty < 9", "10", false}, {"Qty <= 9", "9", true},
		{"No ^= C", "C123", true}, {"No !^= C", "C123", false}, {"No !^= C", "123", true},
		{"Who != ", "", false}, {"Who != ", "x", true}, {"Who = ", "", true},
		{"The state = paid in full", "paid in full", true},
	}
	for _, test := range tests {
		c, err := parseCondition(test.condition)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := c.holds(test.cell); err != nil || got != test.want {
			t.Errorf("%q on %q: got %v, %v", test.condition, test.cell, got, err)
		}
	}
}
