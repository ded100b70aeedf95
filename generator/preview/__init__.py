"""The site while somebody works on it: `mkdocs serve`, and `archive serve`, which is the same.

`maker` keeps the generator running and `worker` is that generator; `watching` sees what changed; `pages` has MkDocs
render what a change touched; `server` shows it, with a `banner` over the last good page while something is wrong.
"""
