package metric

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"
)

// request is for October 2026 in Tehran, seen in December.
func request(t testing.TB) Request {
	return Request{
		Site: 7, Zone: zone(t, "Asia/Tehran"), Currency: "IRR", Digits: digits,
		From: Date{2026, 10, 1}, To: Date{2026, 10, 31},
		AsOf: time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC),
	}
}

func digits(currency string) int {
	switch currency {
	case "":
		panic("asked for the digits of no currency")
	case "IRR":
		return 0
	case "KWD":
		return 3
	default:
		return 2
	}
}

func TestRequestErrors(t *testing.T) {
	tests := []struct {
		name        string
		change      func(*Request)
		code, field string
		says        string
	}{
		{"metric", func(r *Request) { r.Metrics = []string{"ctr", "clicks"} }, UnknownMetric, "metrics", "known: visitors, sessions,"},
		{"group", func(r *Request) { r.GroupBy = "shoe_size" }, InvalidDimension, "group_by", `"shoe_size"`},
		{"known dimensions", func(r *Request) { r.GroupBy = "shoe_size" }, InvalidDimension, "group_by", "allowed by some: channel, device, source, medium, campaign, browser, os, country, landing_page, surface,"},
		{"group of a metric", func(r *Request) { r.Metrics, r.GroupBy = []string{"ctr", "message_open_rate"}, ByChannel }, InvalidDimension, "group_by", "allowed: campaign, surface"},
		{"filter of a metric", func(r *Request) {
			r.Metrics, r.Filters = []string{"orders"}, []Filter{{ByTouchpoint, []string{"x"}, false}}
		}, InvalidDimension, "filter", "allowed: channel,"},
		{"dimensions that exclude each other", func(r *Request) { r.GroupBy, r.Filters = ByTouchpoint, []Filter{{ByCoupon, []string{"x"}, false}} }, InvalidDimension, "filter", "together"},
		{"filter", func(r *Request) { r.Filters = []Filter{{ByDevice, []string{"x"}, false}, {"", []string{"x"}, false}} }, InvalidDimension, "filter", `the dimension ""`},
		{"filter without values", func(r *Request) { r.Filters = []Filter{{ByDevice, nil, false}} }, BadRequest, "filter", "device"},
		{"from", func(r *Request) { r.From = Date{2026, 9, 31} }, InvalidRange, "from", "2026-09-31"},
		{"no from", func(r *Request) { r.From = Date{} }, InvalidRange, "from", "0000-00-00"},
		{"to", func(r *Request) { r.To = Date{2026, 13, 1} }, InvalidRange, "to", "2026-13-01"},
		{"backwards", func(r *Request) { r.To = Date{2026, 9, 30} }, InvalidRange, "to", "2026-09-30 lies before 2026-10-01"},
		{"too long", func(r *Request) { r.To = r.From.Add(3660) }, InvalidRange, "to", "3661 days"},
		{"too long by the hour", func(r *Request) { r.Interval, r.To = Hour, r.From.Add(31) }, InvalidRange, "to", "32 days"},
		{"interval", func(r *Request) { r.Interval = "minute" }, InvalidInterval, "interval", `"minute"`},
		{"calendar", func(r *Request) { r.Calendar = "mayan" }, BadRequest, "calendar", `"mayan"`},
		{"compare", func(r *Request) { r.Compare = "decade" }, BadRequest, "compare", `"decade"`},
		{"week", func(r *Request) { r.WeekStart = 7 }, BadRequest, "week_start", "seven"},
		{"negative week", func(r *Request) { r.WeekStart = -1 }, BadRequest, "week_start", "seven"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := request(t)
			tt.change(&r)
			source := &shop{}
			_, err := Build(context.Background(), source, r)
			var refused *RequestError
			if !errors.As(err, &refused) {
				t.Fatalf("error is %v", err)
			}
			if refused.Code != tt.code || refused.Field != tt.field {
				t.Errorf("%s of %s, want %s of %s", refused.Code, refused.Field, tt.code, tt.field)
			}
			if !strings.Contains(refused.Message+" "+refused.Hint, tt.says) {
				t.Errorf("%q, hint %q: says nothing of %q", refused.Message, refused.Hint, tt.says)
			}
			if want := tt.field + ": " + refused.Message; err.Error() != want {
				t.Errorf("%q, want %q", err, want)
			}
			if len(source.queries) > 0 {
				t.Error("the source was asked all the same")
			}
		})
	}
}

func TestWhatAProgramMustGive(t *testing.T) {
	for name, change := range map[string]func(*Request){
		"zone":     func(r *Request) { r.Zone = nil },
		"currency": func(r *Request) { r.Currency = "" },
		"digits":   func(r *Request) { r.Digits = nil },
		"as of":    func(r *Request) { r.AsOf = time.Time{} },
	} {
		r := request(t)
		change(&r)
		_, err := Build(context.Background(), &shop{}, r)
		var refused *RequestError
		if err == nil || errors.As(err, &refused) {
			t.Errorf("without %s: %v", name, err)
		}
	}
}

func TestLongestRanges(t *testing.T) {
	r := request(t)
	r.To = r.From.Add(3659)
	if _, err := Build(context.Background(), &shop{}, r); err != nil {
		t.Error(err)
	}
	r.To, r.Interval = r.From.Add(30), Hour
	if _, err := Build(context.Background(), &shop{}, r); err != nil {
		t.Error(err)
	}
	for _, start := range []time.Weekday{time.Sunday, time.Saturday} {
		r.WeekStart = start
		if _, err := Build(context.Background(), &shop{}, r); err != nil {
			t.Error(err)
		}
	}
}

// A dimension must be allowed by every metric that is asked for.
func TestAllowed(t *testing.T) {
	wide := Definition{ID: "wide", Dimensions: []Dimension{ByChannel, ByDevice}}
	narrow := Definition{ID: "narrow", Dimensions: []Dimension{ByChannel}}
	both := []Definition{wide, narrow}
	for _, r := range []Request{
		{GroupBy: ByDevice},
		{GroupBy: ByChannel, Filters: []Filter{{ByDevice, []string{"mobile"}, true}}},
	} {
		var refused *RequestError
		if err := r.allowed(both); !errors.As(err, &refused) || refused.Hint != "allowed: channel" {
			t.Errorf("%+v: %v", r, err)
		}
		if err := r.allowed(both[:1]); err != nil {
			t.Errorf("%+v: %v", r, err)
		}
	}
	if err := (Request{}).allowed(both); err != nil {
		t.Error(err)
	}
}

// Without names the metrics are those that allow what is asked for, and the others are named.
func TestLeftOut(t *testing.T) {
	r := request(t)
	r.GroupBy, r.Filters = ByPaymentType, []Filter{{BySurface, []string{"web"}, false}}
	report, err := Build(context.Background(), &shop{}, r)
	if err != nil {
		t.Fatal(err)
	}
	var answered []string
	for _, result := range report.Results {
		answered = append(answered, result.Definition.ID)
		if !result.Definition.Allows(ByPaymentType) {
			t.Errorf("%s is answered", result.Definition.ID)
		}
	}
	if all := len(All()); len(answered)+len(report.LeftOut) != all {
		t.Errorf("%d answered and %d left out of %d", len(answered), len(report.LeftOut), all)
	}
	for _, id := range []string{"visitors", "cart_abandonment_rate", "message_open_rate"} {
		if !slices.Contains(report.LeftOut, id) {
			t.Errorf("%s is not left out", id)
		}
	}
	if report, err = Build(context.Background(), &shop{}, request(t)); err != nil || report.LeftOut != nil {
		t.Errorf("left out %v, %v", report.LeftOut, err)
	}
}
