package api

import (
	"fmt"
	"strings"

	"rsc.io/qr"
)

// qrJSON is a QR code as the path of an SVG: a square of size units, with a unit for each of its
// modules and the margin that readers need.
type qrJSON struct {
	Size int    `json:"size"`
	Path string `json:"path" doc:"The d of an SVG path that draws what is dark."`
}

const qrMargin = 4

func qrOf(text string) (qrJSON, error) {
	code, err := qr.Encode(text, qr.M)
	if err != nil {
		return qrJSON{}, fmt.Errorf("draw a QR code: %w", err)
	}
	var path strings.Builder
	for y := range code.Size {
		for x := 0; x < code.Size; x++ {
			from := x
			for x < code.Size && code.Black(x, y) {
				x++
			}
			if x > from {
				fmt.Fprintf(&path, "M%d %dh%dv1h-%dz", from+qrMargin, y+qrMargin, x-from, x-from)
			}
		}
	}
	return qrJSON{code.Size + 2*qrMargin, path.String()}, nil
}
