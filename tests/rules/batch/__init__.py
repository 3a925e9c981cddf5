"""The pure rules against second versions, against other people's libraries, and for what must always hold."""
