"""A web page → one article: its text, and every candidate for its metadata with the place it stood at.

Imported only when a page is met: lxml takes 30 ms to load, trafilatura 0.2 s and more.
"""

from reportedly.acquire.pages.page import page_article

__all__ = ["page_article"]
