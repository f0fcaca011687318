"""Runs a program in a terminal of its own: what is read here is typed there, what it shows is printed here."""

import os
import pty
import sys
import threading


def main():
    child, terminal = pty.fork()
    if child == 0:
        os.execvp(sys.argv[1], sys.argv[1:])

    def type_in():
        for line in sys.stdin:
            os.write(terminal, line.rstrip("\n").encode() + b"\r")

    threading.Thread(target=type_in, daemon=True).start()
    try:
        while shown := os.read(terminal, 4096):
            # A program may ask where the cursor stands.
            if b"\x1b[6n" in shown:
                os.write(terminal, b"\x1b[1;1R")
            sys.stdout.buffer.write(shown)
            sys.stdout.buffer.flush()
    except OSError:
        pass  # The program has ended and its terminal is gone.


main()
