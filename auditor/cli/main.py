"""`auditor`: the verbs, and what every one of them does when something goes wrong."""

import os
import signal
import sqlite3
import sys

import click

from auditor import __version__
from auditor.cli import audit, check, checks, crawl, doctor, explain, judge, links, pages, report, resume
from auditor.cli.exits import Exit
from auditor.cli.summary import complain
from auditor.core.errors import AuditorError, Incomplete, did_you_mean


class Verbs(click.Group):
    """A group that answers an unknown verb with the nearest one."""

    def resolve_command(self, context: click.Context, arguments: list[str]):
        name = arguments[0]
        if self.get_command(context, name) is None and not name.startswith("-"):
            raise AuditorError(f"There is no command {name}.{did_you_mean(name, self.commands)} `auditor --help` lists them.")
        return super().resolve_command(context, arguments)


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="auditor")
def auditor() -> None:
    """Audits an online shop the way a customer meets it: crawls it, measures it in a browser, walks to the checkout's door,
    and tells what to mend first.

    Start with:  auditor audit https://your-shop.example --out audits/first
    """


for verb in (audit, crawl, judge, report, resume, check, checks, explain, pages, links, doctor):
    auditor.add_command(verb.command)


def main() -> None:
    """Run the command line. Ends the process with one of the exit codes of `auditor.cli.exits`."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    sys.exit(run())


def run() -> int:
    """Run the verb that was asked for, and say in a sentence what went wrong if something did."""
    try:
        return auditor(standalone_mode=False) or Exit.FINE
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except SystemExit:
        return Exit.FINE  # click's word for a reader that went away, as `| head` does
    except click.ClickException as error:
        return end_with(error.format_message(), Exit.MISTAKE)
    except Incomplete as error:
        return end_with(str(error), Exit.INCOMPLETE)
    except AuditorError as error:
        return end_with(str(error), Exit.MISTAKE)
    except sqlite3.DatabaseError as error:
        return end_with(f"The audit's file cannot be used ({error}): it is damaged, or the disk is full.", Exit.INCOMPLETE)
    except (KeyboardInterrupt, click.Abort):
        return end_with("Interrupted; `auditor resume DIR` goes on with an audit from where it stands.", Exit.INCOMPLETE)
    except Exception as error:
        if os.environ.get("AUDITOR_DEBUG"):
            raise
        what = f"{type(error).__name__}: {error}"
        return end_with(f"The auditor itself failed ({what}); set AUDITOR_DEBUG=1 to see where.", Exit.INCOMPLETE)


def end_with(sentence: str, code: Exit) -> Exit:
    complain(sentence)
    return code
