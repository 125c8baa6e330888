package main

import (
	"errors"

	"github.com/safar-cx/safar/collector/cmd/safar/internal/doctor"
)

type doctorCmd struct {
	URL  string `arg:"" name:"url" help:"Address of a page of the shop."`
	JSON bool   `help:"Print JSON."`
}

// Run looks at the page and says what is wrong with its tag.
func (c *doctorCmd) Run(e *env) error {
	report, err := doctor.Examine(e, c.URL)
	if errors.Is(err, doctor.ErrAddress) {
		return usage(err.Error(), "write the whole address, such as https://shop.example/")
	}
	if err != nil {
		return err
	}
	if c.JSON {
		err = e.printJSON(report)
	} else {
		err = e.printExamination(report)
	}
	if err == nil && !report.Well() {
		err = failed(errors.New("something is wrong with the page"), "mend what is marked and run it again")
	}
	return err
}

func (e *env) printExamination(report *doctor.Report) error {
	err := e.printf("%s\n", report.Page)
	for _, c := range report.Checks {
		mark := "ok   "
		if !c.OK {
			mark = "WRONG"
		}
		err = firstOf(err, e.printf("  %s  %s\n", mark, c.Message))
		if c.Remedy != "" {
			err = firstOf(err, e.printf("         %s\n", c.Remedy))
		}
	}
	return err
}
