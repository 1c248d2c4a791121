"""Nothing lost: crashes, full disks, damaged files, many at once (``make torture``)."""
