package event

// MinorDigits returns how many digits money in a currency has after the point, and whether
// the currency is an ISO 4217 code in use, in capitals. The digits are CLDR's "standard"
// ones, which follow how people count: no Iranian shop charges a hundredth of a rial, so
// IRR has none although ISO lists two. The edition is CLDR 48.
func MinorDigits(currency string) (digits int, ok bool) {
	switch currency {
	case "AFN", "ALL", "BIF", "CLP", "COP", "DJF", "GNF", "HUF", "IDR", "IQD", "IRR", "ISK",
		"JPY", "KMF", "KPW", "KRW", "LAK", "LBP", "MGA", "MMK", "PKR", "PYG", "RWF", "SOS",
		"SYP", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF", "YER":
		return 0, true
	case "AED", "AMD", "AOA", "ARS", "AUD", "AWG", "AZN", "BAM", "BBD", "BDT", "BMD", "BND",
		"BOB", "BOV", "BRL", "BSD", "BTN", "BWP", "BYN", "BZD", "CAD", "CDF", "CHE", "CHF",
		"CHW", "CNY", "COU", "CRC", "CUP", "CVE", "CZK", "DKK", "DOP", "DZD", "EGP", "ERN",
		"ETB", "EUR", "FJD", "FKP", "GBP", "GEL", "GHS", "GIP", "GMD", "GTQ", "GYD", "HKD",
		"HNL", "HTG", "ILS", "INR", "JMD", "KES", "KGS", "KHR", "KYD", "KZT", "LKR", "LRD",
		"LSL", "MAD", "MDL", "MKD", "MNT", "MOP", "MRU", "MUR", "MVR", "MWK", "MXN", "MXV",
		"MYR", "MZN", "NAD", "NGN", "NIO", "NOK", "NPR", "NZD", "PAB", "PEN", "PGK", "PHP",
		"PLN", "QAR", "RON", "RSD", "RUB", "SAR", "SBD", "SCR", "SDG", "SEK", "SGD", "SHP",
		"SLE", "SRD", "SSP", "STN", "SVC", "SZL", "THB", "TJS", "TMT", "TOP", "TRY", "TTD",
		"TWD", "TZS", "UAH", "USD", "USN", "UYU", "UZS", "VED", "VES", "WST", "XAD", "XAG",
		"XAU", "XBA", "XBB", "XBC", "XBD", "XCD", "XCG", "XDR", "XPD", "XPT", "XSU", "XTS",
		"XUA", "XXX", "ZAR", "ZMW", "ZWG":
		return 2, true
	case "BHD", "JOD", "KWD", "LYD", "OMR", "TND":
		return 3, true
	case "CLF", "UYW":
		return 4, true
	}
	return 0, false
}
