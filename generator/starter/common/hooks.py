"""For MkDocs, which takes its hooks as files: the generator writes the pages before MkDocs turns them into a site."""

from generator.mkdocs_hook import *  # noqa: F403
