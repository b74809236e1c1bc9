"""Domains that hand out mailboxes to the public: an address there says nothing about an organisation.

Reviewed by hand; a new provider is a new line. Subdomains count as well (`domains.is_free_mail`), so that the
regional names of Japanese access providers need one line each.
"""

_WORLD = """
gmail.com googlemail.com
outlook.com hotmail.com live.com msn.com passport.com windowslive.com
hotmail.co.jp hotmail.co.uk hotmail.de hotmail.fr hotmail.it hotmail.es hotmail.ca hotmail.be hotmail.nl
hotmail.se outlook.jp outlook.de outlook.fr outlook.it outlook.es outlook.be outlook.dk outlook.ie
outlook.at outlook.pt outlook.kr outlook.in outlook.sa outlook.com.au outlook.com.br outlook.co.th
outlook.co.id live.jp live.co.uk live.de live.fr live.it live.nl live.be live.dk live.se live.no live.ca
live.cn live.com.au yahoo.com ymail.com rocketmail.com myyahoo.com yahoo.co.uk yahoo.de yahoo.fr yahoo.it
yahoo.es yahoo.ca yahoo.ie yahoo.in yahoo.co.in yahoo.co.id yahoo.co.kr yahoo.com.au yahoo.com.br
yahoo.com.cn yahoo.com.hk yahoo.com.tw yahoo.com.sg yahoo.com.mx yahoo.com.ar yahoo.com.ph yahoo.com.vn
yahoo.cn yahoo.se yahoo.dk yahoo.no yahoo.pl yahoo.gr icloud.com me.com mac.com privaterelay.appleid.com
aol.com aol.de aol.fr aol.co.uk aol.jp aim.com verizon.net att.net sbcglobal.net bellsouth.net comcast.net
cox.net charter.net earthlink.net juno.com mail.com email.com usa.com gmx.com inbox.com zoho.com
zohomail.com zohomail.eu fastmail.com fastmail.fm hushmail.com tutanota.com tutanota.de tuta.io tuta.com
tutamail.com keemail.me proton.me protonmail.com protonmail.ch pm.me mailfence.com posteo.de posteo.net
mailbox.org runbox.com disroot.org hey.com duck.com relay.firefox.com mozmail.com simplelogin.com
rediffmail.com mail.ru inbox.ru list.ru bk.ru internet.ru yandex.com yandex.ru ya.ru rambler.ru
"""
_EUROPE = """
gmx.de gmx.net gmx.at gmx.ch gmx.fr gmx.eu web.de freenet.de t-online.de magenta.de arcor.de online.de
vodafone.de 1und1.de kabelmail.de email.de mail.de bluewin.ch hispeed.ch sunrise.ch chello.at aon.at a1.net
orange.fr wanadoo.fr free.fr laposte.net sfr.fr neuf.fr bbox.fr numericable.fr club-internet.fr libero.it
virgilio.it alice.it tin.it tiscali.it fastwebnet.it tim.it poste.it inwind.it iol.it telefonica.net
terra.es movistar.es sapo.pt mail.pt telenet.be skynet.be proximus.be ziggo.nl kpnmail.nl planet.nl home.nl
xs4all.nl hetnet.nl btinternet.com btopenworld.com sky.com talktalk.net virginmedia.com ntlworld.com
blueyonder.co.uk eircom.net telia.com comhem.se spray.se online.no tele2.no mail.dk tdcadsl.dk luukku.com
kolumbus.fi suomi24.fi wp.pl o2.pl onet.pl interia.pl op.pl gazeta.pl seznam.cz centrum.cz email.cz
volny.cz azet.sk zoznam.sk freemail.hu citromail.hu abv.bg mail.bg ukr.net i.ua meta.ua
"""
_JAPAN = """
yahoo.co.jp ymail.ne.jp ybb.ne.jp infoseek.jp rakuten.jp rakumail.jp goo.jp mail.goo.ne.jp goo.ne.jp
excite.co.jp livedoor.com auone.jp auone-net.jp nifty.com nifty.ne.jp biglobe.ne.jp biglobe.jp so-net.ne.jp
ocn.ne.jp plala.or.jp plala.to dion.ne.jp odn.ne.jp asahi-net.or.jp dti.ne.jp hi-ho.ne.jp wakwak.com
jcom.home.ne.jp jcom.zaq.ne.jp zaq.ne.jp home.ne.jp eonet.ne.jp commufa.jp ctc-net.ne.jp tcp-ip.or.jp
mb.infoweb.ne.jp interlink.or.jp docomo.ne.jp mopera.net mopera.ne.jp ezweb.ne.jp au.com uqmobile.jp
softbank.ne.jp i.softbank.jp softbank.jp disney.ne.jp vodafone.ne.jp ymobile.ne.jp ymobile1.ne.jp
emnet.ne.jp y-mobile.ne.jp willcom.com pdx.ne.jp wcm.ne.jp emobile.ne.jp mineo.jp iijmio-mail.jp
sannet.ne.jp bbiq.jp t-com.ne.jp megaegg.ne.jp pikara.ne.jp
"""
_ASIA_AND_AMERICAS = """
qq.com vip.qq.com foxmail.com 163.com vip.163.com 126.com vip.126.com yeah.net 188.com sina.com sina.cn
vip.sina.com sohu.com tom.com 21cn.com 139.com 189.cn wo.cn 263.net aliyun.com 10086.cn naver.com daum.net
hanmail.net nate.com kakao.com pchome.com.tw hinet.net msa.hinet.net seed.net.tw netvigator.com
singnet.com.sg starhub.net.sg bigpond.com bigpond.net.au optusnet.com.au iinet.net.au xtra.co.nz uol.com.br
bol.com.br terra.com.br ig.com.br globo.com oi.com.br prodigy.net.mx rogers.com shaw.ca sympatico.ca
bell.net videotron.ca telus.net walla.co.il walla.com
"""

FREE_MAIL_DOMAINS: frozenset[str] = frozenset((_WORLD + _EUROPE + _JAPAN + _ASIA_AND_AMERICAS).split())
