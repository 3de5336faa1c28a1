/** Modules that come with Python and that projects also like to name their own files after. */
export const standardModules: ReadonlySet<string> = new Set(
  `abc argparse array ast asyncio base64 bisect calendar cmath cmd code codecs collections concurrent configparser
   contextlib copy csv ctypes dataclasses datetime decimal difflib dis email enum errno fileinput fnmatch fractions
   functools gc getpass glob graphlib gzip hashlib heapq hmac html http importlib inspect io ipaddress itertools json
   keyword linecache locale logging mailbox math mimetypes multiprocessing numbers operator os parser pathlib pickle
   platform pprint profile queue random re sched secrets select selectors shelve shlex shutil signal site socket
   sqlite3 ssl stat statistics string struct subprocess symbol sys sysconfig tarfile tempfile test textwrap threading
   time timeit token tokenize trace traceback types typing unicodedata unittest urllib uuid venv warnings wave weakref
   webbrowser xml xmlrpc zipfile zlib zoneinfo tomllib __future__`.split(/\s+/),
);
