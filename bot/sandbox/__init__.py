"""A Slack and an X on your own machine, over the real wire; the servers know nothing of the bot."""
