"""Lets scim2-tester judge endpoints: scim2.py README TOKEN.json…, each as `dragoman token new --json` prints it."""
import json
import sys

from httpx2 import Client
from scim2_client.engines.httpx2 import SyncSCIMClient
from scim2_tester import Status, check_server

GOOD = {Status.SUCCESS, Status.COMPLIANT, Status.ACCEPTABLE}


def judge(token):
    """The results of every check against the endpoint that a token opens."""
    headers = {"Authorization": "Bearer " + token["token"]}
    with Client(base_url=token["url"], headers=headers, timeout=30) as client:
        return check_server(SyncSCIMClient(client))


def main(readme, *files):
    text = open(readme, encoding="utf-8").read()
    failed = False
    for file in files:
        token = json.load(open(file, encoding="utf-8"))
        results = judge(token)
        good = sum(result.status in GOOD for result in results)
        score = f"{good} of {len(results)}"
        print(f"scim2-tester: {token['provider']}: {score}")
        for result in results:
            if result.status not in GOOD:
                failed = True
                kind = result.resource_type or "-"
                print(f"  {result.status.name} {result.title} ({kind}): {result.reason}")
        if f"| `{token['provider']}` | {score} |" not in text:
            failed = True
            print(f"  the README doesn't say {score} for {token['provider']}")
    return failed or not files


sys.exit(main(*sys.argv[1:]))
