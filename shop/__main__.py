"""`python -m shop`: look after the shop's database."""

from shop.cli import main

main()
