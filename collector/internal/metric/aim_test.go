package metric

import (
	"errors"
	"testing"
)

func TestParseTouchpointGoal(t *testing.T) {
	tests := []struct {
		of   Aim
		text string
		want string // "" for none
	}{
		{AimClicks, "100", "100"}, {AimClicks, "0", ""}, {AimClicks, "1.5", ""}, {AimClicks, "-1", ""},
		{AimCTR, "5%", "0.05"}, {AimCTR, "0.05", "0.05"}, {AimCTR, "1.1", ""}, {AimCTR, "0%", ""},
		{AimSessions, "12", "12"}, {AimOrders, "3", "3"}, {AimOrders, "", ""},
		{AimRevenue, "1999.50", "1999.5"}, {AimRevenue, "0.00", ""}, {"likes", "1", ""}, {"", "1", ""},
	}
	for _, tt := range tests {
		got, err := ParseTouchpointGoal(tt.of, tt.text, 2)
		if got.Value != tt.want || (err != nil) != (tt.want == "") || err != nil && !errors.As(err, new(*GoalError)) {
			t.Errorf("%s %q: %+v, %v, want %q", tt.of, tt.text, got, err, tt.want)
		}
	}
}

func TestProgressOfTouchpoints(t *testing.T) {
	met := Contacts{Sessions: 40, Orders: 3, CTR: share(9, 90), Revenue: []Amount{{"GBP", 1250}, {"EUR", 100}}}
	for goal, want := range map[TouchpointGoal]string{
		{AimClicks, "36"}: "0.25", {AimCTR, "0.05"}: "2", {AimSessions, "40"}: "1", {AimOrders, "12"}: "0.25",
		{AimRevenue, "25"}: "0.5", {}: "none",
	} {
		if got := show(goal.Progress(&met, 2)); got != want {
			t.Errorf("%+v: %s, want %s", goal, got, want)
		}
	}
	if p := (TouchpointGoal{AimCTR, "0.05"}).Progress(&Contacts{CTR: share(3, 0)}, 2); p != nil {
		t.Errorf("without impressions: %v", *p)
	}
}

func TestProgressOfMetrics(t *testing.T) {
	of := func(v float64) *Figure { return &Figure{Value: &v} }
	tests := []struct {
		better Better
		value  *Figure
		goal   string
		want   string
	}{
		{Up, of(0.03), "0.04", "0.75"},
		{Up, of(0.08), "0.04", "2"},
		{Up, of(0), "0.04", "0"},
		{Up, of(-20), "50", "-0.4"}, // points
		{Up, of(-20), "-10", "none"},
		{Up, of(5), "0", "none"},
		{Up, &Figure{}, "0.04", "none"},
		{Down, of(0.8), "0.6", "0.75"},
		{Down, of(0.5), "0.6", "1.2"},
		{Down, of(0), "0.6", "none"},
		{Down, of(0.5), "0", "0"},
		{Neither, of(100), "50", "none"},
	}
	for _, tt := range tests {
		if got := show((&Definition{Better: tt.better}).Progress(tt.value, tt.goal)); got != tt.want {
			t.Errorf("%s: %v of %s: %s, want %s", tt.better, show(tt.value.Value), tt.goal, got, tt.want)
		}
	}
}
