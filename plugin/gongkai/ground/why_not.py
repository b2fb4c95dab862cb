"""Why the system would not read or write a file, in Chinese: its own words are English, or the locale's."""

from __future__ import annotations

import errno

_REASONS = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EACCES: "没有权限，或者别的程序正在使用",
    errno.EPERM: "没有权限",
    errno.EROFS: "所在的磁盘是只读的",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "用完了分配的磁盘空间",
    errno.EFBIG: "文件过大",
    errno.EIO: "磁盘读写出错",
    errno.EISDIR: "是文件夹，不是文件",
    errno.ENOTDIR: "路径中有一段是文件，不是文件夹",
    errno.EEXIST: "已经有同名的文件",
    errno.ENOTEMPTY: "文件夹里还有文件",
    errno.ENAMETOOLONG: "名称过长",
    errno.ELOOP: "链接绕成了圈",
    errno.EXDEV: "在另一个磁盘上",
    errno.EMFILE: "打开的文件过多",
    errno.ENFILE: "打开的文件过多",
    errno.EBUSY: "别的程序正在使用",
    errno.ETXTBSY: "别的程序正在使用",
}


def why_not(error: OSError) -> str:
    """The reason in a few words, to stand after 写不到“…”：; one that has none keeps the system's words and number."""
    told = _REASONS.get(error.errno or 0)
    return (
        told
        if told is not None
        else f"{error.strerror or error}（{error.errno}）"
        if error.errno
        else str(error)
    )
