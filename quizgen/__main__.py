"""`python -m quizgen`."""

from quizgen.cli.main import main

if __name__ == "__main__":  # a process of a batch imports this file under another name
    main()
