package metric

import (
	"reflect"
	"slices"
	"testing"
)

func TestParseFilter(t *testing.T) {
	for text, want := range map[string]Filter{
		"device:mobile":       {ByDevice, []string{"mobile"}, false},
		"channel:email|sms":   {ByChannel, []string{"email", "sms"}, false},
		"channel:!direct|sms": {ByChannel, []string{"direct", "sms"}, true},
		"landing_page:/a:b":   {ByLandingPage, []string{"/a:b"}, false},
	} {
		if f, ok := ParseFilter(text); !ok || !reflect.DeepEqual(f, want) {
			t.Errorf("%q is %+v, %v", text, f, ok)
		}
	}
	for _, text := range []string{"", "mobile", "device:", "device:!", ":mobile", "device:a||b", "device:|"} {
		if f, ok := ParseFilter(text); ok {
			t.Errorf("%q is %+v", text, f)
		}
	}
}

func TestDimensionsAreThoseOfTheCatalogue(t *testing.T) {
	all := Dimensions()
	for _, d := range All() {
		for _, dimension := range d.Dimensions {
			if !slices.Contains(all, dimension) {
				t.Errorf("%s of %s is missing", dimension, d.ID)
			}
		}
	}
	if slices.Sort(all); len(slices.Compact(all)) != len(Dimensions()) {
		t.Errorf("some stand there twice: %v", Dimensions())
	}
}
