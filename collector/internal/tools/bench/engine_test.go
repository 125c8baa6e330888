package main

import (
	"errors"
	"flag"
	"io"
	"slices"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector/internal/tools/engine"
)

func TestParseEngine(t *testing.T) {
	for _, tt := range []struct {
		args  []string
		want  func(engine.Options) bool
		page  string
		fails bool
	}{
		{args: nil, want: func(o engine.Options) bool { return slices.Equal(o.Shops, []int{100_000, 1_000_000}) && o.Batched == 0 }},
		{args: []string{"-events", ""}, want: func(o engine.Options) bool { return len(o.Shops) == 0 }},
		{
			args: []string{"-events", "5, 70", "-singles", "-1", "-overload", "2s", "-write", "page.md"}, page: "page.md",
			want: func(o engine.Options) bool {
				return slices.Equal(o.Shops, []int{5, 70}) && o.Singles == -1 && o.Overload == 2*time.Second
			},
		},
		{
			args: []string{"-short", "-batched", "9", "-dir", "/d", "-safar", "/s"},
			want: func(o engine.Options) bool {
				return o.Batched == engine.Short().Batched && o.Dir == "/d" && o.Safar == "/s"
			},
		},
		{args: []string{"-events", "many"}, fails: true},
		{args: []string{"-nonsense"}, fails: true},
		{args: []string{"-short", "-write", "page.md"}, fails: true},
	} {
		o, page, err := parseEngine(tt.args, io.Discard)
		if (err != nil) != tt.fails || page != tt.page || tt.want != nil && !tt.want(o) {
			t.Errorf("%q: %+v, %q, %v", tt.args, o, page, err)
		}
	}
	if _, _, err := parseEngine([]string{"-help"}, io.Discard); !errors.Is(err, flag.ErrHelp) {
		t.Errorf("-help: %v", err)
	}
}
