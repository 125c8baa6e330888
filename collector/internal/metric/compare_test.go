package metric

import "testing"

func TestCompare(t *testing.T) {
	tests := []struct {
		compare          Compare
		from, to         string
		wantFrom, wantTo string
	}{
		{Previous, "2026-10-01", "2026-10-31", "2026-08-31", "2026-09-30"},
		{Previous, "2026-10-01", "2026-10-01", "2026-09-30", "2026-09-30"},
		{Previous, "2024-02-29", "2024-03-01", "2024-02-27", "2024-02-28"},
		{Year, "2026-10-01", "2026-10-31", "2025-10-01", "2025-10-31"},
		{Year, "2024-02-29", "2024-02-29", "2023-02-28", "2023-02-28"},
		{Year, "2024-02-01", "2024-02-29", "2023-02-01", "2023-02-28"},
		{Year, "2025-02-28", "2025-03-29", "2024-02-28", "2024-03-29"},
		{Year, "2024-01-29", "2024-02-28", "2023-01-29", "2023-02-28"},
	}
	for _, tt := range tests {
		got, ok := tt.compare.against(Range{day(t, tt.from), day(t, tt.to)})
		if want := (Range{day(t, tt.wantFrom), day(t, tt.wantTo)}); !ok || got != want {
			t.Errorf("%s of %s to %s is %v (%v), want %v", tt.compare, tt.from, tt.to, got, ok, want)
		}
	}
	if got, ok := Nothing.against(Range{day(t, "2026-10-01"), day(t, "2026-10-31")}); ok {
		t.Errorf("nothing to compare with, got %v", got)
	}
}
