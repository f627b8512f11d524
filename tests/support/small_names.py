"""Arguments that name something in the invented region, as literals by `field.argument` or name."""

from collections.abc import Mapping

from support.invented_region import code

NAMES: Mapping[str, str] = {
    "uscc": f'"{code(1)}"',
    "core": f'"{code(1)}"',
    "agency.code": '"pds-customs"',
    "policy.code": '"pds-2021-7"',
    "measure.code": '"pds-2021-7/1"',
    "measure": '"pds-2021-7/1"',
    "policy": '"pds-2021-7"',
    "beneficiaries.measure": '"xm-2024-2/13"',
    "programme.code": '"zj_aeo_pool"',
    "programme": '"zj_aeo_pool"',
    "text": '"虚构"',
    "eligibilityDiff.from": '"2023-01-01"',
    "eligibilityDiff.to": '"2026-01-01"',
    "chainDiff.from": '"2026-01-01"',
    "chainDiff.to": '"2026-11-01"',
    "from": '"2026-10-01"',
    "to": '"2026-11-30"',
    "asOf": '"2026-11-01"',
    "first": "20",
    "depth": "2",
    "ending": '{rating: "customs"}',
    "changes": '[{zone: "none"}]',
    "ids": '["RW50ZXJwcmlzZTp4"]',
    "includeCollective": "true",
    "region": '"410400"',
    "change": '"none"',
}
