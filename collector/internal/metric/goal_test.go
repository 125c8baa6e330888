package metric

import (
	"errors"
	"testing"
)

func TestParseGoal(t *testing.T) {
	tests := []struct {
		id, text string
		want     string // "" for none
	}{
		{"ctr", "0.035", "0.035"},
		{"ctr", " 3.5 % ", "0.035"},
		{"ctr", "100%", "1"},
		{"ctr", "0", "0"},
		{"ctr", "1.01", ""},
		{"ctr", "-1%", ""},
		{"ctr", "0.0000001", ""},
		{"ctr", "3 percent", ""},
		{"ctr", "", ""},
		{"aov", "12900000", "12900000"},
		{"aov", "19.50", "19.5"},
		{"aov", "19.1234", "19.1234"},
		{"aov", "19.12345", ""},
		{"aov", "-1", ""},
		{"aov", "3%", ""},
		{"orders", "120", "120"},
		{"orders", "1.2e2", "120"},
		{"orders", "0.5", ""},
		{"nps", "-12.5", "-12.5"},
		{"nps", "101", ""},
		{"nps", "-101", ""},
		{"time_on_site", "90.5", "90.5"},
		{"time_on_site", "99999999999999999999", ""},
	}
	for _, tt := range tests {
		got, err := ParseGoal(Find(tt.id), tt.text, 2)
		if got != tt.want || (err != nil) != (tt.want == "") || err != nil && !errors.As(err, new(*GoalError)) {
			t.Errorf("%s %q: %q, %v, want %q", tt.id, tt.text, got, err, tt.want)
		}
	}
	stars := &Definition{ID: "stars", Unit: Stars}
	if got, err := ParseGoal(stars, "4.5", 2); got != "4.5" || err != nil {
		t.Errorf("stars: %q, %v", got, err)
	}
	if _, err := ParseGoal(stars, "0.5", 2); err == nil {
		t.Error("half a star is taken")
	}
}
