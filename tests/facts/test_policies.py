"""What policies tell, in several languages, and what nobody filled in."""

import pytest

from auditor.facts.policies import days_named, placeholders, policy_text, privacy_points, returns_items
from tests.facts.pages import page

PRIVACY = {
    "en": """We collect your name and e-mail address when you place an order. Your e-mail address is confidential and we never sell it.
    We use this information to deliver your order; that is its only purpose. Statistics of visits are kept in aggregate form.
    We share your address with the carrier, and with no other third party.""",
    "de": """Wir verarbeiten Ihre E-Mail-Adresse und Ihre Anschrift, um Ihre Bestellung auszuführen. Die Daten werden nur zu diesem Zweck
    genutzt und nicht an Dritte weitergegeben, außer an den Versender. Für die Statistik werten wir Besuche anonymisiert aus.""",
    "fr": """Votre adresse e-mail n'est jamais communiquée à des tiers. Nous traitons vos données pour la finalité suivante : préparer votre
    commande. Des statistiques anonymes nous aident à améliorer le site. Les destinataires des données sont les transporteurs.""",
    "es": """Su correo electrónico es confidencial y no se cede a terceros. Tratamos los datos con la finalidad de preparar su pedido.
    Elaboramos estadísticas agregadas de las visitas. Los destinatarios son las empresas de transporte que llevan los paquetes.""",
    "zh": """我们会对您的电子邮件地址保密，不会向第三方出售。我们收集这些信息的目的是处理您的订单。我们会对访问数据进行统计，统计信息是匿名的。""",
    "ja": """お客様のメールアドレスを第三者に開示することはありません。個人情報の利用目的は、ご注文の商品をお届けすることです。アクセスは統計として集計します。""",
}


@pytest.mark.parametrize("language", PRIVACY)
def test_the_five_points_of_a_privacy_page(language):
    assert privacy_points(page(f'<html lang="{language}"><main><h1>x</h1><p>{PRIVACY[language]}</p></main></html>')).missing == ()


def test_points_that_are_missing_are_named():
    points = privacy_points(page("<main><p>We use cookies so that the basket works. We keep nothing else of what you tell us here.</p></main>"))
    assert points.covered == ()
    assert points.missing == ("email_secrecy", "orders", "aggregation", "purpose", "recipients")


RETURNS = {
    "en": """You may return goods within 30 days of receipt, unused and in the original packaging. Personalised goods cannot be returned.
    You pay for return postage. Send it to the following address with the form. We refund within 14 days. Exchanges are free.""",
    "de": """Sie haben 14 Tage ab Erhalt der Ware Zeit. Die Ware muss unbenutzt und originalverpackt sein. Ausgeschlossen sind Hygieneartikel.
    Die Kosten der Rücksendung tragen Sie. Nutzen Sie das Rücksendeformular. Wir erstatten innerhalb von 14 Tagen. Ein Umtausch ist möglich.""",
    "fr": """Vous disposez de 14 jours à compter de la réception. L'article doit être dans son emballage d'origine. Les articles personnalisés
    sont exclus. Les frais de retour sont à votre charge. Utilisez le formulaire. Nous vous remboursons sous 14 jours. Échange possible.""",
    "es": """Dispone de 14 días desde la recepción. El producto debe estar sin usar y con su embalaje original. Quedan excluidos los artículos
    personalizados. Los gastos de devolución corren por su cuenta. Rellene el formulario. El reembolso tarda 14 días. Cambios gratis.""",
    "zh-CN": "自签收之日起7天内可退货，商品需完好、包装齐全。定制商品不适用。退货运费由买家承担。请联系客服申请退货，寄回以下地址。退款在3个工作日内原路退回。也可换货。",
    "zh-TW": "收到商品隔日起7天內可退貨，商品須保持完整包裝。客製化商品恕不退換。退貨運費由買家負擔。請聯絡客服申請退貨。退款於14個工作天內刷退。換貨請來信。",
    "ja": "商品到着後7日以内に、未使用・未開封の場合に限り返品できます。セール品は対象外です。返送料はお客様負担となります。返品先へご返送ください。返金は銀行振込です。交換も承ります。",
}


@pytest.mark.parametrize("language", RETURNS)
def test_the_eight_items_of_a_returns_page(language):
    assert returns_items(page(f'<html lang="{language}"><main><h1>x</h1><p>{RETURNS[language]}</p></main></html>')).missing == ()


def test_items_that_are_missing_are_named():
    items = returns_items(page('<html lang="en"><main><p>Faulty goods are refunded. Please be patient with us, we are a small shop.</p></main>'))
    assert items.covered == ("refund",)


@pytest.mark.parametrize(("text", "days"), [
    ("14 days from receipt", (14,)), ("within fourteen (14) days", (14,)), ("vierzehn Tage", (14,)), ("14 Tagen ab Erhalt", (14,)),
    ("7天无理由退货", (7,)), ("到着後7日以内", (7,)), ("七天鑑賞期", (7,)), ("30 jours ouvrés", (30,)), ("catorce días naturales", (14,)),
    ("2 to 5 working days", (5,)), ("14-day return", (14,)), ("14 or 30 days; 14 days again", (30, 14)), ("4月7日", ()), ("10.14 days", ()),
    ("daydream 30", ()), ("", ()), ("2024年1月7日", ()),
])
def test_days_that_a_text_names(text, days):
    assert days_named(text) == days


@pytest.mark.parametrize(("text", "found"), [
    ("Welcome to [Company name]", ("[Company name]",)), ("{{ shop.name }} sells", ("{{ shop.name }}",)), ("Your Store", ("Your Store",)),
    ("XX公司的隐私政策", ("XX公司",)), ("Lorem ipsum dolor", ("Lorem ipsum",)), ("[insert address here]", ("[insert address here]",)),
    ("Max Mustermann", ("Max Mustermann",)), ("within [number] days", ("[number]",)),
    ("see note [1]", ()), ("visit your store in Leeds", ()), ("[sic]", ()), ("", ()), ("XXL 公司", ()),
])
def test_what_nobody_filled_in(text, found):
    assert placeholders(text) == found


def test_damaged_markup_is_read_again_with_patience():
    text = "We keep your data for as long as the law asks for and no longer than that. " * 80
    damaged = f"<html><body><select><option>x<p>{text}</select></body></html>"
    assert "as the law asks" in policy_text(page(damaged))
    assert policy_text(page("<main><p>Short.</p></main>")) == "Short."
