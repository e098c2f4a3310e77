"""From partners’ files to a searchable guichet unique and its open data."""

__version__ = "0.1.0"
