"""States and countries by the names that people write."""

from __future__ import annotations

STATES = dict(
    pair.split("=")
    for pair in (
        "alabama=AL|alaska=AK|arizona=AZ|arkansas=AR|california=CA|colorado=CO|connecticut=CT|delaware=DE|florida=FL"
        "|georgia=GA|hawaii=HI|idaho=ID|illinois=IL|indiana=IN|iowa=IA|kansas=KS|kentucky=KY|louisiana=LA|maine=ME|maryland=MD"
        "|massachusetts=MA|michigan=MI|minnesota=MN|mississippi=MS|missouri=MO|montana=MT|nebraska=NE|nevada=NV"
        "|new hampshire=NH|new jersey=NJ|new mexico=NM|new york=NY|north carolina=NC|north dakota=ND|ohio=OH"
        "|oklahoma=OK"
        "|oregon=OR|pennsylvania=PA|rhode island=RI|south carolina=SC|south dakota=SD|tennessee=TN|texas=TX|utah=UT"
        "|vermont=VT|virginia=VA|washington=WA|west virginia=WV|wisconsin=WI|wyoming=WY|district of columbia=DC|d.c.=DC"
    ).split("|")
)
_PROVINCES = "ON QC BC AB MB SK NS NB NL PE YT NT NU NSW VIC QLD TAS ACT".split()
STATE_CODES = frozenset([*STATES.values(), *_PROVINCES])
# A city that is also its state's name; "Washington" is rather the capital, so it is not here.
CITY_STATES = {"new york": "NY"}
COUNTRIES = {
    "usa": "USA",
    "us": "USA",
    "u.s.a.": "USA",
    "u.s.": "USA",
    "united states": "USA",
    "united states of america": "USA",
    "america": "USA",
    "uk": "GB",
    "u.k.": "GB",
    "united kingdom": "GB",
    "great britain": "GB",
    "gb": "GB",
    "england": "GB",
    "scotland": "GB",
    "wales": "GB",
    "northern ireland": "GB",
    "ireland": "IE",
    "germany": "DE",
    "deutschland": "DE",
    "france": "FR",
    "italy": "IT",
    "italia": "IT",
    "spain": "ES",
    "espana": "ES",
    "netherlands": "NL",
    "the netherlands": "NL",
    "holland": "NL",
    "nederland": "NL",
    "belgium": "BE",
    "austria": "AT",
    "osterreich": "AT",
    "switzerland": "CH",
    "schweiz": "CH",
    "suisse": "CH",
    "portugal": "PT",
    "poland": "PL",
    "sweden": "SE",
    "denmark": "DK",
    "norway": "NO",
    "finland": "FI",
    "canada": "Canada",
    "australia": "Australia",
}
NEEDS_STATE = frozenset({"USA", "US", "Canada", "CA", "Australia", "AU"})
# What people call a city, and what an address calls it.
NICKNAMES = {
    "nyc": "new york",
    "ny": "new york",
    "big apple": "new york",
    "la": "los angeles",
    "sf": "san francisco",
    "dc": "washington",
    "philly": "philadelphia",
    "vegas": "las vegas",
    "chi-town": "chicago",
    "frisco": "san francisco",
    "nola": "new orleans",
}
