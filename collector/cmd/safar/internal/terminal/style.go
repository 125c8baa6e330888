package terminal

// style is how a cell looks where colour may be used.
type style string

const (
	plain  style = ""
	bold   style = "1"
	faint  style = "2"
	good   style = "32"
	bad    style = "31"
	strong style = "33" // asks for a second look
)

func (s style) paint(text string, color bool) string {
	if !color || s == plain || text == "" {
		return text
	}
	return "\x1b[" + string(s) + "m" + text + "\x1b[0m"
}
