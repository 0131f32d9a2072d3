"""The plugin's options, as they stand in mkdocs.yml."""

from mkdocs.config import config_options as c
from mkdocs.config.base import Config, ValidationError

from return_to_running.calculator.contacts import CONTACTS


class _Contacts(c.Type[dict[str, str]]):
    """Text by its name; stops the build at a name that no card shows."""

    def __init__(self) -> None:
        super().__init__(dict, default={})

    def run_validation(self, value: object) -> dict[str, str]:
        given = super().run_validation(value)
        unknown = [name for name in given if name not in CONTACTS]
        if unknown:
            raise ValidationError(
                f"there is no {', '.join(map(str, unknown))}; write one of: {', '.join(CONTACTS)}"
            )
        for name, text in given.items():
            if not isinstance(text, str):
                raise ValidationError(f"{name} must be text, not {text!r}; put it in quotes")
        return given


class ReturnToRunningConfig(Config):
    """What a site may set. Every option has a default that works."""

    protocols_dir = c.Optional(c.Dir(exists=True))
    """A folder of protocols; without it the protocols that come with the plugin."""

    references = c.Optional(c.File(exists=True))
    """The CSL-JSON file the protocols cite; without it the one that comes with the plugin."""

    language = c.Type(str, default="en")
    """Which catalogue to use: `<protocol>.<language>.yml` beside the protocol."""

    mode = c.Choice(("full", "ladder"), default="full")
    """`full` asks questions and makes a plan; `ladder` shows the tables and takes no symptoms."""

    contacts = _Contacts()
    """The host's numbers for the care cards, and who has reviewed the text. All can stay away."""

    help_page = c.Type(str, default="")
    """The page with all danger signs, as a path in docs_dir. Cards link to it."""

    figures = c.Type(str, default="")
    """The folder in docs_dir with pictures of the tests; one that is not there is left out."""

    rehab_page = c.Type(str, default="")
    """The page that says what to do while not ready to run, as a path in docs_dir."""

    sign_pages = c.Type(dict, default={})
    """Pages for those of whom a danger sign is true, as paths in docs_dir by the sign's id."""
