package scrub

// issuer is a range of the first four digits of cards, and the lengths that they have.
type issuer struct {
	low, high int
	lengths   []int
}

// issuers are the ranges in use, Iranian banks and the schemes of the region among them.
var issuers = []issuer{
	{4000, 4999, []int{13, 16, 19}},     // Visa
	{5000, 5999, []int{16}},             // Mastercard, Maestro; Iranian 5022 to 5894; Meeza 5078
	{2200, 2204, []int{16}},             // Mir
	{2221, 2720, []int{16}},             // Mastercard
	{3400, 3499, []int{15}},             // American Express
	{3700, 3799, []int{15}},             // American Express
	{3000, 3059, []int{14}},             // Diners Club
	{3600, 3699, []int{14}},             // Diners Club
	{3800, 3999, []int{14}},             // Diners Club
	{3528, 3589, []int{16, 17, 18, 19}}, // JCB
	{6000, 6199, []int{16}},             // Discover, RuPay; Iranian 6037, 6104
	{6200, 6299, []int{16, 17, 18, 19}}, // UnionPay; Iranian 6219, 6221, 6273, 6274, 6280
	{6300, 6999, []int{16, 17, 18, 19}}, // Maestro, Discover; Iranian 6362, 6393
	{9792, 9792, []int{16}},             // Troy
	{9919, 9919, []int{16}},             // Iranian
}

// isCard tells whether a number is a card's: by its length, the range of an issuer, Luhn's check
// digit, and groups as they are printed. What is a valid barcode of its length is one.
func isCard(n number, code bool) bool {
	size := len(n.digits)
	if size < 13 || size > longest || code && size < 15 || n.plus {
		return false
	}
	for i, g := range n.sizes {
		if len(n.sizes) > 1 && g < 4 && i < len(n.sizes)-1 {
			return false
		}
	}
	if !issued(n.digits) || !luhn(n.digits) {
		return false
	}
	return size == 16 || size == 15 || !barcode(n.digits)
}

func issued(digits string) bool {
	first := 0
	for i := range 4 {
		first = first*10 + int(digits[i]-'0')
	}
	for _, r := range issuers {
		if first < r.low || first > r.high {
			continue
		}
		for _, n := range r.lengths {
			if n == len(digits) {
				return true
			}
		}
	}
	return false
}

// luhn tells whether the last digit is the check digit of the others.
func luhn(digits string) bool {
	sum := 0
	for i := range len(digits) {
		d := int(digits[len(digits)-1-i] - '0')
		if i%2 == 1 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return sum%10 == 0
}

// barcode tells whether the last digit is that of a GTIN or SSCC.
func barcode(digits string) bool {
	sum := 0
	for i := range len(digits) {
		d := int(digits[len(digits)-1-i] - '0')
		if i%2 == 1 {
			d *= 3
		}
		sum += d
	}
	return sum%10 == 0
}
