"""The workbench: server-rendered pages on loopback. ``build_app`` is the ASGI application, ``serve`` runs it.

Pages work without JavaScript; nothing on them asks anything of another machine, and no GET changes anything.
"""

from reportedly.web.app import build_app, serve

__all__ = ["build_app", "serve"]
