"""The command line: one verb a file. The only room that may call all others."""


def start() -> None:
    """The command `auditor`. Its readers load this module anew, and so it loads the rest only when it is called."""
    from auditor.cli.main import main
    main()
