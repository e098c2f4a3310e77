"""`python -m generator` is `guichet`."""

from generator.cli import main

if __name__ == "__main__":
    main()
