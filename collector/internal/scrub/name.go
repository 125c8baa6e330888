package scrub

// named are the params whose names say that their value is somebody's.
var named = map[string]Kind{
	"phone": Phone, "phone_number": Phone, "phoneNumber": Phone, "mobile": Phone, "mobile_number": Phone, "mobileNumber": Phone,
	"tel": Phone, "telephone": Phone, "cell": Phone, "cellphone": Phone, "msisdn": Phone, "whatsapp": Phone,
	"user_phone": Phone, "customer_phone": Phone, "contact_phone": Phone, "تلفن": Phone, "موبایل": Phone, "شماره_موبایل": Phone,
	"card_number": Card, "cardNumber": Card, "card_no": Card, "pan": Card, "cc_number": Card, "credit_card": Card,
	"credit_card_number": Card, "cvv": Card, "cvv2": Card, "cvc": Card, "شماره_کارت": Card,
	"national_id": National, "nationalId": National, "national_code": National, "nationalCode": National, "national_number": National,
	"melli_code": National, "code_melli": National, "codemelli": National, "meli_code": National, "ssn": National, "کد_ملی": National,
}

// Value returns the value of a param whose name says that it is somebody's number, marked when
// it has digits enough for one, and whether it was.
func Value(name, value string, found *Found) (string, bool) {
	kind, ok := named[name]
	if !ok {
		return value, false
	}
	fewest := 7
	if name == "cvv" || name == "cvv2" || name == "cvc" {
		fewest = 3
	}
	for i := 0; i < len(value); {
		_, size := digit(value[i:])
		if size == 0 {
			i++
			continue
		}
		if i += size; fewest == 1 {
			found.Add(kind)
			return kind.Mark(), true
		}
		fewest--
	}
	return value, false
}
