package goods

import "github.com/safar-cx/safar/examples/shop/internal/words"

// many is a stock that a demonstration does not use up.
const many = 5_000

// products are the goods. Of backgammon boards there are two, and termeh is sold out, so
// that one can see what a shop does then.
var products = []Product{
	{
		ID: "kilim", Category: "textiles", Price: 48_500_000, Pieces: many,
		Name: words.Text{En: "Hand-woven kilim", Fa: "گلیم دست‌باف"},
		About: words.Text{
			En: "Wool on wool, dyed with madder and walnut, 90 by 140 cm. Woven in Harsin; no two are alike.",
			Fa: "پشم روی پشم، رنگ‌شده با روناس و پوست گردو، ۹۰ در ۱۴۰ سانتی‌متر. بافت هرسین؛ هیچ دوتایی یکسان نیستند."},
	},
	{
		ID: "termeh", Category: "textiles", Price: 21_000_000, Pieces: 0,
		Name: words.Text{En: "Termeh runner", Fa: "رومیزی ترمه"},
		About: words.Text{
			En: "Silk and wool brocade from Yazd with the cypress pattern, 40 by 120 cm.",
			Fa: "ترمهٔ ابریشم و پشم یزد با نقش بته‌جقه، ۴۰ در ۱۲۰ سانتی‌متر."},
	},
	{
		ID: "giveh", Category: "textiles", Price: 9_800_000, Pieces: many,
		Name: words.Text{En: "Giveh shoes", Fa: "گیوهٔ دست‌دوز"},
		About: words.Text{
			En: "Cotton uppers knitted by hand on a sole of pressed cloth. Light, and cool in summer.",
			Fa: "رویهٔ نخی دست‌باف روی تخت پارچه‌ای فشرده. سبک و خنک برای تابستان."},
	},
	{
		ID: "tea-glasses", Category: "table", Price: 3_600_000, Pieces: many,
		Name: words.Text{En: "Six tea glasses", Fa: "شش استکان کمرباریک"},
		About: words.Text{
			En: "Narrow-waisted glasses with saucers, blown by mouth in Meymand.",
			Fa: "استکان کمرباریک با نعلبکی، دمیده در میمند."},
	},
	{
		ID: "enamel-plate", Category: "table", Price: 16_400_000, Pieces: many,
		Name: words.Text{En: "Minakari plate", Fa: "بشقاب میناکاری"},
		About: words.Text{
			En: "Copper enamelled in Isfahan blue and fired three times, 20 cm across.",
			Fa: "مس میناکاری‌شده با آبی اصفهان، سه بار پخته، به قطر ۲۰ سانتی‌متر."},
	},
	{
		ID: "bowl", Category: "table", Price: 5_200_000, Pieces: many,
		Name: words.Text{En: "Turquoise bowl", Fa: "کاسهٔ فیروزه‌ای"},
		About: words.Text{
			En: "Stoneware from Lalejin under a turquoise glaze. Good for soup, better for pomegranates.",
			Fa: "سفال لالجین با لعاب فیروزه‌ای. برای آش خوب است و برای انار بهتر."},
	},
	{
		ID: "saffron", Category: "pantry", Price: 7_900_000, Pieces: many,
		Name: words.Text{En: "Saffron, 4.6 g", Fa: "زعفران، یک مثقال"},
		About: words.Text{
			En: "All-red threads of this autumn's harvest from Ghaen, in a tin that keeps out the light.",
			Fa: "رشتهٔ سرگل برداشت امسال قائن، در قوطی نورگیر."},
	},
	{
		ID: "pistachios", Category: "pantry", Price: 6_300_000, Pieces: many,
		Name: words.Text{En: "Pistachios, 500 g", Fa: "پستهٔ احمدآقایی، نیم کیلو"},
		About: words.Text{
			En: "Long kernels from Rafsanjan, roasted with lemon and little salt.",
			Fa: "پستهٔ کشیدهٔ رفسنجان، بوداده با لیمو و نمک کم."},
	},
	{
		ID: "rosewater", Category: "pantry", Price: 1_850_000, Pieces: many,
		Name: words.Text{En: "Rosewater, 1 litre", Fa: "گلاب دوآتشه، یک لیتر"},
		About: words.Text{
			En: "Distilled twice in copper in Ghamsar in May, and nothing added.",
			Fa: "دوبار تقطیر در دیگ مسی قمصر در اردیبهشت، بی‌هیچ افزودنی."},
	},
	{
		ID: "khatam-box", Category: "wood-metal", Price: 12_700_000, Pieces: many,
		Name: words.Text{En: "Khatam box", Fa: "جعبهٔ خاتم"},
		About: words.Text{
			En: "Marquetry of wood, bone and brass wire from Shiraz; for letters, or tea.",
			Fa: "خاتم شیراز از چوب، استخوان و مفتول برنج؛ برای نامه‌ها یا چای."},
	},
	{
		ID: "copper-tray", Category: "wood-metal", Price: 14_200_000, Pieces: many,
		Name: words.Text{En: "Copper tray", Fa: "سینی مسی قلم‌زنی"},
		About: words.Text{
			En: "Beaten and engraved in Zanjan, tinned inside, 36 cm across.",
			Fa: "چکش‌خورده و قلم‌زنی زنجان، سفیدشده، به قطر ۳۶ سانتی‌متر."},
	},
	{
		ID: "backgammon", Category: "wood-metal", Price: 39_000_000, Pieces: 2,
		Name: words.Text{En: "Backgammon board", Fa: "تخته‌نرد منبت"},
		About: words.Text{
			En: "Carved walnut with boxwood stones, made to order in Sanandaj. Two are ready.",
			Fa: "چوب گردوی منبت با مهره‌های شمشاد، ساخت سنندج. دو عدد آماده است."},
	},
}
