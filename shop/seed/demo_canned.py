"""Prepared answers of the demo's desk: the same eight in each language, in the same order."""

from __future__ import annotations

CANNED: dict[str, tuple[tuple[str, str], ...]] = {
    "en": (
        ("Greeting", "Hi {customer}, this is {agent}. I've read what you wrote, so you don't have to explain it again. Give me a moment to look into it."),
        ("Ask for a photo", "Could you send us a photo of the damage, and one of the box it came in? Then I can sort this out for you right away."),
        ("Ask for the order number", "Which order is it about? The number starts with W; you'll find it in your confirmation e-mail."),
        ("Refund sent", "I've just sent your refund for order {order}. Your bank usually takes 5 to 7 days to show it."),
        ("Sorry for the delay", "I'm sorry order {order} is taking this long. I've asked the carrier where it is and will write to you as soon as I know more."),
        ("One moment", "I'm checking this with our warehouse. It'll take a few minutes; I'll be right back."),
        ("Anything else", "That's done. Is there anything else I can help you with today?"),
        ("Goodbye", "Glad I could help, {customer}. If anything comes up, just write to us here. Take care!"),
    ),
    "fr": (
        ("Bonjour", "Bonjour {customer}, je suis {agent}. J'ai lu votre message, inutile de tout réexpliquer. Je regarde ça tout de suite."),
        ("Demander une photo", "Pourriez-vous nous envoyer une photo du défaut et une photo du carton ? Je pourrai alors régler ça sans attendre."),
        ("Demander le numéro de commande", "De quelle commande s'agit-il ? Le numéro commence par W, il figure dans l'e-mail de confirmation."),
        ("Remboursement effectué", "Je viens de rembourser votre commande {order}. Le montant apparaît en général sur votre compte sous 5 à 7 jours."),
        ("S'excuser du retard", "Je suis désolé(e) que la commande {order} prenne autant de temps. J'ai contacté le transporteur et je vous écris dès que j'ai du nouveau."),
        ("Un instant", "Je vérifie auprès de notre entrepôt, cela prend quelques minutes. Je reviens vers vous tout de suite."),
        ("Autre chose", "C'est fait. Puis-je vous aider pour autre chose ?"),
        ("Au revoir", "Ravi(e) d'avoir pu vous aider, {customer}. En cas de besoin, écrivez-nous ici. Bonne journée !"),
    ),
    "de": (
        ("Begrüßung", "Hallo {customer}, hier ist {agent}. Ich habe Ihre Nachrichten gelesen, Sie müssen nichts noch einmal erklären. Einen Moment, ich sehe mir das an."),
        ("Um ein Foto bitten", "Könnten Sie uns ein Foto vom Schaden und eines vom Karton schicken? Dann kann ich das gleich für Sie klären."),
        ("Nach der Bestellnummer fragen", "Um welche Bestellung geht es? Die Nummer beginnt mit W und steht in Ihrer Bestätigungsmail."),
        ("Erstattung veranlasst", "Ich habe die Erstattung für Bestellung {order} gerade veranlasst. In der Regel ist das Geld in 5 bis 7 Tagen auf Ihrem Konto."),
        ("Für die Verspätung entschuldigen", "Es tut mir leid, dass Bestellung {order} so lange braucht. Ich habe beim Versanddienst nachgefragt und melde mich, sobald ich mehr weiß."),
        ("Einen Moment", "Ich frage kurz in unserem Lager nach. Das dauert ein paar Minuten, ich bin gleich wieder da."),
        ("Noch etwas?", "Das ist erledigt. Kann ich sonst noch etwas für Sie tun?"),
        ("Verabschiedung", "Gern geschehen, {customer}. Wenn noch etwas ist, schreiben Sie uns einfach hier. Einen schönen Tag noch!"),
    ),
    "es": (
        ("Saludo", "Hola, {customer}, soy {agent}. Ya he leído lo que nos ha contado, así que no hace falta que lo repita. Deme un momento y lo reviso."),
        ("Pedir una foto", "¿Podría enviarnos una foto del daño y otra de la caja? Así puedo resolverlo enseguida."),
        ("Pedir el número de pedido", "¿De qué pedido se trata? El número empieza por W y aparece en el correo de confirmación."),
        ("Reembolso hecho", "Acabo de hacer el reembolso del pedido {order}. Suele tardar entre 5 y 7 días en aparecer en su cuenta."),
        ("Disculpas por el retraso", "Siento que el pedido {order} esté tardando tanto. Ya he preguntado al transportista y le escribo en cuanto sepa algo más."),
        ("Un momento", "Lo estoy consultando con el almacén. Serán unos minutos; enseguida vuelvo con usted."),
        ("¿Algo más?", "Ya está hecho. ¿Puedo ayudarle en algo más?"),
        ("Despedida", "Me alegro de haber podido ayudarle, {customer}. Si necesita cualquier cosa, escríbanos por aquí. ¡Que tenga un buen día!"),
    ),
    "ar": (
        ("ترحيب", "مرحبًا {customer}، معك {agent}. قرأت رسائلك، فلا حاجة إلى إعادة الشرح. أمهلني لحظة لأراجع الأمر."),
        ("طلب صورة", "هل يمكنك إرسال صورة للضرر وصورة أخرى للعلبة؟ بذلك أستطيع حل المشكلة على الفور."),
        ("طلب رقم الطلب", "ما رقم الطلب الذي تسأل عنه؟ يبدأ الرقم بحرف W وتجده في رسالة التأكيد."),
        ("تم رد المبلغ", "رددتُ لك مبلغ الطلب {order} الآن. يظهر عادةً في حسابك خلال 5 إلى 7 أيام."),
        ("اعتذار عن التأخير", "أعتذر عن تأخر الطلب {order}. تواصلت مع شركة الشحن وسأكتب لك فور معرفة أي جديد."),
        ("لحظة من فضلك", "أتحقق من الأمر مع المستودع. يستغرق ذلك بضع دقائق وسأعود إليك حالًا."),
        ("هل من شيء آخر؟", "تم الأمر. هل هناك شيء آخر يمكنني مساعدتك فيه؟"),
        ("وداع", "سعدت بمساعدتك يا {customer}. إن احتجت إلى أي شيء فاكتب لنا هنا. طاب يومك!"),
    ),
}  # fmt: skip
