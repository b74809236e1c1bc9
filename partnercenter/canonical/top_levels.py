"""Endings that make a word look like a domain: all two-letter ones of countries, and the general ones that
people meet."""

_COUNTRIES = """
ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bw by bz ca
cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg er es et eu fi fj fk fm fo
fr ga gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je
jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mg mh mk ml mm mn mo
mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt
pw py qa re ro rs ru rw sa sb sc sd se sg sh si sk sl sm sn so sr ss st su sv sx sy sz tc td tf tg th tj tk
tl tm tn to tr tt tv tw tz ua ug uk us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw
"""
_GENERAL = """
com net org info biz name pro mobi asia tel travel jobs cat coop aero museum edu gov mil int post arpa onion
academy accountant accountants agency app apps art associates auction audio band bank bar beauty best bet
bid bike bingo black blog blue boutique build builders business buzz cab cafe cam camera camp capital care
careers cash casino center chat cheap church city claims cleaning click clinic cloud club coach codes
coffee college community company computer consulting contact contractors cool coupons courses credit
creditcard cyou date dating deals delivery dental design dev diet digital direct directory discount doctor
domains download earth education email energy engineer engineering enterprises equipment estate events
exchange expert exposed express fail faith family fan fans farm fashion finance financial fish fit fitness
flights florist football forsale foundation fun fund funding furniture futbol fyi gallery game games garden
gift gifts gives glass global gmbh gold golf graphics gratis green group guide guru health healthcare help
holdings holiday homes horse hospital host hosting house icu immo inc industries ink institute insure
international investments jewelry kaufen kim kitchen land law lawyer lease legal life lighting limited limo
link live llc loan loans lol love ltd management market marketing markets mba media men menu moe moda money
monster mortgage mov movie network news ninja nagoya okinawa one online ooo osaka page partners parts party
pet phone photo photography photos pics pictures pink pizza place plus poker press productions promo
properties property protection pub quest racing realty recipes red rehab rent rentals repair report rest
restaurant review reviews rip rocks run sale school science security services sexy shoes shop shopping show
site ski soccer social software solar solutions space store stream studio style supply support surf surgery
systems tax taxi team tech technology tennis theater tickets tips tires today tokyo tools top tours town
toys trade trading training tube university uno vacations vegas ventures vet video villas vin vip vision
vodka vote voyage wang watch webcam website wedding wiki win wine work works world wtf xyz yoga yokohama
zip zone
africa amsterdam auto autos barcelona bayern beer berlin boats bond boo boston brussels cards cars cfd
charity cologne cruises dad dance deal dog eco esq eus foo gal gay gent goog hair hamburg hiv imamat
irish ist istanbul kids kiwi koeln kyoto lat london luxe madrid makeup melbourne miami mom moscow
motorcycles nowruz nyc observer paris phd prof quebec rodeo rsvp ruhr ryukyu saarland sbs scot sex skin
sucks swiss sydney taipei tattoo tirol voto wales wien yachts zuerich
"""

TOP_LEVELS: frozenset[str] = frozenset((_COUNTRIES + _GENERAL).split())
# Endings in other scripts. A text in these scripts has a half-width full stop before them in a domain only.
_FOREIGN = """
рф рус укр бел қаз 中国 中國 公司 网络 网址 商城 在线 香港 台湾 台灣 世界 みんな コム ストア クラウド
グーグル ファッション セール 한국 닷컴 닷넷
"""
FOREIGN_TOP_LEVELS: tuple[str, ...] = tuple(_FOREIGN.split())
