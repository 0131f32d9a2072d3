"""The plugin's options, as they stand in mkdocs.yml."""

from mkdocs.config import config_options as c
from mkdocs.config.base import Config, ValidationError


class ContactsConfig(Config):
    """The host's numbers for the care cards, and who has reviewed the text. All can stay away."""

    emergency = c.Type(str, default="")
    emergency_place = c.Type(str, default="")
    advice = c.Type(str, default="")
    gp = c.Type(str, default="")
    name = c.Type(str, default="")
    phone = c.Type(str, default="")
    phone_digits = c.Type(str, default="")
    booking = c.Type(str, default="")
    review = c.Type(str, default="")


class _Contacts(c.SubConfig[ContactsConfig]):
    """Stops the build at an unknown name, where MkDocs would only warn."""

    def run_validation(self, value: object) -> ContactsConfig:
        known = [name for name, _ in ContactsConfig._schema]
        unknown = [name for name in value if name not in known] if isinstance(value, dict) else []
        if unknown:
            raise ValidationError(
                f"there is no {', '.join(unknown)}; write one of: {', '.join(known)}"
            )
        return super().run_validation(value)


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

    contacts = _Contacts(ContactsConfig)
    """Phone numbers and names for the care cards."""

    help_page = c.Type(str, default="")
    """The page with all danger signs, as a path in docs_dir. Cards link to it."""

    figures = c.Type(str, default="")
    """The folder in docs_dir with pictures of the tests; one that is not there is left out."""

    rehab_page = c.Type(str, default="")
    """The page that says what to do while not ready to run, as a path in docs_dir."""

    sign_pages = c.Type(dict, default={})
    """Pages for those of whom a danger sign is true, as paths in docs_dir by the sign's id."""
