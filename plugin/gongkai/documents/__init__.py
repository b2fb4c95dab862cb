"""Documents that take their time: kept in a cache by what goes into them, and made in several processes."""

from gongkai.documents.cache import Documents, make_documents, settle_documents
from gongkai.documents.pool import make_all
from gongkai.documents.task import Task, part_of

__all__ = [
    "Documents",
    "Task",
    "make_all",
    "make_documents",
    "part_of",
    "settle_documents",
]
