"""Wagtail's groups, kept in step with memberships: what rights each holds, and who is in it.

KB and its administrators have a group each, and each of the 21 regions two: one for its officers, who edit the region's
part of the tree, and one without any right, which pages are shown to. What stands in these groups and does not follow
from memberships is taken away; other groups are left alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Site

from accounts.choices import KB_ROLES, Role
from accounts.models import Membership, RegionGroup, User
from organisations.models import Organisation, OrganisationPage

KB_GROUP, ADMINISTRATORS_GROUP = "KB", "KB-administratörer"
SHARED_COLLECTION = "Gemensamt"
# Without any permission to delete: files, decisions and pages are public records.
PAGE_RIGHTS = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")
FILE_RIGHTS = (
    ("wagtailimages", "add_image"),
    ("wagtailimages", "change_image"),
    ("wagtailimages", "choose_image"),
    ("wagtaildocs", "add_document"),
    ("wagtaildocs", "change_document"),
    ("wagtaildocs", "choose_document"),
)
CHOICE_RIGHTS = (("wagtailimages", "choose_image"), ("wagtaildocs", "choose_document"))

Right = tuple[str, ...]  # ("permission", app, codename), ("page", id, codename), ("collection", id, app, codename) …


@dataclass(slots=True)
class Difference:
    """What a group lacks and what it has beyond its due: rights and, as ("member", id), users."""

    group: Group
    missing: set[Right] = field(default_factory=set)
    extra: set[Right] = field(default_factory=set)

    def __bool__(self) -> bool:
        return bool(self.missing or self.extra)


def sync_groups() -> list[Difference]:
    """Make the groups, collections and rights that are missing, take away what is extra; returns what was changed."""
    with transaction.atomic():
        make_groups()
        differences = compare_groups()
        grant(differences)
        for difference in differences:
            for right in difference.extra:
                withdraw(difference.group, right)
    return differences


def sync_members(users: Iterable[int]) -> None:
    """Put users, by primary key, into the groups that follow from their memberships today, and out of the others."""
    wanted = wanted_members()
    managed = {group.pk for group in wanted}
    for user in User.objects.filter(pk__in=set(users)):
        due = {group.pk for group, members in wanted.items() if user.pk in members}
        has = set(user.groups.filter(pk__in=managed).values_list("pk", flat=True))
        user.groups.add(*due - has)
        user.groups.remove(*has - due)


def make_groups() -> None:
    """Make the groups and collections that are missing."""
    for name in (KB_GROUP, ADMINISTRATORS_GROUP):
        Group.objects.get_or_create(name=name)
    root = Collection.get_first_root_node()
    if not root.get_children().filter(name=SHARED_COLLECTION).exists():
        root.add_child(name=SHARED_COLLECTION)
    have = RegionGroup.objects.values("organisation")
    for region in Organisation.objects.regions().exclude(pk__in=have):
        RegionGroup.objects.create(
            organisation=region,
            officers=Group.objects.create(name=_("%(region)s: officers") % {"region": region.display_name}),
            audience=Group.objects.create(name=_("%(region)s: audience") % {"region": region.display_name}),
            collection=Collection.get_first_root_node().add_child(name=region.display_name),
        )


def compare_groups() -> list[Difference]:
    """What differs between what the groups hold and what follows from memberships; a handful of queries in all."""
    wanted, held = wanted_rights(), held_rights()
    compared = (
        Difference(group, rights - held.get(group.pk, set()), held.get(group.pk, set()) - rights)
        for group, rights in wanted.items()
    )
    return [difference for difference in compared if difference]


def wanted_rights() -> dict[Group, set[Right]]:
    """What each group ought to hold, its members among it."""
    root, home = Collection.get_first_root_node(), Site.objects.get(is_default_site=True).root_page_id
    shared = root.get_children().get(name=SHARED_COLLECTION)
    pages = dict(OrganisationPage.objects.values_list("organisation", "pk"))
    kb = permissions("editor_permissions") | page_rights(home) | collection_rights(root, FILE_RIGHTS)
    administrators = permissions("administrator_permissions")
    wanted: dict[Group, set[Right]] = {
        group: {("member", str(pk)) for pk in members} for group, members in wanted_members().items()
    }
    for group, rights in wanted.items():
        if group.name == KB_GROUP:
            rights |= kb
        if group.name == ADMINISTRATORS_GROUP:
            rights |= administrators
    for region in region_groups():
        rights = wanted[region.officers]
        rights |= permissions("region_permissions") | collection_rights(region.collection, FILE_RIGHTS)
        rights |= collection_rights(shared, CHOICE_RIGHTS)
        if region.organisation_id in pages:
            rights |= page_rights(pages[region.organisation_id])
    return wanted


def wanted_members() -> dict[Group, set[int]]:
    """The primary keys of the users who belong in each group today: three queries."""
    groups = {group.name: group for group in Group.objects.filter(name__in=(KB_GROUP, ADMINISTRATORS_GROUP))}
    members: dict[Group, set[int]] = {group: set() for group in groups.values()}
    officers, audiences = {}, {}
    for region in region_groups():
        members[region.officers], members[region.audience] = set(), set()
        officers[region.organisation_id] = region.officers
        audiences[region.organisation.county_code] = region.audience
    active = Membership.objects.active().values_list("user", "role", "organisation", "organisation__county_code")
    for user, role, organisation, county in active:
        if role in KB_ROLES and KB_GROUP in groups:
            members[groups[KB_GROUP]].add(user)
        if role == Role.ADMINISTRATOR and ADMINISTRATORS_GROUP in groups:
            members[groups[ADMINISTRATORS_GROUP]].add(user)
        if role == Role.REGION_OFFICER and organisation in officers:
            members[officers[organisation]].add(user)
        if county in audiences:
            members[audiences[county]].add(user)
    return members


def held_rights() -> dict[int, set[Right]]:
    """What every group holds, by its primary key: four queries."""
    held: dict[int, set[Right]] = {}
    for group, app, name in Group.permissions.through.objects.values_list(
        "group", "permission__content_type__app_label", "permission__codename"
    ):
        held.setdefault(group, set()).add(("permission", app, name))
    for group, page, name in GroupPagePermission.objects.values_list("group", "page", "permission__codename"):
        held.setdefault(group, set()).add(("page", str(page), name))
    for group, collection, app, name in GroupCollectionPermission.objects.values_list(
        "group", "collection", "permission__content_type__app_label", "permission__codename"
    ):
        held.setdefault(group, set()).add(("collection", str(collection), app, name))
    for user, group in User.groups.through.objects.values_list("user", "group"):
        held.setdefault(group, set()).add(("member", str(user)))
    return held


def region_groups() -> Iterable[RegionGroup]:
    return RegionGroup.objects.select_related("organisation", "officers", "audience", "collection")


def permissions(attribute: str) -> set[Right]:
    """The permissions that all AppConfigs name in an attribute, as `app.codename`."""
    names = {name for config in apps.get_app_configs() for name in getattr(config, attribute, ())}
    return {("permission", *name.split(".", 1)) for name in names}


def page_rights(page: int) -> set[Right]:
    return {("page", str(page), name) for name in PAGE_RIGHTS}


def collection_rights(collection: Collection, names: Iterable[tuple[str, str]]) -> set[Right]:
    return {("collection", str(collection.pk), app, name) for app, name in names}


def grant(differences: Iterable[Difference]) -> None:
    """Give groups the rights and members they lack.

    Raises:
        Permission.DoesNotExist: No installed app has a permission of that name.
    """
    found = permission_keys()
    collections: list[GroupCollectionPermission] = []
    for group, rights in ((difference.group, difference.missing) for difference in differences):
        group.user_set.add(*(int(pk) for kind, pk, *_rest in rights if kind == "member"))
        group.permissions.add(*(key_of(found, *rest) for kind, *rest in rights if kind == "permission"))
        for kind, pk, *rest in rights:
            if kind == "page":  # one by one: translations of the page follow
                permission = key_of(found, "wagtailcore", *rest)
                GroupPagePermission.objects.create(group=group, page_id=int(pk), permission_id=permission)
            elif kind == "collection":
                row = {"collection_id": int(pk), "permission_id": key_of(found, *rest)}
                collections.append(GroupCollectionPermission(group=group, **row))
    GroupCollectionPermission.objects.bulk_create(collections)


def permission_keys() -> dict[Right, int]:
    """The primary key of each permission, by app and codename."""
    rows = Permission.objects.order_by().values_list("content_type__app_label", "codename", "pk")
    return {(app, name): pk for app, name, pk in rows}


def key_of(found: dict[Right, int], app: str, codename: str) -> int:
    if (app, codename) not in found:
        raise Permission.DoesNotExist(f"{app}.{codename}")
    return found[app, codename]


def withdraw(group: Group, right: Right) -> None:
    """Take a right or a member from a group."""
    kind, *rest = right
    if kind == "member":
        group.user_set.remove(int(rest[0]))
    elif kind == "permission":
        group.permissions.remove(find_permission(*rest))
    elif kind == "page":
        GroupPagePermission.objects.filter(group=group, page=int(rest[0]), permission__codename=rest[1]).delete()
    else:
        GroupCollectionPermission.objects.filter(
            group=group,
            collection=int(rest[0]),
            permission__content_type__app_label=rest[1],
            permission__codename=rest[2],
        ).delete()


def find_permission(app: str, codename: str) -> Permission:
    return Permission.objects.get(content_type__app_label=app, codename=codename)
