package terminal

import (
	"io"
	"strings"
)

// People is the part of the API's list of people that is shown.
type People struct {
	Stand
	People    []Profile `json:"people"`
	Truncated bool      `json:"truncated"`
}

// Profile is one person in the list.
type Profile struct {
	Person   string   `json:"person"`
	Kind     string   `json:"kind"`
	Last     string   `json:"last"`
	Sessions int      `json:"sessions"`
	Orders   int      `json:"orders"`
	Surfaces []string `json:"surfaces"`
}

// WritePeople writes a list of people, the latest first.
func WritePeople(w io.Writer, list People, o Options) error {
	p := &printer{w: w, o: o}
	p.line(faint, "%s, times in %s, as of %s", clean(list.Site), clean(list.Timezone), clean(list.AsOf))
	if len(list.People) == 0 {
		p.line(plain, "nobody was seen")
	}
	t := table{indent: "  ", right: []bool{false, false, false, true, true}}
	for _, one := range list.People {
		date, clock := moment(one.Last)
		t.add(cell{text: date + " " + clock}, cell{clean(one.Kind), faint}, cell{clean(one.Person), bold},
			cell{text: plural(one.Sessions, "visit")}, cell{text: plural(one.Orders, "order")},
			cell{clean(strings.Join(one.Surfaces, ", ")), faint})
	}
	p.table(&t)
	if list.Truncated {
		p.line(faint, "There is too much to look through: somebody may be missing.")
	}
	return p.err
}
