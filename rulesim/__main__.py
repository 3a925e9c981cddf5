"""`python -m rulesim` is the command `rulesim`."""

from rulesim.cli.main import main

if __name__ == "__main__":
    main()
