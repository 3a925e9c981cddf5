"""What follows: engines play settled contests. They draw no number and choose no reading."""
