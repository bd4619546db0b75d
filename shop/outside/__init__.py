"""The world around the shop: payment provider, carriers, mail, policies, the clock."""
