package metric

import (
	"math"
	"math/big"
	"strconv"
	"testing"

	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"
	"pgregory.net/rapid"
)

func TestQuantile(t *testing.T) {
	if want := distuv.UnitNormal.Quantile(tail); math.Abs(z-want) > 1e-12 {
		t.Errorf("z is %v, want %v", z, want)
	}
}

// Newcombe, Statistics in Medicine 17 (1998) 857-872, table I, method 3.
func TestWilson(t *testing.T) {
	for _, tt := range []struct {
		x, n      int64
		low, high float64
	}{
		{81, 263, 0.2553, 0.3662},
		{15, 148, 0.0624, 0.1605},
		{0, 20, 0, 0.1611},
		{1, 29, 0.0061, 0.1718},
		{29, 29, 0.8830, 1},
	} {
		low, high := wilson(tt.x, tt.n)
		near(t, "low", low, tt.low, 5e-5)
		near(t, "high", high, tt.high, 5e-5)
	}
	for _, n := range []int64{1, 3, 6, 7, 10, 11, 29, 1_000_003} {
		if low, _ := wilson(0, n); low != 0 {
			t.Errorf("none of %d: low is %v", n, low)
		}
		if _, high := wilson(n, n); high != 1 {
			t.Errorf("all of %d: high is %v", n, high)
		}
	}
}

// The ends are the two proportions that a score test would just not reject.
func TestWilsonInvertsTheScoreTest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int64Range(2, 100_000).Draw(t, "n")
		x := rapid.Int64Range(1, n-1).Draw(t, "x")
		p, m := float64(x)/float64(n), float64(n)
		low, high := wilson(x, n)
		if low <= 0 || low >= p || high <= p || high >= 1 {
			t.Fatalf("%d of %d: [%v, %v]", x, n, low, high)
		}
		for _, end := range []float64{low, high} {
			score := math.Abs(p-end) / math.Sqrt(end*(1-end)/m)
			if math.Abs(score-z) > 1e-6 {
				t.Fatalf("%d of %d: the score of %v is %v", x, n, end, score)
			}
		}
	})
}

// Newcombe, Statistics in Medicine 17 (1998) 873-890, table II, method 10.
func TestNewcombe(t *testing.T) {
	for _, tt := range []struct {
		x, n, y, m int64
		low, high  float64
	}{
		{56, 70, 48, 80, 0.0524, 0.3339},
		{9, 10, 3, 10, 0.1705, 0.8090},
		{6, 7, 2, 7, 0.0582, 0.8062},
		{5, 56, 0, 29, -0.0381, 0.1926},
		{0, 10, 0, 20, -0.1611, 0.2775},
		{0, 10, 0, 10, -0.2775, 0.2775},
		{10, 10, 0, 20, 0.6791, 1},
		{10, 10, 0, 10, 0.6075, 1},
	} {
		low, high := newcombe(tt.x, tt.n, tt.y, tt.m)
		near(t, "low", low, tt.low, 5e-5)
		near(t, "high", high, tt.high, 5e-5)
		low, high = newcombe(tt.y, tt.m, tt.x, tt.n)
		near(t, "low turned", low, -tt.high, 5e-5)
		near(t, "high turned", high, -tt.low, 5e-5)
	}
}

// Student's data on sleep (1908), hours of sleep gained with two drugs, as R's t.test
// reports on them.
func TestWelch(t *testing.T) {
	a := meanFigure(7, -16, -2, -12, -1, 34, 37, 8, 0, 20)
	b := meanFigure(19, 8, 11, 1, -1, 44, 55, 16, 46, 34)
	first, _ := a.estimate(Money)
	second, _ := b.estimate(Money)
	low, high := welch(first, second)
	near(t, "low", low/10, -3.3654832, 5e-8)
	near(t, "high", high/10, 0.2054832, 5e-8)
}

func TestMeanAgreesWithGonum(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(rapid.Int64Range(0, 1_000_000), 2, 40).Draw(t, "values")
		f := meanFigure(values...)
		var floats []float64
		for _, v := range values {
			floats = append(floats, float64(v))
		}
		mean, variance := stat.MeanVariance(floats, nil)
		e, ok := f.estimate(Money)
		if !ok {
			t.Fatal("no estimate")
		}
		m := float64(len(values))
		if math.Abs(e.mean-mean) > 1e-9*mean || math.Abs(e.variance-variance/m) > 1e-9*variance || e.n != m {
			t.Fatalf("%+v, want %v and %v", e, mean, variance/m)
		}
	})
}

func TestMeanInterval(t *testing.T) {
	f := meanFigure(1000, 2000, 3000, 4000) // mean 2500, its variance 5,000,000 / 3 / 4
	half := z * math.Sqrt(5_000_000./12)
	low, high, ok := f.interval(Money, 2)
	if !ok {
		t.Fatal("none")
	}
	near(t, "low", low, (2500-half)/100, 1e-9)
	near(t, "high", high, (2500+half)/100, 1e-9)
	low, high, ok = f.interval(Seconds, 0)
	if !ok {
		t.Fatal("none")
	}
	near(t, "low", low, (2500-half)/1000, 1e-9)
	near(t, "high", high, (2500+half)/1000, 1e-9)
}

// With floats alone the variance of large amounts that hardly vary would be noise.
func TestMeanOfLargeAmounts(t *testing.T) {
	const large = 4_000_000_000_000_000
	e, ok := meanOf(3*large+6, squares(large+1, large+2, large+3), 3)
	if !ok || e.variance != 1./3 {
		t.Errorf("%+v %v, want a variance of a third", e, ok)
	}
}

func TestNoEstimate(t *testing.T) {
	if e, ok := meanOf(5, big.NewInt(25), 1); ok {
		t.Errorf("one value varies: %+v", e)
	}
	if e, ok := meanOf(10, big.NewInt(49), 2); ok {
		t.Errorf("the squares are too small: %+v", e)
	}
	if e, ok := meanOf(10, big.NewInt(50), 2); !ok || e.variance != 0 || e.mean != 5 || e.n != 2 {
		t.Errorf("twice the same: %+v %v", e, ok)
	}
	f := fraction(10, 2)
	if e, ok := f.estimate(Money); ok {
		t.Errorf("no squares: %+v", e)
	}
}

func TestInterval(t *testing.T) {
	half := 100 * z * math.Sqrt(0.0076)
	lowRatio, highRatio := wilson(81, 263)
	tests := []struct {
		name      string
		figure    Figure
		unit      Unit
		low, high float64 // both 0 for none
	}{
		{"count", Figure{Numerator: 9}, Count, 0, 0},
		{"sum of money", Figure{Numerator: 9}, Money, 0, 0},
		{"ratio", fraction(81, 263), Ratio, lowRatio, highRatio},
		{"ratio of nothing", fraction(0, 0), Ratio, 0, 0},
		{"suspect", fraction(3, 2), Ratio, 0, 0},
		{"score", score(50, 30, 100), Points, 20 - half, 20 + half},
		{"one answer", score(1, 0, 1), Points, 100, 100},
		{"score of nothing", score(0, 0, 0), Points, 0, 0},
		{"one order", meanFigure(700), Money, 0, 0},
		{"mean of nothing", meanFigure(), Money, 0, 0},
		// 2, 3, 3, 4 vary by 2/3, their mean by a quarter of it
		{"stars", meanFigure(2, 3, 3, 4), Stars, 3 - z*math.Sqrt(2./3/4), 3 + z*math.Sqrt(2./3/4)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			low, high, ok := tt.figure.interval(tt.unit, 2)
			if ok != (tt.low != 0 || tt.high != 0) {
				t.Fatalf("[%v, %v] %v", low, high, ok)
			}
			near(t, "low", low, tt.low, 1e-9)
			near(t, "high", high, tt.high, 1e-9)
		})
	}
}

// The NPS data of a French garden retailer: 13,612 answers, published score 53.4.
func TestScoreOfARetailer(t *testing.T) {
	f := score(8465, 1194, 13_612)
	f.setValue(Points, 0)
	near(t, "score", *f.Value, 53.4, 0.05)
}

func TestDiffers(t *testing.T) {
	tests := []struct {
		name          string
		unit          Unit
		now, previous Figure
		want          bool
	}{
		{"counts never", Count, Figure{Numerator: 1000}, Figure{Numerator: 1}, false},
		{"sums of money never", Money, Figure{Numerator: 1000}, Figure{Numerator: 1}, false},
		{"ratios", Ratio, fraction(56, 70), fraction(48, 80), true},
		{"ratios turned", Ratio, fraction(48, 80), fraction(56, 70), true},
		{"ratios too close", Ratio, fraction(5, 56), fraction(0, 29), false},
		{"ratios too close turned", Ratio, fraction(0, 29), fraction(5, 56), false},
		{"no ratio now", Ratio, fraction(0, 0), fraction(48, 80), false},
		{"no ratio before", Ratio, fraction(48, 80), fraction(0, 0), false},
		{"suspect now", Ratio, fraction(81, 80), fraction(8, 80), false},
		{"suspect before", Ratio, fraction(8, 80), fraction(81, 80), false},
		{"scores", Points, score(50, 10, 100), score(30, 30, 100), true},
		{"scores turned", Points, score(30, 30, 100), score(50, 10, 100), true},
		{"scores too close", Points, score(50, 30, 100), score(45, 30, 100), false},
		// By Student's distribution they would be.
		{"scores of few answers", Points, score(2, 1, 4), score(0, 3, 4), true},
		{"scores that do not vary", Points, score(1, 0, 1), score(0, 1, 1), false},
		{"one score varies", Points, score(5, 5, 10), score(10, 0, 10), true},
		{"no score before", Points, score(50, 10, 100), score(0, 0, 0), false},
		{"means", Seconds, meanFigure(10, 11, 12), meanFigure(20, 21, 22), true},
		{"stars", Stars, meanFigure(1, 2, 1, 2), meanFigure(4, 5, 4, 5), true},
		{"means turned", Seconds, meanFigure(20, 21, 22), meanFigure(10, 11, 12), true},
		// By the normal distribution they would differ: 1.96 is far from t with 2 degrees.
		{"means of few", Money, meanFigure(10, 12), meanFigure(13, 15), false},
		{"one mean varies", Money, meanFigure(10, 10, 10), meanFigure(20, 21, 22), true},
		{"means that do not vary", Money, meanFigure(10, 10), meanFigure(20, 20), false},
		{"one order now", Money, meanFigure(10), meanFigure(20, 21, 22), false},
		{"one order before", Money, meanFigure(20, 21, 22), meanFigure(10), false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.now.differs(tt.unit, &tt.previous); got != tt.want {
				t.Errorf("%v, want %v", got, tt.want)
			}
		})
	}
}

func TestNormalDifference(t *testing.T) {
	low, high := normal(estimate{0.4, 0.0009, 50}, estimate{0.1, 0.0016, 60})
	near(t, "low", low, 0.3-z*0.05, 1e-12)
	near(t, "high", high, 0.3+z*0.05, 1e-12)
}

func score(promoters, detractors, n int64) Figure {
	f := fraction(promoters-detractors, n)
	f.Extras = map[string]int64{extraPromoters: promoters, extraDetractors: detractors}
	return f
}

func meanFigure(values ...int64) Figure {
	var sum int64
	for _, v := range values {
		sum += v
	}
	f := fraction(sum, int64(len(values)))
	f.Squares = squares(values...).String()
	return f
}

func squares(values ...int64) *big.Int {
	total := new(big.Int)
	for _, v := range values {
		square := big.NewInt(v)
		total.Add(total, square.Mul(square, square))
	}
	return total
}

func near(t *testing.T, what string, got, want, within float64) {
	t.Helper()
	if !(math.Abs(got-want) <= within) {
		t.Errorf("%s is %v, want %v", what, got, want)
	}
}

// show writes a number that may be missing.
func show(value *float64) string {
	if value == nil {
		return "none"
	}
	return strconv.FormatFloat(*value, 'g', 6, 64)
}
