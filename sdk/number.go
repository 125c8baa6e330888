package sdk

import (
	"math"
	"strconv"
)

// appendFloat writes a number as strconv does, with the fewest digits that mean it alone.
// Those of up to three decimals, which are most, are found without a search.
func appendFloat(b []byte, x float64) []byte {
	const most = 1 << 40
	thousandths := math.Round(x * 1000)
	if math.Abs(thousandths) > most || thousandths/1000 != x || thousandths == 0 {
		return strconv.AppendFloat(b, x, 'g', -1, 64)
	}
	b = appendAmount(b, int64(thousandths), 3)
	for b[len(b)-1] == '0' {
		b = b[:len(b)-1]
	}
	if b[len(b)-1] == '.' {
		b = b[:len(b)-1]
	}
	return b
}
