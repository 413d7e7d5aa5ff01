"""What is learnt from people's corrections: which posts are complaints; an extra that an admin switches on."""
