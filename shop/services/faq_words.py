"""Words of questions: those that say little, and those that mean the same."""

from __future__ import annotations

import re

COMMON = frozenset(
    """a an the i you we he she it they me us my your our its their is are am was were be been do does did done to of in
    on for and or if so at by from up as than then this that these those there here how what when where which who whom
    why can could will would should shall may might must have has had not no get gets got any some one ones thing things
    stuff something anything much many long please just also too very really about with into im ive id whats wheres
    hows dont doesnt didnt cant isnt arent wont hi hello hey u still yet now go goes going want need like know tell
    came come comes like today tomorrow tonight write
    until after before during while without set see show use used using give gave offer offers take takes make let think
    available together kind type types sort way ways list possible usually normally normal exactly actually guys old fix around shop item items product products order orders ordered""".split()
)

_GROUPS = """
    deliver: delivery delivered delivers deliveries delivering ship shipping shipped ships shipment shipments postage post dispatch
    parcel: package packages parcels
    carrier: dhl ups fedex usps courier couriers driver drivers carriers
    refund: reimburse reimbursement reimbursed moneyback
    return: returned returns returning returnable sendback
    exchange: swap swapped swapping trade trading exchanged exchanges exchanging
    warranty: guarantee guaranteed guarantees warranties
    code: codes coupon coupons voucher vouchers promo promotion promotions discount discounts
    cost: costs price prices pay-for charge charges charged fee fees pricing expensive
    cheap: cheaper less lower
    drop: drops dropped dropping sale reduced
    declined: decline rejected reject refuse refuses refused denied failing fails failed fail
    card: visa mastercard amex creditcard cards
    cart: basket bag carts
    website: site webpage homepage page app web
    stores: store shops branch branches showroom outlet
    open: opening opened hours
    unsubscribe: optout
    email: mail mails emails
    newsletter: newsletters marketing spam advertising
    late: delay delayed delays overdue
    broken: damaged damage cracked shattered smashed faulty defective broke pieces defect
    account: profile accounts
    register: registration registering signup
    login: signin log-in
    password: passwords passcode
    username: loginname
    invoice: invoices bill receipt receipts
    business: b2b wholesale company companies firm corporate businesses
    membership: member members loyalty club rewards
    gift: present presents gifts
    soldout: restock restocked restocks
    preorder: preorders
    review: reviews feedback rating ratings opinion opinions stars comment
    recycle: recycled recyclable recycling sustainable sustainability eco ecofriendly environment environmental
    packaging: packing
    phone: telephone phones ring
    installment: installments instalment instalments monthly klarna afterpay affirm financing finance
    invalid: wrong
    safe: secure security safely
    express: overnight expedited priority
    furniture: bookshelf bookshelves desk sofa bulky heavy upstairs floor
    method: methods modalities
    holiday: holidays christmas easter thanksgiving
    weekend: weekends saturday sunday saturdays sundays
    europe: european eu vienna berlin paris rome madrid dublin amsterdam switzerland france germany spain italy ireland netherlands belgium austria poland sweden portugal denmark
    abroad: overseas worldwide internationally international foreign
    kingdom: uk britain england london scotland
    size: sizing sizes
    data: information info details records
    neighbor: neighbour neighbours neighbors
    missing: incomplete lost stolen vanished disappeared
    customs: duties duty
    wrap: wrapping wrapped
    contact: reach contacting touch
    change: alter adjust correct amend edit modify modified modification amend changed changing changes
    confirm: confirmation confirmed
    cancel: revoke withdraw undo terminate cancellation cancelled canceled cancelling canceling cancels
    guest: guests without-account
    slow: slowly slower freezes freeze frozen hangs
    fast: quick quickly quicker faster soon sooner speed urgent urgently
    support: helpdesk agent staff employee
    free: gratis waive waived
    delete: erase remove deleted deleting erased
    error: errors bug bugs problem problems issue issues trouble
    pay: paying payment payments paid pays
    buy: bought buying purchase purchased purchases
    house: home apartment flat
    legit: genuine authentic fake fakes legitimate trustworthy scam
    twofactor: 2fa authenticator authentication verification
"""
MEANS = {
    word: name.strip()
    for name, words in (line.split(":") for line in _GROUPS.strip().splitlines())
    for word in (name.strip(), *words.split())
}

# A place, a day or a name is no question by itself. Roots.
WEAK = frozenset(
    "europe kingdom canada mexico norway australia hawaii alaska weekend neighbor telephone name holiday".split()
)

# Several words with a meaning of their own.
PHRASES = tuple(
    (re.compile(rf"\b(?:{pattern})\b"), word)
    for pattern, word in (
        (r"how long|how many (?:days|weeks|months)|until when|time limit|by when|deadline", "howlong"),
        (r"return (?:window|period)", "howlong return"),
        (r"how much (?:is|are|does|do|for|would|will)", "cost"),
        (r"too late", "howlong late"),
        (r"money back|my money|pa(?:y|id) (?:me |us )?back", "refund"),
        (r"call(?:ed)? (?:it |my order )?off", "cancel"),
        (r"(?:send|sent|give|bring|take|ship|mail|post|sending|giving|taking|shipping|mailing)(?: \w+){0,2} back|get it back to", "sendback"),
        (r"sold out|out of stock|back in stock|in stock again|more of (?:these|those|them)", "soldout"),
        (r"pre[- ]orders?", "preorder"),
        (r"user name", "username"),
        (r"(?:log|sign)(?:ging|ing|ged|ed)?[ -]in(?:to)?", "login"),
        (r"sign(?:ing)?[ -]up", "register"),
        (r"opt(?:ing)?[ -]out|take me off|get rid of|stop sending|no more", "unsubscribe"),
        (r"two[- ](?:factor|step)|second factor", "twofactor"),
        (r"credit card|debit card", "card"),
        (r"gift ?cards?", "giftcard gift"),
        (r"(?:apple|google) pay", "wallet pay"),
        (r"at home|home when|not home|nobody (?:was |is )?home|not in", "absent"),
        (r"united kingdom", "uk"),
        (r"(?:labou?r|memorial|independence|new years?|boxing) day", "holiday"),
        (r"brick and mortar|physical (?:shop|store|location)s?", "stores"),
        (r"get in touch", "contact"),
        (r"you (?:store|keep|save)|(?:store|keep|save)s? my|stored", "keepdata"),
        (r"back out(?: of)?", "cancel"),
        (r"(?:deliver|ship|send it|post it)s? (?:\w+ )?(?:to|2)", "deliver toplace"),
        (r"click and collect", "collect stores"),
        (r"in the middle of|at the moment", ""),
    )
)  # fmt: skip
