package demo

import (
	"errors"
	"time"
)

// Config describes a World. All fields but Seed are required.
type Config struct {
	// Seed makes one population differ from another. Ids begin with it, so that two seeds
	// at one site don't meet.
	Seed uint64
	// Zone is where the shop is: shoppers live by its days and hours.
	Zone *time.Location
	// First is an instant of the first day.
	First time.Time
	// Days is how long the history is meant to be, in days: what is to be noticed happens
	// at a distance from its end. The World itself goes on after it.
	Days int
	// PerDay is how many visits come on an average day.
	PerDay int
	// Shop is the address of the shop's pages, such as https://shop.example.
	Shop string
}

// currency is what the shop's prices are in.
const currency = "IRR"

// check says what is missing.
func (c Config) check() error {
	switch {
	case c.Zone == nil:
		return errors.New("demo: Config.Zone is required")
	case c.First.IsZero():
		return errors.New("demo: Config.First is required")
	case c.Days < 0:
		return errors.New("demo: Config.Days is negative")
	case c.PerDay < 1:
		return errors.New("demo: Config.PerDay must be at least 1")
	case c.Shop == "":
		return errors.New("demo: Config.Shop is required")
	}
	return nil
}

// What is to be noticed, in days before the end of history.
const (
	saleBefore      = 8  // the sale whose gateway breaks down
	burstBefore     = 17 // the robots
	dearShipsBefore = 28 // shipping gets dearer
)

// The hours of the sale's day in which the gateway is broken.
const (
	brokenFrom = 14
	brokenTo   = 19
)
