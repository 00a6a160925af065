import { createAccessControl } from 'better-auth/plugins/access'
import {
  adminAc,
  defaultStatements,
  memberAc,
  ownerAc,
} from 'better-auth/plugins/organization/access'

const control = createAccessControl(defaultStatements)

/**
 * What the roles of an organization may do to the organization itself. Owners and admins invite and
 * dismiss; what else a role opens is decided by the routes of the modules (`needs`).
 */
export const organizationAccess = {
  ac: control,
  roles: {
    owner: ownerAc,
    admin: adminAc,
    billing: memberAc,
    manager: memberAc,
    educator: memberAc,
    member: memberAc,
  },
}
