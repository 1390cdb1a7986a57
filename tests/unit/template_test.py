# SPDX-FileCopyrightText: 2026 The poise authors
# SPDX-License-Identifier: MIT
"""What `poise lint` says of placeholders, gaps and what one case left behind in canned replies.

In the examples the words that a finding has to stand on are between ⟦ and ⟧; where there are none, nothing is to be found.
"""
import json
import random
import re

import pytest

from program import run

MISSPELT, UNFILLED, LEFTOVER = "template.misspelt_placeholder", "template.unfilled", "template.leftover"


def findings(path, *arguments):
    """(line, code, words, message) of each finding of this program's own, in the order of the file."""
    result = run("lint", "--format", "json", *arguments, path)
    assert result.returncode in (0, 1), result.stderr
    data, found = path.read_bytes(), []
    for file in json.loads(result.stdout)["files"]:
        items = [item for reply in file["replies"] for item in reply.get("findings", [])] + file.get("findings", [])
        for item in sorted(items, key=lambda item: item.get("start", 0)):
            if item["code"].startswith("template."):
                found.append((item["line"], item["code"], data[item["start"]:item["end"]].decode(), item["message"]))
    return found


def write(tmp_path, replies):
    """One reply a line."""
    path = tmp_path / "replies.json"
    path.write_text("[" + ",\n".join(json.dumps({"body": text}, ensure_ascii=False) for text in replies) + "]", encoding="utf-8")
    return path


def lint(tmp_path, replies, *arguments):
    return [item[1:] for item in findings(write(tmp_path, replies), *arguments)]


def check(tmp_path, code, examples, around):
    """All examples in one file, with the replies around them."""
    bare = [re.sub("[⟦⟧]", "", text) for text in examples]
    found = findings(write(tmp_path, [*bare, *around]))
    wrong = []
    for line, text in enumerate(examples, 1):
        wanted = [(code, words) for words in re.findall("⟦(.*?)⟧", text)]
        got = [item[1:3] for item in found if item[0] == line]
        if got != wanted:
            wrong.append((text, got))
    assert wrong == []


# Gaps

UNFILLED_YES = [
    "Call us at ⟦[your phone number]⟧.",
    "Please visit ⟦[insert link here]⟧ to reset it.",
    "Regards, ⟦[Your Name]⟧",
    "⟦[YOUR COMPANY NAME]⟧ thanks you.",
    "You can find it at ⟦[link to the form goes here]⟧.",
    "We will be back by ⟦[add date]⟧.",
    "The cause was ⟦[describe the issue]⟧.",
    "Reply to us before ⟦[date to be confirmed]⟧.",
    "This is about ⟦<insert issue>⟧.",
    "Ask for ⟦<your name>⟧ at the desk.",
    "Our opening hours are ⟦{insert hours}⟧.",
    "The room number is ⟦[TBD]⟧.",
    "The fee is ⟦TBD⟧.",
    "⟦TODO⟧ ask the warehouse.",
    "⟦Lorem ipsum⟧ dolor sit amet.",
    "Dear ⟦____⟧, thank you for writing.",
    "Dear ⟦…………⟧, thank you for writing.",
    "Your refund of ⟦______⟧ is on its way.",
    "Your order number is ⟦XXXX⟧.",
    "We sent $⟦XXX⟧ back to you.",
    "Your ticket #⟦XXX⟧ is open.",
    "Appelez-nous au ⟦[votre numéro de téléphone]⟧.",
    "Cordialement, ⟦[Votre prénom]⟧",
    "Rendez-vous sur ⟦[insérer le lien]⟧.",
    "Le motif est ⟦[à compléter]⟧.",
    "Le montant est de ⟦[montant à préciser]⟧.",
    "Votre retour est prévu le ⟦[indiquer la date]⟧.",
    "Demandez ⟦<votre nom>⟧ à l'accueil.",
    "Votre commande n° ⟦XXXXX⟧ est partie.",
    "Nous vous remboursons ⟦XXX⟧ €.",
    "Bonjour Madame ⟦_____⟧, merci de votre message.",
    "Bonjour Monsieur ⟦……………⟧, merci de votre message.",
]

UNFILLED_NO = [
    "Call us at {{company.phone}}.",
    "See [our help page](https://help.lanterne.example).",
    "See [your orders](https://help.lanterne.example).",
    "As shown in the guide [1], it takes a day.",
    "We were told [sic] that it was closed.",
    "He said [...] and left.",
    "- [x] done\n- [ ] not done",
    "Click [Add to cart] to go on.",
    "Click on [Your account], then [Your orders].",
    "Press [Enter].",
    "Choose [Select all] in the menu.",
    "Hit [Enter your code].",
    "Then go to [Your account] > [Your addresses].",
    "Cliquez sur [Ajouter au panier].",
    "Cliquez sur [Votre compte], puis sur [Vos commandes].",
    "Le bouton [Insérer] ouvre la page.",
    "Voir [votre espace](https://aide.lanterne.example).",
    "Selon l'étude [2], c'est fréquent.",
    "Use `[your key]` as it is.",
    "Love, Sarah xxx",
    "See you soon xxxx",
    "It stores the card as XXXX XXXX XXXX 1234.",
    "The code has the form INV-XXXX.",
    "Your number looks like XXXX, on the label.",
    "Super Bowl XXX was a long time ago.",
    "We also have it in XXL and XXXL.",
    "Le numéro a la forme XXXX, voyez l'étiquette.",
    "____\nThe end of the message.",
    "Please fill in and send back:\nName: ________ \nDate: ________ ",
    "That is **__important__** for us.",
    "Wait......... what?",
    "Page one ........ 5",
    "Well… we will see.",
    "Et voilà…",
    "I did it all: todo lists, notes.",
    "Es todo lo que hay.",
    "It is <b>important</b> and <strong>urgent</strong>.",
    "See <https://help.lanterne.example>.",
    "Write to <help@lanterne.example>.",
    "The list a[add] is code.",
    "[note]: https://lanterne.example",
    "[Add] is what it says.",
    "The values {a, b} are fine.",
    "It is [optional] for you.",
    "[Update] We are back.",
    "[FAQ] Where is my parcel?",
    "Voir le document [PDF].",
    "Le formulaire à compléter est sur le site.",
    "Il reste à définir une date.",
    "Please fill in the form.",
]


def test_unfilled(tmp_path):
    check(tmp_path, UNFILLED, UNFILLED_YES + UNFILLED_NO, ["Thanks for {{ticket}}."])


def test_brackets_of_the_house(tmp_path):
    """They are gaps only where nearly everything else is spelt in another way."""
    braces = ["Hi {{name}}, your {{order}} is here. {{sign}}"] * 3
    assert lint(tmp_path, ["Hi [NAME], your [ORDER] is here."] * 3) == []
    assert lint(tmp_path, ["Hi [Customer Name], thanks from [Company]."]) == []
    for words in ("[NAME]", "[Company]", "[URL]", "[Customer Name]", "[nom du client]", "[Numéro de commande]"):
        assert [item[:2] for item in lint(tmp_path, [f"Here is {words} for you.", *braces])] == [(UNFILLED, words)]
    for words in ("[NEW]", "[1]", "[Contact]", "[url]https://lanterne.example[/url]"):
        assert lint(tmp_path, [f"Here is {words} for you.", *braces]) == []
    assert lint(tmp_path, ["Click [Order] to order.", *braces]) == []


# Leftovers

LEFTOVER_YES = [
    "Your order #⟦48211937⟧ has left our warehouse.",
    "Your order ⟦48211937⟧ has left our warehouse.",
    "Order number ⟦4821⟧ is on its way.",
    "Your order number is ⟦4821193⟧.",
    "We closed ticket ⟦20231104-22⟧ for you.",
    "Your booking ref ⟦AB12CD⟧ is confirmed.",
    "Your booking reference: ⟦LH48X2⟧.",
    "Invoice no. ⟦20240117⟧ is attached below.",
    "Your tracking number is ⟦1Z999AA10123456784⟧.",
    "We have opened case #⟦00123456⟧.",
    "Re: return number ⟦48213⟧.",
    "Your reference: ⟦AB123456⟧.",
    "Votre référence est ⟦AB123456⟧.",
    "Your contract no. ⟦4821193⟧ ends soon.",
    "Your refund of ⟦$45.20⟧ is on its way.",
    "Your refund of ⟦£30⟧ is on its way.",
    "We've refunded ⟦€12.50⟧ to your card.",
    "We have issued a refund of ⟦$17.35⟧.",
    "About your order of ⟦12 March 2024⟧: it has left.",
    "About your order placed on ⟦March 12, 2024⟧: it has left.",
    "Thanks for your message of ⟦12/03/2024⟧.",
    "We paid it to your account ⟦GB82 WEST 1234 5698 7654 32⟧.",
    "We charged ⟦4539 1488 0343 6467⟧ again.",
    "The refund goes to the card ending in ⟦4821⟧.",
    "We have sent it to ⟦karen.miller@gmail.com⟧ again.",
    "We e-mailed your code, it went to your address ⟦karen_miller77@hotmail.com⟧.",
    "Votre commande n° ⟦4821⟧ a quitté notre entrepôt.",
    "Votre commande n°⟦48211937⟧ a quitté notre entrepôt.",
    "Votre commande numéro ⟦48211937⟧ est prête.",
    "Votre numéro de commande est ⟦48211937⟧.",
    "Le numéro de suivi : ⟦6A12345678901⟧.",
    "Votre dossier ⟦2024-118732⟧ est complet.",
    "Votre facture ⟦FA20240117⟧ est en pièce jointe.",
    "Référence de réservation : ⟦QX48ZT2⟧.",
    "Votre contrat n° ⟦4821193⟧ arrive à échéance.",
    "Votre remboursement de ⟦45,20 €⟧ est parti.",
    "Votre remboursement d'un montant de ⟦45 €⟧ est parti.",
    "Nous vous avons remboursé ⟦12,50 €⟧ ce matin.",
    "Concernant votre commande du ⟦12 mars 2024⟧, elle est partie.",
    "Votre rendez-vous du ⟦12/03/2024⟧ est confirmé.",
    "Nous confirmons votre RDV du ⟦12 mars 2024⟧.",
    "Concernant votre commande du ⟦1er mars 2024⟧, elle est partie.",
    "Suite à votre message du ⟦12/03/2024⟧, voici la réponse.",
    "Votre commande passée le ⟦3 avril 2024⟧ est partie.",
    "Le virement est parti vers votre compte ⟦FR14 2004 1010 0505 0001 3M02 606⟧.",
    "Le remboursement ira sur la carte se terminant par ⟦4821⟧.",
    "Nous l'avons envoyé à ⟦karine.lefevre@orange.fr⟧ ce matin.",
]

LEFTOVER_NO = [
    "Orders above 50 € ship free of charge.",
    "Orders above 1000 € ship free of charge.",
    "A fee of INR 500 per passenger applies.",
    "We are open from 9:00 to 18:00, 24/7 online.",
    "Call 020 7946 0018 to book.",
    "Booking: 02079460018.",
    "Reservations: 1-800-555-0199.",
    "To make a reservation 1-800-555-0199 is the line.",
    "Under Directive 2011/83 you have 14 days.",
    "This follows ISO 9001 and ISO27001.",
    "Reference ISO9001 applies.",
    "The iPhone 15 and the Galaxy S24 work.",
    "In 2023 we opened 1200 shops.",
    "Orders 2024 are closed.",
    "Your order 2024 has a new look.",
    "See article 1386-1 of the code.",
    "Case C-131/12 of the Court is clear.",
    "You can order 100000 leaflets at once.",
    "Please order 250000 of them.",
    "You may claim 100000 miles.",
    "Return 100000 points and get a gift.",
    "Your ticket is valid for 48h.",
    "The order takes 48-72 hours.",
    "Your order number looks like 48211937.",
    "Your order number has 8 digits, for example 48211937.",
    "Give us your order number (e.g. 48211937).",
    "The booking reference starts with AB12CD.",
    "Order #{{order.number}} has left.",
    "Order {{number}}-2024 has left.",
    "Your ticket #%{ticket.number} is open.",
    "Ticket #1 is the first.",
    "Invoice A4 is the paper size.",
    "Your refund of up to $50 is possible.",
    "Your refund of 50 % is possible.",
    "A refund of $50 is the rule.",
    "A refund of €5.00 is the rule.",
    "Your refund of $5 per day is the rule.",
    "We refund orders of 45.20 € and more.",
    "Your payment of $50 is due each month.",
    "Your order of 12 items has left.",
    "Your order from 1 January 2024 onwards is free.",
    "Orders placed on 24 December 2024 arrive late.",
    "Since 12 March 2024 we ship abroad.",
    "Your orders of the season 2024-2025 are here.",
    "Booking 2024-2025 opens soon.",
    "Our IBAN is GB82 WEST 1234 5698 7654 32.",
    "Please transfer to GB82 WEST 1234 5698 7654 32.",
    "The number 4539 1488 0343 6468 is no card.",
    "Votre rendez-vous du {{date}} est confirmé.",
    "Votre rendez-vous du 1er trimestre est à prendre en ligne.",
    "To try it out pay with 4242 4242 4242 4242 or 5555-5555-5555-4444.",
    "Pour un essai, payez avec la carte 4111111111111111.",
    "SIRET 732 829 320 00074, RCS Paris.",
    "Write to help@lanterne.example.",
    "We sent it from support@gmail.com.",
    "Write to lanterne.shop@gmail.com.",
    "Contact us: jane.doe@lanterne.example.",
    "Reply to {{agent.email}}.",
    "Our address is 4821 Market Street.",
    "The card 4 pack costs 20.50 €.",
    "Use the code WELCOME2024 for your order.",
    "Version 4.8.2119 of the app is out.",
    "Error 48211937 means that it is full.",
    "Item reference 482119 is back.",
    "Product reference: AB12345 is sold out.",
    "The invoice number has 10 digits.",
    "La référence 482119 est en rupture.",
    "Réf. 48211 : table en chêne.",
    "Under regulation EC 261/2004 you may claim up to 600 EUR.",
    "Enter the code 482910 on the door.",
    "Flight BA117 leaves daily at 8:30.",
    "Order before 15:00 and get it tomorrow.",
    "Les commandes de plus de 50 € sont livrées sans frais.",
    "La livraison est offerte à partir de 1000 €.",
    "Des frais de 500 € par passager s'appliquent.",
    "Nous sommes ouverts de 9h00 à 18h30, 7j/7.",
    "Appelez le 01 23 45 67 89.",
    "Réservation : 0123456789.",
    "Réservations au 0 800 123 456.",
    "La directive 2011/83/UE vous donne 14 jours.",
    "L'article L. 221-18 du code de la consommation.",
    "La loi n° 2004-575 du 21 juin 2004 le prévoit.",
    "Le décret n° 2005-1309 du 20 octobre 2005 le prévoit.",
    "Le formulaire Cerfa n° 12345*01 suffit.",
    "Le règlement (UE) 2016/679 s'applique.",
    "Le numéro de commande comporte 8 chiffres, par exemple 48211937.",
    "Votre numéro de commande commence par 482119.",
    "Commande n° {{numero}} : elle est partie.",
    "Votre commande de 12 articles est partie.",
    "Un remboursement de 50 € est possible.",
    "Votre remboursement de 5 € par jour est prévu.",
    "Nous remboursons jusqu'à 45,20 €.",
    "Un dossier complet compte 12 pages.",
    "Depuis le 12 mars 2024, nous livrons en Corse.",
    "Vos commandes à partir du 12 mars 2024 seront gratuites.",
    "Notre IBAN est FR14 2004 1010 0505 0001 3M02 606.",
    "Écrivez à contact@lanterne.example.",
    "Écrivez à lanterne.boutique@gmail.com.",
    "Nos bureaux : 4821 rue de la Paix, 75002 Paris.",
    "La taille 48211 n'existe pas.",
    "En 2023, 100000 clients nous ont fait confiance.",
    "Le ticket restaurant de 2024 est plafonné.",
    "Commandez avant 15 h pour être livré demain.",
    "TVA FR40123456824, capital de 100000 €.",
    "La garantie dure 24 mois, soit 730 jours.",
    "> Votre commande 48211937\n\nMerci de votre message.",
    "See https://lanterne.example/order/48211937 for it.",
    'Use `order 48211937` as it is.',
]


def test_leftover(tmp_path):
    check(tmp_path, LEFTOVER, LEFTOVER_YES + LEFTOVER_NO, ["Thanks for {{ticket}}."])


@pytest.mark.parametrize("around", [["See {{ticket}}."], ["Bye [NAME]."], ["Since %s."]])
def test_leftover_only_in_templates(tmp_path, around):
    """A file without placeholders is one that somebody filled in; where they stand in it makes no difference."""
    text = "Your order #48211937 has left."
    assert lint(tmp_path, [text]) == []
    for replies in ([text, *around], [*around, text]):
        assert [item[:2] for item in lint(tmp_path, replies)] == [(LEFTOVER, "48211937")]


def test_addresses_of_the_brand_are_not_left_over(tmp_path):
    replies = ["We have sent it from {{name}} to jo.martin@lanterne.example."]
    assert [item[:2] for item in lint(tmp_path, replies)] == [(LEFTOVER, "jo.martin@lanterne.example")]
    assert lint(tmp_path, replies, "--own", "lanterne.example") == []


GREETED_YES = [
    "Hi ⟦Karen⟧,\nthanks.", "Hello ⟦Karen⟧! Thanks.", "Dear ⟦Mr. Miller⟧,\nthanks.", "Dear ⟦Mary-Ann O'Brien⟧,\nthanks.",
    "Good morning ⟦Karen⟧,\nthanks.", "Bonjour ⟦Madame Lefèvre⟧,\nmerci.", "Bonjour ⟦Élodie⟧,\nmerci.",
    "Bonsoir ⟦Jean-Pierre⟧,\nmerci.", "Cher ⟦Monsieur Dupont⟧,\nmerci.", "<p>Hi ⟦Karen⟧,</p>", "**Hi ⟦Karen⟧,**\nthanks.",
]

GREETED_NO = [
    "Hi there,\nthanks.", "Hello,\nthanks.", "Dear Customer,\nthanks.", "Dear Sir or Madam,\nthanks.", "Hi all,\nthanks.",
    "Hi Team,\nthanks.", "Dear Valued Customer,\nthanks.", "Hi! Karen will write to you.", "Bonjour,\nmerci.", "Bonjour Madame,\nmerci.",
    "Bonjour Madame, Monsieur,\nmerci.", "Chère cliente, cher client,\nmerci.", "Bonjour à tous,\nmerci.", "Say hi Karen, or not.",
    "Hello World!", "Dear John Lewis team,\nthanks.", "Hi Thanks for it.", "Hi {{name}},\nthanks.", "HI KAREN AND ALL,\nthanks.",
]


def test_greetings(tmp_path):
    check(tmp_path, LEFTOVER, GREETED_YES + GREETED_NO, ["Hi {{name}},\nthanks.", "Bonjour Madame {{nom}},\nmerci."] * 9)


def test_greetings_only_where_others_have_placeholders(tmp_path):
    assert lint(tmp_path, ["Hi Karen,\nthanks for {{ticket}}.", "Thanks for {{ticket}}."]) == []
    assert lint(tmp_path, ["Hi {{name}},\nthanks."] + [f"Hi {name},\nthanks." for name in ("Karen", "Ben")]) == []


# Misspelt placeholders

SPELLINGS = ["{{%s}}", "{{ %s }}", "{{{%s}}}", "{{%s | there}}", "{%s}", "#{%s}", "${%s}", "%%{%s}", "{%%%s%%}", "%%%s%%", "%%(%s)s",
             "$%s", "[[%s]]", "<%s>", ":%s"]


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_misspelt_in_every_spelling(tmp_path, spelling):
    usual, rare = spelling % "client_name", spelling % "cleint_name"
    found = lint(tmp_path, [f"See {usual} now."] * 5 + [f"See {rare} now."])
    assert [item[:2] for item in found] == [(MISSPELT, rare)]
    assert "client_name" in found[0][2] and "5" in found[0][2]
    assert lint(tmp_path, [f"See {usual} now."] * 3 + [f"See {rare} now."]) == []


MISSPELT_PAIRS = [  # frequent, rare
    ("NOM_CLIENT", "NOMCLIENT"), ("NOM_CLIENT", "nom_client"), ("nom_client", "nom-client"), ("nom_client", "nom.client"),
    ("nom_client", "NomClient"), ("nom client", "nom_client"), ("numero", "numéro"), ("first_name", "fist_name"),
    ("first_name", "firsst_name"), ("first_name", "frist_name"), ("first_name", "first_nam"), ("customer", "costumer"),
    ("customer", "custmer"), ("customer", "custimer"), ("customer", "customerr"), ("contact.name", "contact.nmae"),
    ("contact.name", "contcat.name"), ("contact.name", "contact.name_"), ("link_begin", "link_being"), ("reservation", "reservtion"), ("order_id", "oder_id"),
    ("ticket.requester.first_name", "ticket.requestor.first_name"), ("adresse", "addresse"), ("commande", "comande"),
]

DISTINCT_PAIRS = [
    ("first_name", "last_name"), ("address1", "address2"), ("name1", "name2"), ("line_1", "line_2"), ("order", "orders"),
    ("orders", "order"), ("client", "cliente"), ("date_from", "date_to"), ("user_id", "user_ip"), ("name", "nome"), ("price", "rice"),
    ("expire_date", "expired_date"), ("sender_name", "vendor_name"), ("city", "cite"), ("prenom", "nom"),
    ("order.number", "order.total"), ("agent.name", "agent.email"), ("start_date", "end_date"), ("tax", "taxi"), ("code", "mode"),
    ("price", "prize"), ("heure", "heures"), ("order_1", "order_12"), ("user.first", "user.last"), ("lower", "flower"),
]


@pytest.mark.parametrize("usual,rare", MISSPELT_PAIRS)
def test_misspelt(tmp_path, usual, rare):
    found = lint(tmp_path, ["See {{%s}} now." % usual] * 8 + ["See {{%s}} now." % rare])
    assert [item[:2] for item in found] == [(MISSPELT, "{{%s}}" % rare)]
    assert found[0][2] == 'Is spelt unlike "{{%s}}", which this file uses 8 times.' % usual


@pytest.mark.parametrize("usual,rare", DISTINCT_PAIRS)
def test_not_misspelt(tmp_path, usual, rare):
    assert lint(tmp_path, ["See {{%s}} now." % usual] * 8 + ["See {{%s}} now." % rare]) == []


def test_message_in_french(tmp_path):
    found = lint(tmp_path, ["Voir {{nom_client}}."] * 8 + ["Voir {{nomclient}}."], "--messages", "fr")
    assert found[0][2] == "S'écrit autrement que « {{nom_client}} », qui figure 8 fois dans ce fichier."


def test_the_same_name_in_another_spelling(tmp_path):
    usual = ["Hi {{name}}, see {{order_id}}."] * 8
    assert [item[1] for item in lint(tmp_path, [*usual, "Hi {name}."])] == ["{name}"]
    assert [item[1] for item in lint(tmp_path, [*usual, "Hi %{order_id}."])] == ["%{order_id}"]
    # A number sign or a currency before a placeholder, and one without escapes.
    assert lint(tmp_path, ["Order {id} of {amount}."] * 8 + ["Order #{id} of ${amount}."]) == []
    assert lint(tmp_path, [*usual, "Hi {{{name}}}, #{{order_id}}."]) == []


BROKEN_YES = ["Hi ⟦{{name}⟧, thanks.", "Hi ⟦{name}}⟧, thanks.", "Hi ⟦{{name⟧, thanks.", "Hi ⟦{{name}⟧, see {{order}}.", "Bonjour ⟦{{nom}⟧,\nmerci."]

BROKEN_NO = [
    "Hi {{name}}, thanks.", "Hi {{{name}}}, thanks.", "It is {n, plural, one {{days} day} other {{days} days}}.",
    "Hi {{#if name}}{{name}}{{else}}there{{/if}}.", "{% if name %}Hi {{ name }}{% endif %}", "The body {\"a\":{\"b\":1}} is JSON.",
    "It is {{ name | default: 'you' }}.", "Use `{{name}` as it is.", "Choose {a|{b}}.",
]


def test_broken(tmp_path):
    check(tmp_path, MISSPELT, BROKEN_YES + BROKEN_NO, ["Thanks."])


NOTHING = [
    "It costs $5 or $50.", "It is 100 % wool.", "50 % de remise.", "100%remise", "See https://lanterne.example/a%20b%20c?d=%7Be%7D.",
    "Write to <help@lanterne.example>.", "It is <b>bold</b>, <B>loud</B> and <br>.", "A link [text](https://lanterne.example).",
    "Notes [1], [2] and [1].", "- [x] yes\n- [X] no", "`{{code}}` and `{{Code}}`", "Smile :smile: :Smile: :-)",
    "At 10:30 or 11:30.", "Ratio 1:one, 2:two.", "$HOME and $PATH", "US$name", "It is 20%off%20.",
]


def test_no_placeholders(tmp_path):
    """What looks like a placeholder makes no template, or the number would be left over."""
    for text in NOTHING:
        assert lint(tmp_path, [text, "Your order #48211937 has left."]) == [], text


def test_places_are_of_the_file(tmp_path):
    path = tmp_path / "replies.yml"
    path.write_text("replies:\n" + "  - body: |\n      Hi {{nom_client}},\n      merci.\n" * 8 +
                    '  - body: "\\u0048i {{nomclient}}, call [your \\u0070hone number]."\n', encoding="utf-8")
    assert [item[1:3] for item in findings(path)] == [(MISSPELT, "{{nomclient}}"), (UNFILLED, "[your \\u0070hone number]")]


def test_names_are_per_file(tmp_path):
    (tmp_path / "a.txt").write_text("{{nom_client}} " * 9)
    (tmp_path / "b.txt").write_text("{{nomclient}}")
    result = run("lint", "--format", "json", tmp_path)
    assert b"misspelt" not in result.stdout


def test_many_names(tmp_path):
    """Each name near the others, in a file that is no set of replies: it ends soon, and says so of what it compared."""
    rng = random.Random(1)
    names = ["".join(rng.choice("ab") for _ in range(24)) for _ in range(4000)]
    (tmp_path / "a.txt").write_text(" ".join("{{%s}} {{%s}}" % (name, names[0]) for name in names))
    assert run("lint", tmp_path / "a.txt").returncode == 0


@pytest.mark.parametrize("seed", range(8))
def test_anything(tmp_path, seed):
    """Whatever is written, each finding stands on whole characters within its reply."""
    rng = random.Random(seed)
    pieces = ["{{", "}}", "{", "}", "%", "$", "[", "]", "<", ">", ":", "name", "NAME", "your", "order", "#", "4821", "48211937", " ", "\n",
              "é", "’", "€", "…", "_", "x", "XXXX", "`", "```", "@", ".", "gmail.com", "Hi", "Karen", ",", "refund of", "12 March 2024", "\u00a0",
              "https://", "GB82", "|", "#if", "!", "à compléter", "漢", "😀", "\u0000"[:0]]
    replies = ["Hi {{name}},"] + ["".join(rng.choice(pieces) for _ in range(rng.randint(1, 400))) for _ in range(40)]
    for code, words, message in lint(tmp_path, replies):
        assert words and message and code in (MISSPELT, UNFILLED, LEFTOVER)


@pytest.mark.parametrize("piece", ["{", "{{", "{{a", "[", "[a", "<a", "<", "`", "```", "é", "a", "a.", "4", "4-", "_", ".", "$a", "%a", ":", ":aaa",
                                   "your refund of ", "order # ", "Hi ", "{{a}} ", "order 482119 "])
def test_time_is_linear(tmp_path, piece):
    path = tmp_path / "a.txt"
    path.write_text("Hi {{name}} " + piece * (100000 // len(piece)))
    assert run("lint", "--format", "json", path).returncode in (0, 1)
