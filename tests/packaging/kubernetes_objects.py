# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether an object is as Kubernetes describes it, by the description that its client for Python is made from. No cluster is
asked."""

import kubernetes.client

PLAIN = {"str": {str}, "int": {int}, "bool": {bool}, "object": {str, int}}  # object: a port, by name or number


def complaints(value, kind, where):
    """What in a value is not as Kubernetes describes this kind: "V1Pod", "list[V1Container]", "dict(str, str)", "int", …"""
    if kind.startswith("list["):
        if not isinstance(value, list):
            return [f"{where} is no list"]
        return [c for at, item in enumerate(value) for c in complaints(item, kind[5:-1], f"{where}[{at}]")]
    if kind.startswith("dict("):
        inner = kind[5:-1].split(", ", 1)[1]
        if not isinstance(value, dict):
            return [f"{where} is no map"]
        return [c for key, item in value.items() for c in complaints(item, inner, f"{where}.{key}")]
    if kind in PLAIN:
        return [] if type(value) in PLAIN[kind] else [f"{where} is no {kind}"]
    if not isinstance(value, dict):
        return [f"{where} is no map"]
    model = getattr(kubernetes.client, kind)
    fields = {name: attribute for attribute, name in model.attribute_map.items()}
    found = [f"{where}.{key} is not known" for key in value if key not in fields]
    for key in value.keys() & fields.keys():
        found += complaints(value[key], model.openapi_types[fields[key]], f"{where}.{key}")
    try:  # which of them are required only the constructor knows
        model(**{fields[key]: value[key] for key in value.keys() & fields.keys()})
    except ValueError as error:
        found.append(f"{where}: {error}")
    return found
