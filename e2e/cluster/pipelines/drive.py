"""Uses Kubeflow Pipelines as people do, with its SDK, and prints one line of JSON per step.

It runs against the real server and against the portal's sandbox alike. What it asserts is what both have to do; the
first answer that is not so ends it with a traceback.
"""

import argparse
import contextlib
import logging
import sys
from pathlib import Path

import kfp

from driver import (
    changes,
    errors,
    listing,
    pipelines,
    recurring,
    removal,
    runs,
)
from driver.session import Drive, step


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--host', required=True, help='without /apis/v2beta1')
    parser.add_argument('--compiled', required=True, type=Path)
    parser.add_argument('--namespace', help='for a server for many users')
    parser.add_argument('--ca', help='a file with the certificate authority')
    parser.add_argument('--token')
    parser.add_argument('--header', help='sent with each request: name=value')
    parser.add_argument('--timeout', type=float, default=120)
    return parser.parse_args()


def connect(options: argparse.Namespace) -> kfp.Client:
    namespace = {'namespace': options.namespace} if options.namespace else {}
    client = kfp.Client(
        host=options.host,
        existing_token=options.token,
        ssl_ca_cert=options.ca,
        **namespace,
    )
    if options.header:
        name, value = options.header.split('=', 1)
        # The services of the SDK share what sends their requests.
        client._run_api.api_client.set_default_header(name, value)
    return client


def main() -> None:
    options = arguments()
    logging.disable(logging.WARNING)
    with contextlib.redirect_stdout(sys.stderr):
        client = connect(options)
        step('health', multi_user=client.get_kfp_healthz().multi_user)
        drive = Drive(
            client, options.compiled, options.namespace, options.timeout
        )
        for take in [
            pipelines.upload,
            pipelines.upload_version,
            pipelines.upload_bad,
            pipelines.list_pipelines,
            runs.create_experiment,
            runs.create_runs,
            runs.refuse_runs,
            runs.follow_runs,
            listing.list_runs,
            changes.archive,
            changes.retry,
            changes.terminate,
            recurring.recur,
            recurring.recur_by_cron,
            errors.ask_for_unknown,
            errors.ask_wrongly,
            removal.delete,
        ]:
            take(drive)


if __name__ == '__main__':
    main()
