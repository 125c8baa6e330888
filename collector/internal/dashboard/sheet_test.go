package dashboard_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"

	"github.com/safar-cx/safar/collector/internal/browser"
)

// sheet collects pictures of pages for people to look at.
type sheet struct {
	folder   string // "" collects nothing
	language string
	small    []image.Image
	err      error
}

// Size of a picture on the sheet; what is longer is cut off.
const (
	thumbWidth  = 360
	thumbHeight = 640
	perRow      = 4
)

func newSheet(folder, language string) *sheet { return &sheet{folder: folder, language: language} }

func (s *sheet) add(name string, p *browser.Page) {
	if s.folder == "" || s.err != nil {
		return
	}
	shot := p.Screenshot()
	if s.err = os.WriteFile(filepath.Join(s.folder, name+".png"), shot, 0o644); s.err != nil {
		return
	}
	picture, err := png.Decode(bytes.NewReader(shot))
	if err != nil {
		s.err = fmt.Errorf("picture of %s: %w", name, err)
		return
	}
	s.small = append(s.small, shrink(picture))
}

// write puts all pictures onto one.
func (s *sheet) write() error {
	if s.folder == "" || s.err != nil {
		return s.err
	}
	rows := (len(s.small) + perRow - 1) / perRow
	all := image.NewRGBA(image.Rect(0, 0, perRow*(thumbWidth+8), rows*(thumbHeight+8)))
	draw.Draw(all, all.Bounds(), image.NewUniform(color.Gray{Y: 128}), image.Point{}, draw.Src)
	for i, small := range s.small {
		at := image.Pt(i%perRow*(thumbWidth+8), i/perRow*(thumbHeight+8))
		draw.Draw(all, small.Bounds().Add(at), small, image.Point{}, draw.Src)
	}
	var out bytes.Buffer
	if err := png.Encode(&out, all); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(s.folder, "sheet-"+s.language+".png"), out.Bytes(), 0o644)
}

// shrink makes a picture as wide as a thumb, each of its points the mean of those it covers.
func shrink(picture image.Image) image.Image {
	bounds := picture.Bounds()
	scale := float64(bounds.Dx()) / thumbWidth
	height := min(thumbHeight, int(float64(bounds.Dy())/scale))
	small := image.NewRGBA(image.Rect(0, 0, thumbWidth, height))
	for y := range height {
		for x := range thumbWidth {
			small.Set(x, y, mean(picture, int(float64(x)*scale), int(float64(y)*scale), max(1, int(scale))))
		}
	}
	return small
}

func mean(picture image.Image, x, y, side int) color.Color {
	var red, green, blue, n uint32
	for dy := range side {
		for dx := range side {
			r, g, b, _ := picture.At(x+dx, y+dy).RGBA()
			red, green, blue, n = red+r>>8, green+g>>8, blue+b>>8, n+1
		}
	}
	return color.RGBA{R: uint8(red / n), G: uint8(green / n), B: uint8(blue / n), A: 255}
}
