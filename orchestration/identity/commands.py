"""The commands under `tresse identity`."""

from pathlib import Path

import click

from orchestration.settings import PROJECT_DIR, Settings

values_option = click.option(
    "--values", "with_values", is_flag=True, help="Print e-mails, phones and names as they are."
)


@click.group()
def identity() -> None:
    """Identity resolution."""


@identity.command()
@click.option("--json", "as_json", is_flag=True, help="Print every count and score as JSON.")
@click.pass_obj
def evaluate(settings: Settings, as_json: bool) -> None:
    """Compare the resolved customers with the demo's truth."""
    from orchestration.identity.evaluate import evaluate as evaluate_identities
    from orchestration.identity.report import identity_json, identity_summary

    evaluation = evaluate_identities(settings)
    click.echo(identity_json(evaluation) if as_json else identity_summary(evaluation))


@identity.command()
@click.argument("one")
@click.argument("other")
@values_option
@click.pass_obj
def why(settings: Settings, one: str, other: str, with_values: bool) -> None:
    """Say what joins two records, or keeps them apart; ONE and OTHER are record or customer ids."""
    from orchestration.identity.why import why as look_up
    from orchestration.identity.words import answer_text

    answer = look_up(settings, one, other, with_values)
    click.echo(answer_text(answer, settings.variables["identity_auto_weight"], with_values))


@identity.command()
@click.argument("customer")
@values_option
@click.pass_obj
def show(settings: Settings, customer: str, with_values: bool) -> None:
    """Show what one customer is made of: records, identifiers, surviving and lost values, links."""
    from orchestration.identity.show import portrait_text
    from orchestration.identity.show import show as look_up

    click.echo(portrait_text(look_up(settings, customer), with_values))


@identity.command()
@click.option("--version", required=True, help="Name of the new version of the weights.")
@click.option("--labels", type=click.Path(path_type=Path), help="Pairs that somebody has judged.")
@click.pass_obj
def train(settings: Settings, version: str, labels: Path | None) -> None:
    """Learn new weights from judged pairs, or from the demo's truth."""
    from orchestration.identity.train import train as train_weights

    seed = PROJECT_DIR / "seeds" / "identity_weights.csv"
    done = train_weights(settings, version, labels, seed)
    click.echo(
        f"{seed.name} has version {version}, learnt from {done.same:,} pairs of one person and "
        f"{done.different:,} of two; `identity_weights_version: '{version}'` puts it to use."
    )
