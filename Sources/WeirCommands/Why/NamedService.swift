internal import ContainerIdentity
internal import ControlGroups
internal import SystemdUnits

/// A service by what was typed for it, and whose manager may know it: where it does not run there is no group to ask.
///
/// The same words do as while it runs: `nginx.service`, `nginx`, `alice/x.service`.
struct NamedService: Equatable {
  /// Whose service manager.
  enum Manager: Hashable {
    case system
    case user(UInt32)
  }

  let unit: String
  /// The first that knows it counts.
  let managers: [Manager]

  /// - Parameters:
  ///   - ownUser: who asks.
  ///   - accounts: who is called what; asked only where a user was typed.
  /// - Returns: nil for what is no service's name, or of a user that nobody knows.
  init?(_ typed: String, ownUser: UInt32, accounts: () -> Accounts) {
    let name: ByteText
    switch TargetName.parse(ByteText(typed))?.form {
    case .bare:
      name = ByteText(typed)
      managers = [.system, .user(ownUser)]
    case .owned(let user, let owned):
      guard let id = UInt32(user.description) ?? accounts().id(named: user) else { return nil }
      name = owned
      managers = [.user(id)]
    default: return nil
    }
    guard name.isValidUTF8 else { return nil }
    let text = name.description
    switch SystemdUnits.UnitName.type(of: text) {
    case "service": unit = text
    case nil where SystemdUnits.UnitName.type(of: text + ".service") != nil: unit = text + ".service"
    default: return nil
    }
  }
}
