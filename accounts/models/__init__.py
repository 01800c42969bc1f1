from accounts.models.groups import RegionGroup
from accounts.models.invitations import Invitation
from accounts.models.member_lists import MemberList
from accounts.models.memberships import Membership
from accounts.models.users import User, UserManager

__all__ = ["Invitation", "MemberList", "Membership", "RegionGroup", "User", "UserManager"]
