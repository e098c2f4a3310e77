"""Render: what changed and what is gone → the answers of the interface and the feeds to follow."""

from generator.render.news.answers import render_changes, render_gone
from generator.render.news.feeds import render_feeds

__all__ = ["render_changes", "render_feeds", "render_gone"]
