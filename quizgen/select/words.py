try:
    from quizgen.lexicon import lexicon
except ImportError:
    lexicon = None
