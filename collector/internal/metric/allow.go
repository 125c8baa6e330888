package metric

import (
	"fmt"
	"slices"
	"strings"
)

// allowing parts the catalogue into the metrics that allow the dimensions asked for and the
// ids of those that do not. It is an error when there are none of the former.
func (r Request) allowing() (definitions []Definition, leftOut []string, err error) {
	all := All()
	for i := range all {
		if one := all[i : i+1]; r.allowed(one) == nil {
			definitions = append(definitions, one...)
		} else {
			leftOut = append(leftOut, all[i].ID)
		}
	}
	if len(definitions) == 0 {
		return nil, nil, r.noneAllows()
	}
	return definitions, leftOut, nil
}

// allowed refuses dimensions that one of the metrics does not allow.
func (r Request) allowed(definitions []Definition) error {
	for i := range definitions {
		d := &definitions[i]
		for _, asked := range r.dimensions() {
			if !d.Allows(asked.by) {
				return &RequestError{InvalidDimension, asked.field,
					fmt.Sprintf("%s does not allow the dimension %q", d.ID, asked.by), "allowed: " + listed(d.Dimensions)}
			}
		}
	}
	return nil
}

// noneAllows names a dimension that no metric allows, if there is one: each may be allowed by
// some metric, but all of them together by none.
func (r Request) noneAllows() error {
	known := Dimensions()
	for _, asked := range r.dimensions() {
		if !slices.Contains(known, asked.by) {
			return &RequestError{InvalidDimension, asked.field, fmt.Sprintf("no metric allows the dimension %q", asked.by),
				"allowed by some: " + listed(known)}
		}
	}
	return &RequestError{InvalidDimension, "filter", "no metric allows all of these dimensions together",
		"the catalogue names those that each metric allows"}
}

// asked is a dimension that a request names, and in which of its fields.
type asked struct {
	field string
	by    Dimension
}

// dimensions are all that the request names.
func (r Request) dimensions() []asked {
	var all []asked
	if r.GroupBy != "" {
		all = append(all, asked{"group_by", r.GroupBy})
	}
	for _, f := range r.Filters {
		all = append(all, asked{"filter", f.Dimension})
	}
	return all
}

// Dimensions are those that any metric allows, in the order of the catalogue.
func Dimensions() []Dimension {
	var known []Dimension
	for _, d := range All() {
		for _, by := range d.Dimensions {
			if !slices.Contains(known, by) {
				known = append(known, by)
			}
		}
	}
	return known
}

func listed(dimensions []Dimension) string {
	names := make([]string, len(dimensions))
	for i, by := range dimensions {
		names[i] = string(by)
	}
	return strings.Join(names, ", ")
}
