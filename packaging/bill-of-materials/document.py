# SPDX-License-Identifier: GPL-3.0-or-later
"""A document of SPDX 2.3, as JSON: what is there, and how it belongs together. The same content gives the same bytes."""

import datetime
import hashlib
import json
import re
import uuid

_UNKNOWN = "NOASSERTION"


def identifier(kind, name):
    return f"SPDXRef-{kind}-" + re.sub(r"[^A-Za-z0-9.-]", lambda found: f"-{ord(found[0]):x}-", name)


def checksums(data):
    return [{"algorithm": name.upper(), "checksumValue": hashlib.new(name, data).hexdigest()} for name in ("sha1", "sha256")]


class Document:
    def __init__(self, name, date):
        self._name = name
        self._created = datetime.datetime.fromtimestamp(date, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
        self._packages, self._files, self._relationships, self._texts = {}, {}, set(), {}

    def package(self, kind, name, **fields):
        """`fields` as SPDX calls them. Returns its identifier; the same one twice is one package."""
        mark = identifier(kind, name)
        self._packages[mark] = {"SPDXID": mark, "name": name, "downloadLocation": _UNKNOWN, "filesAnalyzed": False,
                                "licenseConcluded": _UNKNOWN, "licenseDeclared": _UNKNOWN, "copyrightText": _UNKNOWN,
                                **fields}
        return mark

    def file(self, package, place, data, licence):
        mark = identifier("File", place)
        self._files[mark] = {"SPDXID": mark, "fileName": f"./{place}", "checksums": checksums(data),
                             "licenseConcluded": licence, "licenseInfoInFiles": [_UNKNOWN], "copyrightText": _UNKNOWN}
        self.relate(package, "CONTAINS", mark)

    def relate(self, one, how, other):
        self._relationships.add((one, how, other))

    def text(self, reference, text):
        """Of a licence that SPDX has no name for."""
        self._texts[reference] = text

    def _verify(self):
        """The code that SPDX wants of a package whose files are told: a sum of their sums."""
        for mark, package in self._packages.items():
            sums = sorted(self._files[other]["checksums"][0]["checksumValue"]
                          for one, how, other in self._relationships if (one, how) == (mark, "CONTAINS") and other in self._files)
            if sums:
                code = hashlib.sha1("".join(sums).encode()).hexdigest()
                package |= {"filesAnalyzed": True, "licenseInfoFromFiles": [_UNKNOWN],
                            "packageVerificationCode": {"packageVerificationCodeValue": code}}

    def json(self):
        self._verify()
        content = {
            "packages": [self._packages[mark] for mark in sorted(self._packages)],
            "files": [self._files[mark] for mark in sorted(self._files)],
            "relationships": [{"spdxElementId": one, "relationshipType": how, "relatedSpdxElement": other}
                              for one, how, other in sorted(self._relationships)],
            "hasExtractedLicensingInfos": [{"licenseId": name, "name": name, "extractedText": self._texts[name]}
                                           for name in sorted(self._texts)],
        }
        # A name that no other document has, and this one has each time that it is made.
        space = uuid.uuid5(uuid.NAMESPACE_OID, self._name + json.dumps(content, sort_keys=True))
        head = {"spdxVersion": "SPDX-2.3", "dataLicense": "CC0-1.0", "SPDXID": "SPDXRef-DOCUMENT", "name": self._name,
                "documentNamespace": f"urn:uuid:{space}",
                "creationInfo": {"created": self._created, "creators": ["Tool: snug-bill-of-materials"]}}
        return json.dumps(head | content, indent=1, ensure_ascii=False) + "\n"
