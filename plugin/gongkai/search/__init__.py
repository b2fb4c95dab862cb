"""Search of the site: what its pages are found by, cut into parts of which a reader's browser takes the few it needs.

`entries` says what of a page is searched, `words` which words a text has, `names` what agencies are called, `index` how
all of it lies in files. `assets/search.js` is the other side: it reads the files, and answers.
"""

from gongkai.search.entries import Entry, Section, entry_of
from gongkai.search.index import START, Agencies, KnownWords, Listed, Shown, search_files, words_of
from gongkai.search.placed import PageWords, Placed, Words
from gongkai.search.written import written_entries

__all__ = [
    "START",
    "Agencies",
    "Entry",
    "KnownWords",
    "Listed",
    "PageWords",
    "Placed",
    "Section",
    "Shown",
    "Words",
    "entry_of",
    "search_files",
    "words_of",
    "written_entries",
]
