# SPDX-License-Identifier: GPL-3.0-or-later
"""What SPDX 2.3 asks of a document, as far as ours has it: a list of what is wrong."""

import collections
import hashlib
import json
import pathlib
import re

KNOWN = set(json.loads(pathlib.Path("/usr/share/nodejs/spdx-license-ids/index.json").read_text()))
_HEAD = {"spdxVersion": r"SPDX-2\.3", "dataLicense": r"CC0-1\.0", "SPDXID": "SPDXRef-DOCUMENT", "name": ".+",
         "documentNamespace": r"urn:uuid:[0-9a-f-]{36}"}
_SUMS = {"SHA1": 40, "SHA256": 64}
_KINDS = {"DESCRIBES", "CONTAINS", "DEPENDS_ON", "GENERATED_FROM"}
_PURPOSES = {"INSTALL", "ARCHIVE", "SOURCE"}


def _elements(document):
    return [*document["packages"], *document["files"]]


def _head(document):
    for key, pattern in _HEAD.items():
        if not re.fullmatch(pattern, document.get(key, "")):
            yield f"{key}: {document.get(key)}"
    if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", document["creationInfo"]["created"]):
        yield "the date"
    for creator in document["creationInfo"]["creators"]:
        if not re.match("(Tool|Organization|Person): ", creator):
            yield f"creator {creator}"


def _identifiers(document):
    marks = collections.Counter(element["SPDXID"] for element in _elements(document))
    for mark, count in marks.items():
        if count > 1 or not re.fullmatch(r"SPDXRef-[A-Za-z0-9.-]+", mark):
            yield f"identifier {mark}, {count} times"


def _licences(document):
    own = {info["licenseId"] for info in document["hasExtractedLicensingInfos"] if info["extractedText"].strip()}
    told = {element[key] for element in _elements(document) for key in ("licenseConcluded", "licenseDeclared") if key in element}
    used = {word for text in told for word in re.split(r" (?:AND|OR) ", text)} - {"NOASSERTION"}
    for name in used - KNOWN - own:
        yield f"licence {name}"
    for name in own - used:
        yield f"text of {name}, which nothing has"


def _sums(document):
    for element in _elements(document):
        for told in element.get("checksums", []):
            if not re.fullmatch("[0-9a-f]{%d}" % _SUMS[told["algorithm"]], told["checksumValue"]):
                yield f"checksum of {element['SPDXID']}"
    for file in document["files"]:
        if file["checksums"][0]["algorithm"] != "SHA1" or not file["fileName"].startswith("./"):
            yield f"file {file['SPDXID']}"


def _packages(document):
    files = {file["SPDXID"]: file["checksums"][0]["checksumValue"] for file in document["files"]}
    contents = collections.defaultdict(list)
    for relation in document["relationships"]:
        if relation["relationshipType"] == "CONTAINS" and relation["relatedSpdxElement"] in files:
            contents[relation["spdxElementId"]].append(files.pop(relation["relatedSpdxElement"]))
    yield from (f"{mark} is of no package, or of two" for mark in files)
    for package in document["packages"]:
        sums = "".join(sorted(contents[package["SPDXID"]]))
        code = package.get("packageVerificationCode", {}).get("packageVerificationCodeValue")
        if package["filesAnalyzed"] != bool(sums) or (sums and code != hashlib.sha1(sums.encode()).hexdigest()):
            yield f"files of {package['SPDXID']}"
        if package.get("primaryPackagePurpose", "SOURCE") not in _PURPOSES or not package["downloadLocation"]:
            yield f"package {package['SPDXID']}"


def _relationships(document):
    known = {element["SPDXID"] for element in _elements(document)} | {"SPDXRef-DOCUMENT"}
    for relation in document["relationships"]:
        ends = {relation["spdxElementId"], relation["relatedSpdxElement"]}
        if not ends <= known or relation["relationshipType"] not in _KINDS:
            yield f"relationship {relation}"
    if not any(relation["relationshipType"] == "DESCRIBES" for relation in document["relationships"]):
        yield "it describes nothing"


def wrong(document):
    return [finding for rule in (_head, _identifiers, _licences, _sums, _packages, _relationships) for finding in rule(document)]
