"""The MkDocs plugin: hands the settings over to the core and its pages to MkDocs. Only this room knows MkDocs.

Events used (`events`): on_config reads and checks everything, so that an error stops before the output folder is
touched; on_files adds the pages; on_env gives each page the date of its report; the rest writes what our pages say of
themselves, and keeps the clock out of what MkDocs writes.
"""

from gongkai.ground.memory import uncollected

# What is read in stays: nothing is gained by searching it meanwhile.
with uncollected(stays=True):
    from gongkai.plugin.events import GongkaiPlugin

__all__ = ["GongkaiPlugin"]
