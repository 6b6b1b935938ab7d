"""The peers that are written in Python: PyArabic, pySBD and yasbd.

    peers.py time TEXT       reads the file TEXT and prints {peer: seconds} as JSON
    peers.py split           reads a JSON list of texts and prints {peer: [sentences of each]}

`npm run bench` runs it in an environment of its own, with the versions in requirements.txt.
"""

import json
import sys
import time

import pysbd
import yasbd
from pyarabic.normalize import normalize_searchtext

pysbd_ar = pysbd.Segmenter(language="ar", clean=False)
yasbd_ar = yasbd.BoundaryDetector(lang="ar")

SPLIT = {
    "pySBD": pysbd_ar.segment,
    "yasbd": lambda text: list(yasbd_ar.segment(text)),
}


def best(work, text, rounds=5):
    """The seconds of processor time of the least disturbed of some runs."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        work(text)
        times.append(time.process_time() - start)
    return min(times)


def main():
    if sys.argv[1] == "split":
        texts = json.load(sys.stdin)
        answer = {name: [split(text) for text in texts] for name, split in SPLIT.items()}
    else:
        with open(sys.argv[2], encoding="utf-8", newline="") as file:
            text = file.read()
        work = {"PyArabic": normalize_searchtext, **SPLIT}
        answer = {name: best(each, text) for name, each in work.items()}
    json.dump(answer, sys.stdout)


main()
