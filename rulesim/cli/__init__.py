"""The commands: parse, wire, print, exit code. Nothing heavy is imported before a command needs it."""
