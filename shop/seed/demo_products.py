"""What the demo shop sells: a line a product with its price, and the options it comes in."""

from __future__ import annotations

import itertools
import random
from datetime import date, timedelta

from shop.model.money import Money
from shop.model.product import Product, Variant

CLOTH = "color=black,navy,olive,red,white;size=XS,S,M,L,XL"
SHOE = "color=black,brown,grey,sand;size=7,8,9,10,11"
LINES = f"""
clothing|Linen Shirt|49.00|{CLOTH}|A light summer shirt with a soft collar.|material=100% linen;care=wash at 30 °C
clothing|Merino Sweater|89.00|{CLOTH}|Warm without weight, and it does not itch.|material=extra fine merino;care=wool wash
clothing|Rain Jacket|119.00|{CLOTH}|Keeps you dry in a downpour and packs into its own pocket.|material=recycled nylon;care=wash at 30 °C
clothing|Denim Jeans|79.00|color=blue,black,grey,white;size=28,30,32,34,36|Straight cut, a little stretch.|material=98% cotton, 2% elastane;care=wash inside out
clothing|Wool Scarf|35.00|color=camel,grey,red,green|Long enough to wrap twice.|material=lambswool;care=hand wash
clothing|Cotton Socks|12.00|color=black,white,striped;size=S,M,L|Five pairs in a box.|material=80% cotton;care=wash at 40 °C
clothing|Summer Dress|69.00|color=floral,navy,coral;size=S,M,L,XL|Falls to the knee and has pockets.|material=viscose;care=wash at 30 °C
clothing|Running Shorts|39.00|color=black,blue,lime;size=S,M,L,XL|With a zip pocket for keys.|material=recycled polyester;care=wash at 30 °C
clothing|Leather Belt|45.00|color=black,brown;size=85 cm,95 cm,105 cm|Full grain, plain buckle.|material=leather;care=wipe clean
clothing|Winter Gloves|29.00|color=black,grey;size=S,M,L|Work on touch screens.|material=fleece;care=hand wash
shoes|Trail Shoes|129.00|{SHOE}|Grip for mud and rock.|material=mesh, rubber sole;weight=290 g
shoes|Leather Boots|179.00|{SHOE}|Resoleable, made for years.|material=leather;weight=820 g
shoes|Canvas Sneakers|59.00|color=white,black,red;size=7,8,9,10,11|The everyday classic.|material=canvas;weight=310 g
shoes|House Slippers|34.00|color=grey,red;size=S,M,L|Felt with a rubber sole.|material=wool felt;weight=180 g
shoes|Hiking Sandals|74.00|color=black,olive;size=7,8,9,10,11|Three straps, quick to dry.|material=webbing;weight=240 g
electronics|Noise Cancelling Headphones|249.00|color=black,silver,blue|Thirty hours of quiet.|battery=30 h;warranty=2 years
electronics|Wireless Earphones|99.00|color=black,white,green|Small case, six hours of play.|battery=6 h;warranty=2 years
electronics|Portable Speaker|79.00|color=black,teal,orange;size=small,large|Takes a splash and a fall.|battery=12 h;warranty=2 years
electronics|Desk Lamp|59.00|color=black,white,brass;brightness=low,medium,high|Dims smoothly and remembers.|power=8 W;warranty=2 years
electronics|Tablet Computer|399.00|color=grey,silver;storage=64GB,128GB,256GB|Ten inches, light enough to read in bed.|screen=10 inches;warranty=2 years
electronics|E-Book Reader|139.00|color=black,sage;storage=16GB,32GB|Weeks on a charge.|screen=6 inches;warranty=2 years
electronics|Fitness Watch|199.00|color=black,rose,silver;size=40 mm,44 mm|Counts, maps and tells the time.|battery=10 days;warranty=2 years
electronics|Mechanical Keyboard|129.00|switch type=linear,tactile,clicky;backlight=white,RGB,none;size=full size,80%|Hot-swappable switches.|connection=USB-C;warranty=2 years
electronics|Wireless Mouse|49.00|color=black,white,green|Quiet clicks.|battery=90 days;warranty=2 years
electronics|Power Bank|39.00|color=black,white;capacity=5000mAh,10000mAh,20000mAh|Charges two things at once.|ports=2;warranty=2 years
electronics|Action Camera|299.00|color=black,red,grey;resolution=1080p,4K,5K|Waterproof to ten metres.|battery=90 min;warranty=2 years
electronics|Smart Plug|19.00|color=white,black|Switches by app or by time.|power=16 A;warranty=2 years
electronics|USB-C Hub|45.00|color=grey,black;ports=4,7|For monitors, sticks and cards.|cable=15 cm;warranty=2 years
home|Ceramic Mug|14.00|color=white,blue,speckled,green;capacity=250ml,350ml|Thrown by hand, dishwasher safe.|material=stoneware;care=dishwasher
home|French Press|39.00|color=black,copper;capacity=350ml,1000ml|Coffee for one or four.|material=glass, steel;care=dishwasher
home|Electric Kettle|69.00|color=steel,black,white;capacity=1L,1.7L|Holds five temperatures.|power=2200 W;warranty=2 years
home|Espresso Machine|449.00|color=steel,black,red|Heats in half a minute.|pressure=15 bar;warranty=2 years
home|Cast Iron Pan|59.00|size=20 cm,26 cm,30 cm|Comes seasoned.|material=cast iron;care=wipe with oil
home|Chef Knife|84.00|length=16 cm,20 cm;handle=oak,walnut|Takes and keeps an edge.|material=steel;care=hand wash
home|Linen Bedding|149.00|color=white,sand,blue,rust;size=single,double,king|Softer with every wash.|material=linen;care=wash at 40 °C
home|Bath Towel|24.00|color=white,grey,green,blue;size=50x100,70x140|Thick and quick to dry.|material=cotton;care=wash at 60 °C
home|Wool Blanket|99.00|color=grey,mustard,green|Woven in a small mill.|material=wool;care=dry clean
home|Wall Clock|49.00|color=white,black,oak;diameter=25 cm,35 cm|Silent movement.|battery=1 AA;warranty=2 years
home|Bookshelf|189.00|material=oak,pine,walnut;height=90 cm,150 cm,200 cm|Goes together without tools.|depth=28 cm;warranty=5 years
home|Scented Candle|22.00|scent=cedar,fig,linen,orange|Forty hours.|material=soy wax;size=180 g
home|Plant Pot|27.00|color=terracotta,white,grey;size=15 cm,20 cm,30 cm|With a saucer.|material=clay;care=wipe clean
home|Office Chair|329.00|color=black,grey;armrest=fixed,adjustable;headrest=yes,no|Holds a back for eight hours.|load=120 kg;warranty=5 years
outdoor|Two Person Tent|259.00|color=green,orange|Up in four minutes.|weight=1.9 kg;warranty=3 years
outdoor|Sleeping Bag|139.00|color=blue,olive;temperature=5 °C,0 °C,-7 °C|Packs to the size of a loaf.|weight=900 g;warranty=3 years
outdoor|Daypack|89.00|color=black,green,blue,rust;capacity=18L,24L,30L|A backpack that sits well and keeps its shape.|material=recycled nylon;warranty=3 years
outdoor|Water Bottle|29.00|color=black,white,blue,green;capacity=500ml,750ml,1000ml|Cold for a day, hot for half of one.|material=steel;care=hand wash
outdoor|Camping Stove|64.00|color=black,red|Boils a litre in three minutes.|weight=380 g;warranty=2 years
outdoor|Head Torch|44.00|color=black,yellow;brightness=200 lm,400 lm|Red light too.|battery=40 h;warranty=2 years
outdoor|Garden Hose|49.00|length=15 m,25 m,50 m|Does not kink.|material=rubber;warranty=5 years
outdoor|Garden Gloves|16.00|color=green,brown;size=S,M,L|Thorn proof.|material=goatskin;care=wipe clean
sports|Yoga Mat|54.00|color=purple,black,green;thickness=4mm,6mm|Does not slip.|material=natural rubber;care=wipe clean
sports|Dumbbell Set|119.00|weight=2x5 kg,2x10 kg,2x15 kg;material=iron,neoprene|Hexagonal, so it stays put.|warranty=5 years
sports|Cycling Helmet|89.00|color=black,white,red;size=S,M,L|Fits with one turn.|weight=270 g;warranty=2 years
sports|Road Bicycle|1290.00|color=black,silver;frame size=small,medium,large|Light, and made to be ridden far.|weight=9.2 kg;warranty=5 years
sports|Tennis Racket|139.00|grip=1,2,3,4|A forgiving frame.|weight=285 g;warranty=2 years
sports|Swim Goggles|24.00|color=clear,smoke,blue|No fog.|material=silicone;care=rinse
sports|Jump Rope|18.00|color=black,red,green;length=2.5 m,3 m|Steel rope, quick bearings.|weight=120 g;warranty=1 year
toys|Wooden Train Set|69.00|pieces=40,80|Fits the other brands too.|material=beech;age=3+
toys|Jigsaw Puzzle|24.00|pieces=500,1000,2000;theme=forest,harbour,map|Thick pieces, matt print.|material=card;age=8+
toys|Building Blocks|39.00|pieces=60,120;color=natural,coloured|Smooth and solid.|material=maple;age=1+
toys|Board Game|45.00|edition=classic,travel|For two to five, an hour.|players=2-5;age=10+
toys|Plush Bear|29.00|color=brown,white;size=30 cm,50 cm|Washable.|material=cotton;age=0+
beauty|Hand Cream|14.00|scent=almond,lavender,none;size=50ml,100ml|Not greasy.|vegan=yes;made in=Portugal
beauty|Shampoo Bar|12.00|type=dry hair,oily hair,sensitive|Lasts sixty washes.|vegan=yes;made in=Portugal
beauty|Electric Toothbrush|79.00|color=white,black,pink;speed settings=2,4|Two weeks on a charge.|battery=14 days;warranty=2 years
beauty|Perfume|89.00|scent=woody,citrus,floral;size=30ml,50ml,100ml|Made in small batches.|vegan=yes;made in=France
gift cards|Gift Card|50.00|value=25,50,100|By e-mail within the hour.|valid=5 years
"""


def products(today: date, chance: random.Random) -> list[Product]:
    """A variant for each combination of options, at most twenty a product; one in nine is out of stock."""
    made = []
    for index, line in enumerate(LINES.strip().splitlines(), 1):
        category, name, price, options, description, *details = line.split("|")
        product_id = f"p{1000 + index}"
        made.append(
            Product(
                product_id, name, category, description, dict(d.split("=") for d in details[0].split(";")) if details else {},
                f"https://shop.example/products/{product_id}", _variants(product_id, price, options, today, chance),
            )
        )  # fmt: skip
    return made


def _variants(product_id: str, price: str, options: str, today: date, chance: random.Random) -> list[Variant]:
    names = [part.split("=")[0] for part in options.split(";")]
    values = [part.split("=")[1].split(",") for part in options.split(";")]
    combinations = list(itertools.product(*values))
    if len(combinations) > 20:
        combinations = sorted(chance.sample(combinations, 20), key=combinations.index)
    base, found = Money.of(price, "USD"), []
    for number, combination in enumerate(combinations, 1):
        gone = chance.random() < 1 / 9
        stock = 0 if gone else chance.randint(1, 60)
        back = today + timedelta(days=chance.randint(4, 40)) if gone and chance.random() < 0.8 else None
        step = Money(base.minor * chance.choice((0, 0, 0, 5, 10, 15)) // 100 // 100 * 100, "USD")
        found.append(
            Variant(
                f"{product_id}-{number:02d}",
                product_id,
                dict(zip(names, combination)),
                base + step,
                not gone,
                stock,
                back,
            )
        )
    return found
